/// A drawn text, to be laid over a frame.
///
/// `(originX, originY)` says where the top-left pixel lies relative to the anchor's pixel: the anchor
/// is the centre of the text's logical rectangle (of the whole picture for a slate).
///
///       frame
///       +-------------------------------+
///       |   (originX, originY)          |
///       |     +---------------+         |
///       |     |   T e x t     |         |
///       |     |       + anchor (0, 0)   |
///       |     +---------------+         |
///       +-------------------------------+
public struct TextPicture: Hashable, Sendable {
  /// No picture is wider or higher than this, in pixels.
  public static let maximumSide = 8192
  /// No picture has more pixels than this.
  public static let maximumArea = 16 << 20

  /// Width in output pixels; 0 where there is nothing to draw.
  public var width: Int
  /// Height in output pixels; 0 where there is nothing to draw.
  public var height: Int
  /// Distance of the left edge from the anchor's pixel, in output pixels; negative is to its left.
  public var originX: Int
  /// Distance of the top edge from the anchor's pixel, in output pixels; negative is above it.
  public var originY: Int
  /// Rows from the top, `width * 4` bytes each: blue, green, red, alpha, premultiplied.
  public var pixels: [UInt8]
  /// Whether some of the text was dropped, as it was longer than `TextRenderer.maximumScalars` allows.
  public var isTruncated: Bool

  public init(
    width: Int, height: Int, originX: Int, originY: Int, pixels: [UInt8], isTruncated: Bool = false
  ) {
    self.width = width
    self.height = height
    self.originX = originX
    self.originY = originY
    self.pixels = pixels
    self.isTruncated = isTruncated
  }

  public var isEmpty: Bool { width == 0 || height == 0 }

  static func empty(isTruncated: Bool) -> TextPicture {
    TextPicture(width: 0, height: 0, originX: 0, originY: 0, pixels: [], isTruncated: isTruncated)
  }
}
