import DraftModel
import Media

/// Small films: H.264 and, where there is sound, AAC in MP4.
public struct FilmMaker {
  public var width = 64
  public var height = 48
  public var rate = FrameRate.thirty
  /// Frames from one key frame to the next.
  public var keyInterval = 1000
  /// x264's rate factor; low, so that colours come out as they went in.
  public var quality = 8
  public var comment: String?
  /// Whether the sound is coded from before its first sample on, so that an edit list hides the run-up.
  public var primesSound = true

  public init(width: Int = 64, height: Int = 48, rate: FrameRate = .thirty, keyInterval: Int = 1000) {
    self.width = width
    self.height = height
    self.rate = rate
    self.keyInterval = keyInterval
  }

  /// Films whose frames carry their numbers.
  public func writeNumbered(_ count: Int, sound: [Float]? = nil, to path: String) throws {
    try write(Array(0..<count), sound: sound, to: path) {
      try FrameCode.draw($0, width: width, height: height)
    }
  }

  /// Films of one colour.
  public func write(_ count: Int, color: Color, sound: [Float]? = nil, to path: String) throws {
    try write(Array(0..<count), sound: sound, to: path) { _ in
      try PictureMaker.film(width: width, height: height, color)
    }
  }

  /// - Parameters:
  ///   - places: when each picture is on, in frames of the rate; growing, with holes for a rate that
  ///     varies.
  ///   - sound: stereo samples at 48 kHz, interleaved.
  public func write(
    _ places: [Int], sound: [Float]? = nil, to path: String, picture: (_ place: Int) throws -> VideoFrame
  ) throws {
    var packets: [EncodedPacket] = []
    var parameters: [StreamParameters] = []
    for group in stride(from: 0, to: places.count, by: keyInterval) {
      let encoder = try VideoEncoder(
        .init(width: width, height: height, frameRate: rate, quality: quality))
      if group == 0 { parameters.append(encoder.parameters) }
      for place in places[group..<min(group + keyInterval, places.count)] {
        try encoder.encode(picture(place), index: place) { packets.append($0) }
      }
      try encoder.finish { packets.append($0) }
    }
    var soundPackets: [EncodedPacket] = []
    if let sound {
      let encoder = try AudioEncoder()
      try encoder.encode(sound) { soundPackets.append($0) }
      try encoder.finish { soundPackets.append($0) }
      parameters.append(encoder.parameters)
    }
    let container = try OutputContainer(path: path, streams: parameters, comment: comment)
    for packet in packets { try container.write(packet, stream: 0) }
    for packet in soundPackets where primesSound || packet.presentation >= 0 {
      try container.write(packet, stream: 1)
    }
    try container.finish()
  }
}
