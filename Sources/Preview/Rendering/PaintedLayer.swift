import Media

/// A layer's picture, ready to be put on the canvas at whole pixels.
struct PaintedLayer {
  enum Pixels {
    /// YUV 4:2:0 without transparency; lies on even pixels.
    case opaque(VideoFrame)
    /// YUVA 4:4:4, its colour already multiplied by its alpha around each plane's neutral value:
    /// `Y' = 16 + a (Y - 16)`, `C' = 128 + a (C - 128)`.
    case blended(VideoFrame)
  }

  let pixels: Pixels
  let x: Int
  let y: Int

  func moved(to x: Int, _ y: Int) -> PaintedLayer { PaintedLayer(pixels: pixels, x: x, y: y) }

  var box: PixelBox {
    switch pixels {
    case .opaque(let frame), .blended(let frame):
      PixelBox(x: x, y: y, width: frame.width, height: frame.height)
    }
  }
}
