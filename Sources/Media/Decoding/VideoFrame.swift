import CFFmpeg
import DraftModel

/// Layouts of pixels that pictures are asked for in.
public enum PixelFormat: Sendable {
  /// Planes Y, U, V, the chroma halved both ways.
  case yuv420p
  /// Planes Y, U, V, all of one size.
  case yuv444p
  /// Planes Y, U, V, A, all of one size.
  case yuva444p
  /// One plane of blue, green, red, alpha.
  case bgra
  /// One plane of red, green, blue, alpha.
  case rgba
  case rgb24
  /// Planes of green, blue, red, 16 bits a value in the machine's order.
  case gbrp16

  var ffmpeg: AVPixelFormat {
    switch self {
    case .yuv420p: AV_PIX_FMT_YUV420P
    case .yuv444p: AV_PIX_FMT_YUV444P
    case .yuva444p: AV_PIX_FMT_YUVA444P
    case .bgra: AV_PIX_FMT_BGRA
    case .rgba: AV_PIX_FMT_RGBA
    case .rgb24: AV_PIX_FMT_RGB24
    case .gbrp16: wp_gbrp16
    }
  }

  var isYUV: Bool {
    switch self {
    case .yuv420p, .yuv444p, .yuva444p: true
    case .bgra, .rgba, .rgb24, .gbrp16: false
    }
  }
}

/// A picture; owns its pixels, or shares them with the decoder that made it until one of them is
/// changed. Not for two threads at once.
public final class VideoFrame {
  let pointer: UnsafeMutablePointer<AVFrame>
  /// When it is on, from the start of its container; zero for pictures that are made here.
  public var time = Time.zero

  init() throws(MediaError) { pointer = try allocated(av_frame_alloc(), "keep a picture") }

  deinit {
    var pointer: UnsafeMutablePointer<AVFrame>? = pointer
    av_frame_free(&pointer)
  }

  /// A new picture with pixels of any value.
  public convenience init(width: Int, height: Int, format: PixelFormat) throws(MediaError) {
    try MediaLimits.checkPicture(width: width, height: height, file: nil)
    try self.init()
    pointer.pointee.width = Int32(width)
    pointer.pointee.height = Int32(height)
    pointer.pointee.format = format.ffmpeg.rawValue
    try check(av_frame_get_buffer(pointer, 0), "allocate a \(width)x\(height) picture")
    tagBT709()
  }

  private func tagBT709() {
    pointer.pointee.colorspace = AVCOL_SPC_BT709
    pointer.pointee.color_primaries = AVCOL_PRI_BT709
    pointer.pointee.color_trc = AVCOL_TRC_BT709
    pointer.pointee.color_range = AVCOL_RANGE_MPEG
  }

  /// Becomes a picture in a buffer that holds all its planes, and that is given up with it.
  func adopt(
    _ buffer: UnsafeMutablePointer<AVBufferRef>, width: Int, height: Int, format: PixelFormat,
    alignment: Int32
  ) {
    pointer.pointee.width = Int32(width)
    pointer.pointee.height = Int32(height)
    pointer.pointee.format = format.ffmpeg.rawValue
    pointer.pointee.buf.0 = buffer
    withUnsafeMutablePointer(to: &pointer.pointee.data) { data in
      data.withMemoryRebound(to: UnsafeMutablePointer<UInt8>?.self, capacity: 8) { data in
        _ = withUnsafeMutablePointer(to: &pointer.pointee.linesize) {
          $0.withMemoryRebound(to: Int32.self, capacity: 8) {
            av_image_fill_arrays(
              data, $0, buffer.pointee.data, format.ffmpeg, Int32(width), Int32(height), alignment)
          }
        }
      }
    }
    tagBT709()
  }

  /// Another owner of the same pixels.
  func reference() throws(MediaError) -> VideoFrame {
    let copy = try VideoFrame()
    try check(av_frame_ref(copy.pointer, pointer), "keep a picture")
    copy.time = time
    return copy
  }

  public var width: Int { Int(pointer.pointee.width) }
  public var height: Int { Int(pointer.pointee.height) }
  var format: AVPixelFormat { AVPixelFormat(rawValue: pointer.pointee.format) }

  /// Whether the pixels can be transparent.
  public var hasAlpha: Bool {
    guard let descriptor = av_pix_fmt_desc_get(format) else { return false }
    return descriptor.pointee.flags & UInt64(AV_PIX_FMT_FLAG_ALPHA) != 0 || format == AV_PIX_FMT_PAL8
  }

  /// Whether its pixels are red, green and blue, or colours of a palette.
  var isRGB: Bool {
    guard let descriptor = av_pix_fmt_desc_get(format) else { return false }
    return descriptor.pointee.flags & UInt64(AV_PIX_FMT_FLAG_RGB | AV_PIX_FMT_FLAG_PAL) != 0
  }

  /// Whether a colour has more than 8 bits.
  public var isDeep: Bool {
    guard let descriptor = av_pix_fmt_desc_get(format) else { return false }
    return descriptor.pointee.comp.0.depth > 8
  }

  /// Whether it has no colour at all.
  var isGrey: Bool {
    guard !isRGB, let descriptor = av_pix_fmt_desc_get(format) else { return false }
    return descriptor.pointee.nb_components - (hasAlpha ? 1 : 0) == 1
  }

  /// Whether brightness runs from 0 rather than from 16.
  var isFullRange: Bool {
    if pointer.pointee.color_range == AVCOL_RANGE_JPEG { return true }
    // Grey says nothing of its range where it is a photo's or a scan's.
    if isGrey, pointer.pointee.color_range == AVCOL_RANGE_UNSPECIFIED { return true }
    return [
      AV_PIX_FMT_YUVJ420P, AV_PIX_FMT_YUVJ422P, AV_PIX_FMT_YUVJ444P, AV_PIX_FMT_YUVJ440P, AV_PIX_FMT_YUVJ411P,
    ]
    .contains(format)
  }

  /// Whether its decoder knows that something in it is wrong.
  var isCorrupt: Bool {
    pointer.pointee.decode_error_flags != 0 || pointer.pointee.flags & AV_FRAME_FLAG_CORRUPT != 0
  }

  /// The bytes of a plane: `stride` of them for each row. Valid as long as the frame is.
  public func plane(_ index: Int) -> (bytes: UnsafeMutablePointer<UInt8>, stride: Int)? {
    let (data, strides) = withUnsafeMutablePointer(to: &pointer.pointee.data) { data in
      data.withMemoryRebound(to: UnsafeMutablePointer<UInt8>?.self, capacity: 8) { data in
        withUnsafeMutablePointer(to: &pointer.pointee.linesize) {
          $0.withMemoryRebound(to: Int32.self, capacity: 8) { (data[index], $0[index]) }
        }
      }
    }
    return data.map { ($0, Int(strides)) }
  }

  /// Makes the pixels this frame's own, so that they may be written to.
  public func makeWritable() throws(MediaError) {
    try check(av_frame_make_writable(pointer), "copy a picture")
  }
}
