import CFFmpeg
import DraftModel

/// Subtitles that are text, encoded anew as MP4 holds them (3GPP timed text, FFmpeg's `mov_text`). Bold, italic
/// and colours stay; places and other styles do not.
final class EncodedText: PacketSource {
  let parameters: StreamParameters
  private let container: InputContainer
  private let stream: UnsafeMutablePointer<AVStream>
  private let packet: Packet
  private let decoder: UnsafeMutablePointer<AVCodecContext>
  private let encoder: Encoder
  private let range: TimeRange?
  /// What was read and may end early, or be said together with the next.
  private var held: EncodedPacket?
  private var buffer = [UInt8](repeating: 0, count: 1 << 16)

  /// - Parameters:
  ///   - index: the place of the stream in the file.
  ///   - range: what of it, counted from the start of the file.
  init(path: String, _ index: Int, range: TimeRange?) throws(MediaError) {
    let container = try InputContainer(path: path)
    guard container.streams.indices.contains(index) else {
      throw Self.unsupported(path, "it has no stream \(index)")
    }
    let stream = container.streams[index]
    container.keepOnly(stream)
    guard let codec = avcodec_find_decoder(stream.pointee.codecpar.pointee.codec_id) else {
      throw Self.unsupported(path, "no decoder for stream \(index)")
    }
    packet = try Packet()
    let decoder = try allocated(avcodec_alloc_context3(codec), "decode")
    do throws(MediaError) {
      try check(
        avcodec_parameters_to_context(decoder, stream.pointee.codecpar), "open the decoder", file: path)
      decoder.pointee.pkt_timebase = stream.pointee.time_base
      try check(avcodec_open2(decoder, codec, nil), "open the decoder", file: path)
      encoder = try Self.encoder(styledLike: decoder)
      parameters = try StreamParameters(encoder.parameters(), replacing: stream)
    } catch {
      var pointer: UnsafeMutablePointer<AVCodecContext>? = decoder
      avcodec_free_context(&pointer)
      throw error
    }
    (self.container, self.stream, self.decoder, self.range) = (container, stream, decoder, range)
  }

  deinit {
    var decoder: UnsafeMutablePointer<AVCodecContext>? = decoder
    avcodec_free_context(&decoder)
  }

  private static func unsupported(_ path: String, _ reason: String) -> MediaError {
    MediaError(.unsupported, file: path, operation: "encode the subtitles", reason: reason)
  }

  /// Milliseconds, as subtitles count.
  private static let timeBase = AVRational(num: 1, den: 1000)

  private static func encoder(
    styledLike decoder: UnsafeMutablePointer<AVCodecContext>
  ) throws(MediaError) -> Encoder {
    try Encoder("mov_text", options: []) { context in
      context.time_base = timeBase
      let size = Int(decoder.pointee.subtitle_header_size)
      // Freed with the context. FFmpeg reads it as text, with a zero behind it.
      guard size > 0, let header = decoder.pointee.subtitle_header, let copy = av_mallocz(size + 1) else {
        return
      }
      copy.copyMemory(from: header, byteCount: size)
      context.subtitle_header = copy.assumingMemoryBound(to: UInt8.self)
      context.subtitle_header_size = Int32(size)
    }
  }

  func next() throws(MediaError) -> EncodedPacket? {
    while try container.read(packet) {
      guard packet.pointer.pointee.stream_index == stream.pointee.index, let encoded = encoded() else {
        continue
      }
      guard let before = held else {
        held = encoded
        continue
      }
      if encoded.presentation <= before.presentation {
        held = Self.together(before, encoded)
      } else {
        held = encoded
        return Self.ending(before, by: encoded.presentation)
      }
    }
    defer { held = nil }
    return held
  }

  /// MP4 shows one at a time: where two overlap, the later one takes over.
  private static func ending(_ packet: EncodedPacket, by end: Int64) -> EncodedPacket {
    var packet = packet
    packet.duration = min(packet.duration, end - packet.presentation)
    return packet
  }

  /// Two that are said at once, in one; where one of them has styles, only the first.
  private static func together(_ first: EncodedPacket, _ second: EncodedPacket) -> EncodedPacket {
    guard let text = Self.text(first), let more = Self.text(second), text.count + more.count < 1 << 15 else {
      return first
    }
    let joined = text + [UInt8(ascii: "\n")] + more
    var packet = first
    packet.bytes = [UInt8(joined.count >> 8), UInt8(joined.count & 0xFF)] + joined
    packet.duration = max(first.duration, second.duration)
    return packet
  }

  /// The text behind its length (3GPP TS 26.245, 5.17); nil where styles follow it.
  private static func text(_ packet: EncodedPacket) -> ArraySlice<UInt8>? {
    let bytes = packet.bytes
    guard bytes.count > 2, Int(bytes[0]) << 8 | Int(bytes[1]) == bytes.count - 2 else { return nil }
    return bytes[2...]
  }

  /// What is said in the packet; nil for nothing that can be read, or nothing in the range.
  private func encoded() -> EncodedPacket? {
    let start = container.startTime + (range?.start ?? .zero)
    guard var shown = time(), shown.end > start else { return nil }
    let end = range.map { min(shown.end, start + $0.duration) } ?? shown.end
    guard shown.start < end else { return nil }
    shown = TimeRange(start: max(shown.start, start) - start, end: end - start)
    var subtitle = AVSubtitle()
    var isWhole: Int32 = 0
    guard avcodec_decode_subtitle2(decoder, &subtitle, &isWhole, packet.pointer) >= 0, isWhole != 0 else {
      return nil
    }
    defer { avsubtitle_free(&subtitle) }
    let size = avcodec_encode_subtitle(encoder.pointer, &buffer, Int32(buffer.count), &subtitle)
    guard size > 0 else { return nil }
    let presentation = shown.start.timestamp(in: Self.timeBase)
    let until = shown.end.timestamp(in: Self.timeBase)
    return EncodedPacket(
      bytes: Array(buffer[..<Int(size)]), presentation: presentation, decoding: presentation,
      duration: max(1, until - presentation), isKey: true)
  }

  /// When the packet is on, by the clock of the file.
  private func time() -> TimeRange? {
    let value = packet.pointer.pointee
    guard value.pts != wp_no_pts, abs(value.pts / 4) < Int64.max / 8 else { return nil }
    let start = Time(timestamp: value.pts, timeBase: stream.pointee.time_base)
    let length = Time(timestamp: min(max(0, value.duration), 1 << 40), timeBase: stream.pointee.time_base)
    return TimeRange(start: start, duration: length > .zero ? length : Self.usualLength)
  }

  /// How long is shown what does not say it.
  private static let usualLength = Time(milliseconds: 3000)
}
