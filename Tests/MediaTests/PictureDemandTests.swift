import CFFmpeg
import DraftModel
import TestSupport
import Testing

@testable import Media

/// A reader that was told what it will be asked for leaves out what nobody sees, and nothing else.
@Suite struct PictureDemandTests {
  private let folder: TemporaryFolder
  private var path: String { folder.file("film.mp4") }

  init() throws { folder = try TemporaryFolder() }

  /// Three seconds with B-frames, of which some refer to others.
  private func writeFilm(_ rateText: String) throws {
    let rate = try #require(FrameRate(rateText))
    let encoder = try VideoEncoder(
      .init(frameRate: rate, rate: .quality(20), preset: "medium"),
      like: FrameCode.draw(0, width: 160, height: 90))
    var packets: [EncodedPacket] = []
    for index in 0..<Time(milliseconds: 3000).frameCount(at: rate) {
      let frame = try FrameCode.draw(index, width: 160, height: 90)
      try encoder.encode(frame, index: index) { packets.append($0) }
    }
    try encoder.finish { packets.append($0) }
    try write(packets, encoder.parameters)
  }

  /// The same in HEVC.
  private func writeHEVCFilm(_ rateText: String) throws {
    let rate = try #require(FrameRate(rateText))
    let options = [("x265-params", "log-level=none:frame-threads=1:pools=none")]
    let encoder = try Encoder("libx265", options: options) { context in
      (context.width, context.height, context.pix_fmt) = (160, 90, AV_PIX_FMT_YUV420P)
      context.time_base = AVRational(
        num: Int32(rate.value.denominator), den: Int32(rate.value.numerator))
    }
    var packets: [EncodedPacket] = []
    for index in 0..<Time(milliseconds: 3000).frameCount(at: rate) {
      let frame = try FrameCode.draw(index, width: 160, height: 90)
      frame.pointer.pointee.pts = Int64(index)
      try encoder.encode(frame) { packets.append($0) }
    }
    try encoder.encode(nil) { packets.append($0) }
    try write(packets, StreamParameters(encoder.pointer))
  }

  private func write(_ packets: [EncodedPacket], _ parameters: StreamParameters) throws {
    // Reordered, or there would be nothing to leave out.
    try #require(zip(packets, packets.dropFirst()).contains { $0.presentation > $1.presentation })
    let container = try OutputContainer(path: path, streams: [parameters], comment: nil)
    for packet in packets { try container.write(packet, stream: 0) }
    try container.finish()
  }

  private func bytes(_ frame: VideoFrame) -> [UInt8] {
    (0..<3).flatMap { index -> [UInt8] in
      guard let plane = frame.plane(index) else { return [] }
      let (width, height) =
        index == 0 ? (frame.width, frame.height) : ((frame.width + 1) / 2, (frame.height + 1) / 2)
      return (0..<height).flatMap {
        Array(UnsafeBufferPointer(start: plane.bytes + $0 * plane.stride, count: width))
      }
    }
  }

  @Test(arguments: ["24", "25", "30000/1001", "30", "50", "60"])
  func showsTheSameFramesAsOneThatWasNotTold(_ rate: String) throws {
    try writeFilm(rate)
    try expectSameFrames("H.264, \(rate)")
  }

  @Test(arguments: ["60", "25"])
  func showsTheSameFramesOfHEVC(_ rate: String) throws {
    try writeHEVCFilm(rate)
    try expectSameFrames("HEVC, \(rate)")
  }

  /// Without an index, a seek ends anywhere; what is decoded from there on shows nothing of the film.
  @Test func anyPlaceOfHEVCInATransportStreamIsShown() throws {
    try writeHEVCFilm("25")
    let stream = folder.file("film.ts")
    try copyFilm(to: stream)
    for frame in [60, 37, 5, 70, 0] {
      let reader = try VideoReader(path: stream)
      let time = try Time(frame: frame, rate: #require(FrameRate("25")))
      #expect(FrameCode.read(try reader.picture(at: time).frame) == frame)
    }
  }

  /// Into the container that a name asks for.
  private func copyFilm(to path: String) throws {
    let source = try InputContainer(path: self.path)
    let film = try #require(source.bestStream(AVMEDIA_TYPE_VIDEO))
    var context: UnsafeMutablePointer<AVFormatContext>?
    try check(avformat_alloc_output_context2(&context, nil, nil, path), "write")
    let target = try #require(context)
    defer { avformat_free_context(target) }
    let copy = try #require(avformat_new_stream(target, nil))
    try check(avcodec_parameters_copy(copy.pointee.codecpar, film.pointee.codecpar), "write")
    copy.pointee.codecpar.pointee.codec_tag = 0
    try check(avio_open(&target.pointee.pb, "file:" + path, AVIO_FLAG_WRITE), "write")
    try check(avformat_write_header(target, nil), "write")
    let packet = try Packet()
    while try source.read(packet) {
      av_packet_rescale_ts(packet.pointer, film.pointee.time_base, copy.pointee.time_base)
      packet.pointer.pointee.stream_index = 0
      try check(av_write_frame(target, packet.pointer), "write")
    }
    try check(av_write_trailer(target), "write")
    avio_closep(&target.pointee.pb)
  }

  private func expectSameFrames(_ film: String) throws {
    for speed in [Rational(1, 2), Rational(1), Rational(5, 4), Rational(2), Rational(4)] {
      for start in [Time.zero, Time(milliseconds: 333), Time(milliseconds: 1501)] {
        let (told, free) = (try VideoReader(path: path), try VideoReader(path: path))
        let demand = try #require(PictureDemand(start: start, step: FrameRate.thirty.frameDuration * speed))
        told.expect(demand)
        var time = start
        while time < Time(milliseconds: 3100) {
          let (a, b) = (try told.picture(at: time), try free.picture(at: time))
          #expect(a.isHeld == b.isHeld)
          #expect(bytes(a.frame) == bytes(b.frame), "\(film), \(speed) times, from \(start), at \(time)")
          time = time + demand.step
        }
      }
    }
  }

  @Test func aTimeThatWasNotToldIsShownAllTheSame() throws {
    try writeFilm("60")
    let reader = try VideoReader(path: path)
    // Every other frame, as a film of 30 shows it.
    reader.expect(PictureDemand(start: .zero, step: FrameRate.thirty.frameDuration))
    for frame in [0, 2, 4, 6, 7, 8, 31, 90, 89, 91] {
      let time = try Time(frame: frame, rate: #require(FrameRate("60")))
      #expect(FrameCode.read(try reader.picture(at: time).frame) == frame)
    }
  }

  @Test func anotherDemandIsMetFromWhereTheFirstOneStood() throws {
    try writeFilm("60")
    let reader = try VideoReader(path: path)
    let sixty = try #require(FrameRate("60"))
    func read(_ frames: [Int], step: Int) throws {
      let step = sixty.frameDuration * Rational(step)
      reader.expect(PictureDemand(start: Time(frame: frames[0], rate: sixty), step: step))
      for frame in frames {
        #expect(FrameCode.read(try reader.picture(at: Time(frame: frame, rate: sixty)).frame) == frame)
      }
    }
    try read(Array(stride(from: 0, to: 40, by: 4)), step: 4)
    try read(Array(41..<60), step: 1)
    try read(Array(stride(from: 61, to: 120, by: 2)), step: 2)
  }
}
