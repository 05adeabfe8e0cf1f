import CFFmpeg
import DraftModel

/// Pictures of a file, encoded anew.
final class EncodedPicture: PacketSource {
  let parameters: StreamParameters
  private let pictures: PictureSequence
  private let encoder: VideoEncoder
  private var queue: [EncodedPacket] = []
  private var taken = 0
  private var index: Int
  private var isOver = false
  /// The encoder's clock, which counts pictures, and what has to be added to it, in the parameters' time base.
  private let clock: AVRational
  private let shift: Int64

  /// - Parameter offset: when the picture with the number 0 is on, or would be, in what is made.
  init(
    _ pictures: PictureSequence, _ delivery: VideoEncoder.Delivery, file: String, offset: Time = .zero
  ) throws(MediaError) {
    guard let first = try pictures.picture(pictures.first) else {
      throw MediaError(.damaged, file: file, operation: "encode the picture", reason: "it has no pictures")
    }
    self.pictures = pictures
    index = pictures.first
    encoder = try VideoEncoder(delivery, like: first)
    clock = encoder.parameters.timeBase
    let timeBase = offset == .zero ? clock : Self.fine(clock)
    shift = offset.timestamp(in: timeBase)
    parameters = try Self.parameters(encoder, file, timeBase)
  }

  /// Ticks of which a whole number makes a picture, and which are fine enough for what lies between pictures.
  private static func fine(_ clock: AVRational) -> AVRational {
    let parts = max(1, 100_000 / max(1, clock.den))
    return AVRational(num: 1, den: clock.den * parts)
  }

  /// With the names of the stream that it stands for; animations that are read without FFmpeg have none.
  private static func parameters(
    _ encoder: VideoEncoder, _ file: String, _ timeBase: AVRational
  ) throws(MediaError) -> StreamParameters {
    let container = try? InputContainer(path: file)
    return try StreamParameters(
      encoder.parameters, replacing: container?.bestStream(AVMEDIA_TYPE_VIDEO), timeBase: timeBase)
  }

  /// On the clock of the parameters.
  private func timed(_ packet: EncodedPacket) -> EncodedPacket {
    var packet = packet
    packet.presentation = av_rescale_q(packet.presentation, clock, parameters.timeBase) &+ shift
    packet.decoding = av_rescale_q(packet.decoding, clock, parameters.timeBase) &+ shift
    packet.duration = av_rescale_q(packet.duration, clock, parameters.timeBase)
    return packet
  }

  func next() throws(MediaError) -> EncodedPacket? {
    while taken == queue.count {
      if isOver { return nil }
      queue.removeAll(keepingCapacity: true)
      taken = 0
      try feed()
    }
    defer { taken += 1 }
    return queue[taken]
  }

  private func feed() throws(MediaError) {
    if index < pictures.count, let frame = try pictures.picture(index) {
      try encoder.encode(frame, index: index) { queue.append(timed($0)) }
      index += 1
    } else {
      try encoder.finish { queue.append(timed($0)) }
      isOver = true
    }
  }
}
