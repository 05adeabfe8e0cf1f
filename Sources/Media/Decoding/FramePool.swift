import CFFmpeg

/// Pictures of one size and layout whose memory is used again: a film makes and drops several for
/// each of its frames, and fresh pages from the system cost more than what is drawn on them.
public final class FramePool {
  public let width: Int
  public let height: Int
  public let format: PixelFormat
  private var pool: OpaquePointer?
  private let byteCount: Int

  /// Rows begin at multiples of this, as the widest vector instructions want.
  private static let alignment: Int32 = 64

  public init(width: Int, height: Int, format: PixelFormat) throws(MediaError) {
    try MediaLimits.checkPicture(width: width, height: height, file: nil)
    self.width = width
    self.height = height
    self.format = format
    byteCount = Int(
      try check(
        av_image_get_buffer_size(format.ffmpeg, Int32(width), Int32(height), Self.alignment),
        "allocate a \(width)x\(height) picture"))
    // Scalers read and write a few bytes beyond the end of a row.
    pool = av_buffer_pool_init(byteCount + 64, nil)
  }

  deinit { av_buffer_pool_uninit(&pool) }

  /// A picture with pixels of any value, BT.709 in limited range; its memory comes back by itself.
  public func frame() throws(MediaError) -> VideoFrame {
    let frame = try VideoFrame()
    let buffer = try allocated(av_buffer_pool_get(pool), "allocate a \(width)x\(height) picture")
    frame.adopt(buffer, width: width, height: height, format: format, alignment: Self.alignment)
    return frame
  }
}
