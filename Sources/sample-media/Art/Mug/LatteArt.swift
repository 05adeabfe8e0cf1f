import Foundation

/// A rosetta: milk poured in waves, then drawn through with a thin line.
enum LatteArt {
  static func draw(on canvas: Canvas, center: Point, radius: Double) {
    let milk = Color(0xFFF3DD)
    canvas.group(at: center, scaleX: radius / 100, scaleY: radius / 100) {
      for layer in 0..<7 {
        let part = Double(layer) / 6
        let y = lerp(52, -34, part)
        let wide = lerp(74, 26, part)
        canvas.fill(leaf(y: y, width: wide, drop: lerp(40, 24, part), thick: lerp(15, 11, part)), milk)
      }
      canvas.fill(heart(y: -66), milk)
      var stem = Path()
      stem.move(-1.5, -74)
      stem.line(1.5, -74)
      stem.line(2.6, 84)
      stem.line(-2.6, 84)
      stem.close()
      canvas.fill(stem, milk)
    }
  }

  /// One wave: both halves hang from the stem, ends up.
  private static func leaf(y: Double, width: Double, drop: Double, thick: Double) -> Path {
    var path = Path()
    path.move(0, y + drop * 0.55)
    path.curve(
      Point(-width * 0.4, y + drop * 0.5), Point(-width * 0.95, y + 4), Point(-width, y - drop * 0.7))
    path.curve(
      Point(-width * 0.78, y - drop * 0.3), Point(-width * 0.4, y + drop * 0.3 - thick * 0.4),
      Point(0, y + drop * 0.55 - thick))
    path.curve(
      Point(width * 0.4, y + drop * 0.3 - thick * 0.4), Point(width * 0.78, y - drop * 0.3),
      Point(width, y - drop * 0.7))
    path.curve(Point(width * 0.95, y + 4), Point(width * 0.4, y + drop * 0.5), Point(0, y + drop * 0.55))
    path.close()
    return path
  }

  private static func heart(y: Double) -> Path {
    var path = Path()
    path.move(0, y + 24)
    path.curve(Point(-10, y + 14), Point(-24, y + 8), Point(-20, y - 6))
    path.curve(Point(-16, y - 16), Point(-4, y - 14), Point(0, y - 5))
    path.curve(Point(4, y - 14), Point(16, y - 16), Point(20, y - 6))
    path.curve(Point(24, y + 8), Point(10, y + 14), Point(0, y + 24))
    path.close()
    return path
  }
}
