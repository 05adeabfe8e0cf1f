import CPango

/// The one owner of a Cairo surface and its context.
///
/// Drawing does not throw. As in Cairo the first failure sticks, and `bitmap()` reports it, so that
/// scenes read as a list of what is in them.
final class Canvas {
  let width: Int
  let height: Int
  let context: OpaquePointer
  private let surface: OpaquePointer
  private var failure: CanvasError?

  /// A transparent picture.
  init(width: Int, height: Int) throws(CanvasError) {
    let error = CanvasError.cannotCreate(width: width, height: height)
    guard
      let wide = Int32(exactly: width), let high = Int32(exactly: height), wide > 0, high > 0,
      let surface = cairo_image_surface_create(CAIRO_FORMAT_ARGB32, wide, high)
    else { throw error }
    guard cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS, let context = cairo_create(surface) else {
      cairo_surface_destroy(surface)
      throw error
    }
    self.width = width
    self.height = height
    self.surface = surface
    self.context = context
  }

  deinit {
    cairo_destroy(context)
    cairo_surface_destroy(surface)
  }

  /// Makes units so that a scene of the given size covers the canvas, centred.
  func cover(_ sceneWidth: Double, _ sceneHeight: Double) {
    let scale = max(Double(width) / sceneWidth, Double(height) / sceneHeight)
    cairo_translate(context, Double(width) / 2, Double(height) / 2)
    cairo_scale(context, scale, scale)
    cairo_translate(context, -sceneWidth / 2, -sceneHeight / 2)
  }

  /// Keeps the first failure for `bitmap()`.
  func fail(_ error: CanvasError) {
    failure = failure ?? error
  }

  /// What was drawn so far.
  func bitmap() throws(CanvasError) -> Bitmap {
    if let failure { throw failure }
    let status = cairo_status(context)
    guard status == CAIRO_STATUS_SUCCESS else {
      throw .drawing(reason: cairo_status_to_string(status).map { String(cString: $0) } ?? "unknown")
    }
    var pixels = [UInt8](repeating: 0, count: width * height * 4)
    withBytes { bytes, stride in
      pixels.withUnsafeMutableBufferPointer { target in
        guard let base = target.baseAddress else { return }
        for row in 0..<height {
          (base + row * width * 4).update(from: bytes + row * stride, count: width * 4)
        }
      }
    }
    return Bitmap(width: width, height: height, pixels: pixels)
  }

  /// The surface's own bytes, to read or change; not called when Cairo has none.
  func withBytes(_ body: (_ bytes: UnsafeMutablePointer<UInt8>, _ stride: Int) -> Void) {
    cairo_surface_flush(surface)
    guard let bytes = cairo_image_surface_get_data(surface) else { return }
    body(bytes, Int(cairo_image_surface_get_stride(surface)))
    cairo_surface_mark_dirty(surface)
  }

  /// Takes another canvas as the source of the next painting, its pixels laid out in current units.
  func useAsSource(_ other: Canvas) {
    cairo_set_source_surface(context, other.surface, 0, 0)
    // Beyond the edge the edge's colour goes on: a blurred layer would otherwise get a dark rim.
    cairo_pattern_set_extend(cairo_get_source(context), CAIRO_EXTEND_PAD)
    cairo_pattern_set_filter(cairo_get_source(context), CAIRO_FILTER_BILINEAR)
  }
}
