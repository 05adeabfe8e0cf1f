import CFFmpeg
import DraftModel

/// When the pictures of a stream without a container are on (H.264 and HEVC, annex B): such a stream says in
/// which order they are shown, and as a rule at which rate, but gives none of them a time.
public struct PictureOrder: Sendable {
  public let frameRate: FrameRate
  /// Whether the stream tells the rate; else it is the one that FFmpeg assumes, 25.
  public let tellsRate: Bool
  /// The number that each picture has among those that are shown, in the order of the file.
  let places: [Int]
  /// By how much decoding runs ahead of showing, in pictures.
  let delay: Int

  public var duration: Time { Time(frame: places.count, rate: frameRate) }

  /// Pictures that are counted; a day of 60 a second.
  private static let limit = 60 * 86_400

  /// Reads the whole file, and decodes one picture of it.
  /// - Throws: where it cannot be read, or its pictures come as fields, each of its own.
  public init(of path: String) throws(MediaError) {
    (frameRate, tellsRate) = try Self.rate(path)
    let container = try InputContainer(path: path)
    guard let stream = container.bestStream(AVMEDIA_TYPE_VIDEO) else {
      throw Self.error(path, "it has no picture")
    }
    let numbering = try PictureNumbering(stream, path)
    let packet = try Packet()
    var places: [Int] = []
    // Numbers begin anew with each picture that nothing before it matters to.
    var sequence: [Int] = []
    func endSequence() {
      let start = places.count
      places += repeatElement(0, count: sequence.count)
      for (place, index) in sequence.indices.sorted(by: { sequence[$0] < sequence[$1] }).enumerated() {
        places[start + index] = start + place
      }
      sequence.removeAll(keepingCapacity: true)
    }
    while try container.read(packet), places.count + sequence.count < Self.limit {
      guard packet.pointer.pointee.stream_index == stream.pointee.index, packet.pointer.pointee.size > 0
      else {
        continue
      }
      let number = try numbering.number(of: packet)
      if number.beginsSequence { endSequence() }
      sequence.append(number.order)
    }
    endSequence()
    guard !places.isEmpty else { throw Self.error(path, "it has no pictures") }
    self.places = places
    delay = places.enumerated().map { $0.offset - $0.element }.max() ?? 0
  }

  fileprivate static func error(_ path: String, _ reason: String) -> MediaError {
    MediaError(.unsupported, file: path, operation: "find out when its pictures are on", reason: reason)
  }

  /// The rate that the decoder finds in the stream.
  private static func rate(_ path: String) throws(MediaError) -> (FrameRate, isTold: Bool) {
    let container = try InputContainer(path: path)
    guard let stream = container.bestStream(AVMEDIA_TYPE_VIDEO) else {
      throw error(path, "it has no picture")
    }
    let decoder = try Decoder(container, stream)
    let frame = try VideoFrame()
    _ = try decoder.next(frame.pointer)
    let told = decoder.pointer.pointee.framerate
    if told.num > 0, told.den > 0, let rate = FrameRate(told.rational), rates.contains(rate.value) {
      return (rate, true)
    }
    return (FrameRate(Rational(25)) ?? .thirty, false)
  }

  private static let rates = Rational(1)...Rational(300)
}

/// Reads from coded pictures which number they have in the order of showing.
private final class PictureNumbering {
  private let parser: UnsafeMutablePointer<AVCodecParserContext>
  private let context: UnsafeMutablePointer<AVCodecContext>
  private let codec: AVCodecID
  private let path: String

  init(_ stream: UnsafeMutablePointer<AVStream>, _ path: String) throws(MediaError) {
    codec = stream.pointee.codecpar.pointee.codec_id
    self.path = path
    guard codec == AV_CODEC_ID_H264 || codec == AV_CODEC_ID_HEVC,
      let parser = av_parser_init(Int32(codec.rawValue))
    else { throw PictureOrder.error(path, "only H.264 and HEVC are read here") }
    guard let context = avcodec_alloc_context3(nil) else {
      av_parser_close(parser)
      throw MediaError(.limit, file: path, operation: "read the pictures", reason: "out of memory")
    }
    (self.parser, self.context) = (parser, context)
    // Everything is set from here on: what throws leads to `deinit`.
    parser.pointee.flags |= PARSER_FLAG_COMPLETE_FRAMES
    try check(
      avcodec_parameters_to_context(context, stream.pointee.codecpar), "read the pictures", file: path)
  }

  deinit {
    av_parser_close(parser)
    var context: UnsafeMutablePointer<AVCodecContext>? = context
    avcodec_free_context(&context)
  }

  func number(of packet: Packet) throws(MediaError) -> (order: Int, beginsSequence: Bool) {
    var out: UnsafeMutablePointer<UInt8>?
    var count: Int32 = 0
    let value = packet.pointer.pointee
    av_parser_parse2(parser, context, &out, &count, value.data, value.size, wp_no_pts, wp_no_pts, value.pos)
    let structure = parser.pointee.picture_structure
    guard structure != AV_PICTURE_STRUCTURE_TOP_FIELD, structure != AV_PICTURE_STRUCTURE_BOTTOM_FIELD else {
      throw PictureOrder.error(path, "its pictures come as single fields")
    }
    return (Int(parser.pointee.output_picture_number), beginsSequence(value))
  }

  /// Whether nothing before the picture matters to it or to what follows (IDR; in HEVC also BLA).
  private func beginsSequence(_ packet: AVPacket) -> Bool {
    guard let data = packet.data else { return false }
    let head = Array(UnsafeBufferPointer(start: data, count: min(Int(packet.size), Self.headLength)))
    for unit in NetworkUnits.separated(head[...]) {
      guard let first = unit.first else { continue }
      if codec == AV_CODEC_ID_H264 {
        if (1...5).contains(first & 0x1F) { return first & 0x1F == 5 }
      } else if first >> 1 & 0x3F < 32 {
        return (16...20).contains(first >> 1 & 0x3F)
      }
    }
    return false
  }

  /// Bytes before the first slice of a picture.
  private static let headLength = 1 << 12
}
