import CWebP
import DraftModel

/// Animated WebP, by libwebpdemux: FFmpeg 5 to 8 do not decode it.
final class WebPAnimation {
  /// How large a file is read.
  static let sizeLimit = 200 << 20

  private let decoder: OpaquePointer
  private let bytes: UnsafeMutableBufferPointer<UInt8>
  private let width: Int
  private let height: Int

  /// Whether a file is a WebP with the animation flag (RFC 9649, 2.7).
  static func matches(_ head: [UInt8]) -> Bool {
    head.count >= 21 && head[0..<4].elementsEqual("RIFF".utf8) && head[8..<12].elementsEqual("WEBP".utf8)
      && head[12..<16].elementsEqual("VP8X".utf8) && head[20] & 0x02 != 0
  }

  init(path: String) throws(MediaError) {
    let data = try FileHead.readAll(path, limit: Self.sizeLimit)
    let bytes = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: max(1, data.count))
    _ = bytes.update(fromContentsOf: data)
    var options = WebPAnimDecoderOptions()
    var webp = WebPData(bytes: bytes.baseAddress, size: data.count)
    var info = WebPAnimInfo()
    guard WebPAnimDecoderOptionsInit(&options) != 0 else {
      bytes.deallocate()
      throw MediaError(.unsupported, file: path, operation: "decode", reason: "libwebp has another version")
    }
    options.color_mode = MODE_RGBA
    options.use_threads = 0
    guard let decoder = WebPAnimDecoderNew(&webp, &options), WebPAnimDecoderGetInfo(decoder, &info) != 0
    else {
      bytes.deallocate()
      throw MediaError(
        .damaged, file: path, operation: "open", reason: "not a WebP animation that libwebp reads")
    }
    self.decoder = decoder
    self.bytes = bytes
    (width, height) = (Int(info.canvas_width), Int(info.canvas_height))
    // Everything is set from here on: what throws leads to `deinit`.
    try MediaLimits.checkPicture(width: width, height: height, file: path)
  }

  deinit {
    WebPAnimDecoderDelete(decoder)
    bytes.deallocate()
  }

  func rewind() { WebPAnimDecoderReset(decoder) }

  /// The next picture and the time, in ms from the start, at which it ends; nil after the last.
  func next() throws(MediaError) -> (frame: VideoFrame, end: Int)? {
    guard WebPAnimDecoderHasMoreFrames(decoder) != 0 else { return nil }
    var pixels: UnsafeMutablePointer<UInt8>?
    var timestamp: Int32 = 0
    guard WebPAnimDecoderGetNext(decoder, &pixels, &timestamp) != 0, let pixels else { return nil }
    let frame = try VideoFrame(width: width, height: height, format: .rgba)
    if let plane = frame.plane(0) {
      for row in 0..<height {
        (plane.bytes + row * plane.stride).update(from: pixels + row * width * 4, count: width * 4)
      }
    }
    return (frame, Int(timestamp))
  }

  /// The ends of all pictures, in ms, read without decoding; and the size.
  static func timing(path: String) throws(MediaError) -> (ends: [Int], width: Int, height: Int) {
    let data = try FileHead.readAll(path, limit: sizeLimit)
    return try data.withUnsafeBufferPointer { buffer throws(MediaError) in
      var webp = WebPData(bytes: buffer.baseAddress, size: buffer.count)
      guard let demuxer = WebPDemux(&webp) else {
        throw MediaError(
          .damaged, file: path, operation: "open", reason: "not a WebP file that libwebp reads")
      }
      defer { WebPDemuxDelete(demuxer) }
      var ends: [Int] = []
      var iterator = WebPIterator()
      if WebPDemuxGetFrame(demuxer, 1, &iterator) != 0 {
        repeat {
          ends.append((ends.last ?? 0) + AnimationReader.shownDelay(Int(iterator.duration)))
        } while ends.count < MediaLimits.animationFrames && WebPDemuxNextFrame(&iterator) != 0
      }
      WebPDemuxReleaseIterator(&iterator)
      return (
        ends, Int(WebPDemuxGetI(demuxer, WEBP_FF_CANVAS_WIDTH)),
        Int(WebPDemuxGetI(demuxer, WEBP_FF_CANVAS_HEIGHT))
      )
    }
  }
}
