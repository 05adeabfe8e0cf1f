import Foundation

/// A heap cloud: round on top, flat below.
struct Cloud {
  var center: Point
  var size: Double
  var seed: UInt64
  var light: Color
  var shade: Color

  func draw(on canvas: Canvas) {
    var generator = SeededGenerator(seed: seed)
    var shape = Path()
    for puff in 0..<7 {
      let across = (Double(puff) - 3) / 3
      let radius = size * (0.34 - 0.2 * across * across) * generator.number(0.8, 1.2)
      shape.add(.circle(center + Point(across * size * 0.85, -radius * 0.72), radius))
    }
    shape.add(.rounded(center.x - size * 1.05, center.y - size * 0.2, size * 2.1, size * 0.2, size * 0.1))
    let bottom = Path.rect(center.x - size * 2, center.y - size, size * 4, size)
    canvas.clipped(bottom) {
      canvas.fill(shape, .vertical(center.y - size * 0.6, center.y, (0, light), (0.45, light), (1, shade)))
    }
  }

  /// A row of clouds that drift to the right and come back on the left.
  static func drifting(
    _ count: Int, seed: UInt64, width: Double, heights: ClosedRange<Double>, shift: Double,
    light: Color, shade: Color
  ) -> [Cloud] {
    var generator = SeededGenerator(seed: seed)
    return (0..<count).map { index in
      let size = generator.number(40, 85)
      let speed = generator.number(0.7, 1.3)
      let start = generator.unit() * (width + 400)
      let x = wrap(start + shift * speed, width + 400) - 200
      let y = generator.number(heights.lowerBound, heights.upperBound)
      return Cloud(center: Point(x, y), size: size, seed: seed + UInt64(index), light: light, shade: shade)
    }
  }
}
