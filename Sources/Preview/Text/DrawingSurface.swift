internal import CPango
import DraftModel

/// Owns a Cairo image and the cairo_t that draws on it.
final class DrawingSurface {
  enum Format {
    /// Blue, green, red, alpha in memory, premultiplied; on a little-endian machine Cairo's ARGB32.
    case color
    /// Coverage only.
    case mask
  }

  let width: Int
  let height: Int
  /// A cairo_t.
  let cairo: OpaquePointer
  private let surface: OpaquePointer

  /// - Throws: `.pictureTooLarge` beyond the limits of a `TextPicture`; `.drawing` where memory ends.
  init(width: Int, height: Int, format: Format) throws(TextError) {
    let side = TextPicture.maximumSide
    guard width <= side, height <= side, width * height <= TextPicture.maximumArea else {
      throw .pictureTooLarge(width: width, height: height)
    }
    guard
      let surface = cairo_image_surface_create(
        format == .color ? CAIRO_FORMAT_ARGB32 : CAIRO_FORMAT_A8, Int32(width), Int32(height))
    else { throw .drawing(reason: "Cairo made no image") }
    guard let cairo = cairo_create(surface) else {
      cairo_surface_destroy(surface)
      throw .drawing(reason: "Cairo made no context")
    }
    self.width = width
    self.height = height
    self.cairo = cairo
    self.surface = surface
    try check()
  }

  deinit {
    cairo_destroy(cairo)
    cairo_surface_destroy(surface)
  }

  /// - Throws: `.drawing` if anything drawn so far failed.
  func check() throws(TextError) {
    let status = cairo_status(cairo)
    guard status == CAIRO_STATUS_SUCCESS else {
      throw .drawing(reason: cairo_status_to_string(status).map { String(cString: $0) } ?? "unknown")
    }
  }

  func setColor(_ color: RGBAColor) {
    cairo_set_source_rgba(
      cairo, Double(color.red) / 255, Double(color.green) / 255, Double(color.blue) / 255,
      Double(color.alpha) / 255)
  }

  /// Lays `color` over the image where `mask` is set; both start at the same pixel.
  func fill(through mask: DrawingSurface, color: RGBAColor) {
    cairo_save(cairo)
    cairo_identity_matrix(cairo)
    setColor(color)
    cairo_mask_surface(cairo, mask.surface, 0, 0)
    cairo_restore(cairo)
  }

  /// Lets `body` change the bytes; `stride` is the distance of two rows.
  func withBytes(_ body: (UnsafeMutableBufferPointer<UInt8>, _ stride: Int) -> Void) {
    cairo_surface_flush(surface)
    guard let data = cairo_image_surface_get_data(surface) else { return }
    let stride = Int(cairo_image_surface_get_stride(surface))
    body(UnsafeMutableBufferPointer(start: data, count: stride * height), stride)
    cairo_surface_mark_dirty(surface)
  }

  /// The bytes of a color image, row by row without gaps.
  func pixels() throws(TextError) -> [UInt8] {
    try check()
    var bytes: [UInt8] = []
    bytes.reserveCapacity(width * height * 4)
    withBytes { data, stride in
      for row in 0..<height { bytes += data[row * stride..<row * stride + width * 4] }
    }
    return bytes
  }
}
