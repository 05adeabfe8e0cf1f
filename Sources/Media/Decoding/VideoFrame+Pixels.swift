extension VideoFrame {
  /// A picture of pixels that come one after another: blue, green, red, alpha, 8 bits each.
  /// - Parameter bgra: `width * height * 4` bytes, row by row; the alpha straight.
  public convenience init(width: Int, height: Int, bgra: [UInt8]) throws(MediaError) {
    try self.init(width: width, height: height, format: .bgra)
    guard let plane = plane(0), bgra.count >= width * height * 4 else { return }
    bgra.withUnsafeBufferPointer { pixels in
      guard let base = pixels.baseAddress else { return }
      for row in 0..<height {
        (plane.bytes + row * plane.stride).update(from: base + row * width * 4, count: width * 4)
      }
    }
  }
}
