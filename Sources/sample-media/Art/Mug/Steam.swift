import Foundation

/// Wisps that rise from something hot.
struct Steam {
  var height = 420.0
  var width = 150.0
  var strength = 0.5

  /// The wisps above a place at a moment (seconds); they never repeat within a clip.
  func draw(on canvas: Canvas, above base: Point, at seconds: Double) {
    canvas.blurred(width * 0.055, opacity: strength) { layer in
      for wisp in 0..<3 {
        let path = Path.smooth(points(wisp, base, seconds))
        let ramp = ColorRamp(
          (0, Color(0xFFFFFF, 0)), (0.18, Color(0xFFF6EA, 0.9)), (0.55, Color(0xFFF6EA, 0.5)),
          (1, Color(0xFFFFFF, 0)))
        let paint = Paint.linear(base, Point(base.x, base.y - height), ramp)
        layer.stroke(path, paint, width: width * (0.16 - 0.03 * Double(wisp)))
      }
    }
  }

  private func points(_ wisp: Int, _ base: Point, _ seconds: Double) -> [Point] {
    let start = base.x + width * 0.3 * (Double(wisp) - 1)
    let phase = Double(wisp) * 2.1 - seconds * 1.5
    return (0...14).map { step in
      let part = Double(step) / 14
      let spread = width * (0.05 + 0.34 * part)
      let lean = width * 0.25 * part * part * sin(seconds * 0.6 + Double(wisp))
      return Point(
        start + spread * sin(phase + part * 6.2 + Double(wisp) * part) + lean, base.y - height * part)
    }
  }
}
