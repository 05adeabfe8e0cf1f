import CFFmpeg

extension VideoFrame {
  /// A view of a YUVA 4:4:4 picture as YUV 4:4:4, sharing its pixels: for filters that take no alpha.
  public func withoutAlpha() throws(MediaError) -> VideoFrame {
    let view = try reference()
    if format == AV_PIX_FMT_YUVA444P { view.pointer.pointee.format = AV_PIX_FMT_YUV444P.rawValue }
    return view
  }

  /// Whether nothing shows through any pixel.
  public func isOpaque() throws(MediaError) -> Bool {
    guard hasAlpha else { return true }
    let pixels = try PictureScaler().scale(self, width: width, height: height, format: .rgba)
    guard let plane = pixels.plane(0) else { return false }
    for y in 0..<height {
      let row = plane.bytes + y * plane.stride
      for x in 0..<width where row[x * 4 + 3] != 255 { return false }
    }
    return true
  }
}
