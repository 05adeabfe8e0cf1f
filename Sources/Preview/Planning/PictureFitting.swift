import DraftModel

/// Where a picture of a size goes on a canvas.
struct PictureFitting {
  let canvas: Canvas
  let output: OutputGeometry

  /// - Parameters:
  ///   - width: the picture's as shown, before the crop.
  ///   - height: likewise.
  func placement(of segment: Segment, width: Int, height: Int, fit: FitMode) -> Placement {
    let crop = segment.crop
    let cropped = (
      width: max(1, Double(width) * (1 - crop.left - crop.right)),
      height: max(1, Double(height) * (1 - crop.top - crop.bottom))
    )
    let (canvasWidth, canvasHeight) = (Double(canvas.width), Double(canvas.height))
    let ratios = (canvasWidth / cropped.width, canvasHeight / cropped.height)
    let factor: (x: Double, y: Double) =
      switch fit {
      case .contain, .blur: (min(ratios.0, ratios.1), min(ratios.0, ratios.1))
      case .cover: (max(ratios.0, ratios.1), max(ratios.0, ratios.1))
      case .stretch: ratios
      case .none: (1, 1)
      }
    return place(
      segment, width: cropped.width * factor.x * segment.boundedScale,
      height: cropped.height * factor.y * segment.boundedScale)
  }

  /// Brings canvas units to output pixels.
  func place(_ segment: Segment, width: Double, height: Double) -> Placement {
    let scale = output.scale(for: canvas)
    func bounded(_ value: Double) -> Double { value.isFinite ? min(max(value, -100), 100) : 0.5 }
    return Placement(
      centerX: Double(output.canvasX) + bounded(segment.x) * Double(canvas.width) * scale.x,
      centerY: Double(output.canvasY) + bounded(segment.y) * Double(canvas.height) * scale.y,
      width: width * scale.x, height: height * scale.y, rotation: Placement.normalized(segment.rotation))
  }

  /// The crop that gives a picture the canvas's shape, for the backdrop under `fit: blur`.
  func coverCrop(width: Int, height: Int, crop: Crop) -> Crop {
    let (w, h) = (Double(width) * (1 - crop.left - crop.right), Double(height) * (1 - crop.top - crop.bottom))
    guard w > 0, h > 0 else { return crop }
    let shape = Double(canvas.width) / Double(canvas.height)
    let cutX = max(0, w - h * shape) / 2 / Double(width)
    let cutY = max(0, h - w / shape) / 2 / Double(height)
    return Crop(
      left: crop.left + cutX, top: crop.top + cutY, right: crop.right + cutX, bottom: crop.bottom + cutY)
  }
}

extension Segment {
  /// The scale as it can be drawn: 0.001...100.
  var boundedScale: Double { scale.isFinite ? min(max(scale, 0.001), 100) : 1 }

  /// The speed as it can be played: 0.1...16.
  var boundedSpeed: Rational { min(max(speed, Rational(1, 10)), Rational(16)) }
}
