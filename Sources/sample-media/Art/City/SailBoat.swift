import Foundation

/// A sloop with two sails, seen from the side, sailing to the right.
struct SailBoat {
  var place: Point
  var size: Double
  /// Radians to the side.
  var heel: Double

  func draw(on canvas: Canvas, at seconds: Double) {
    drawReflection(on: canvas, seconds)
    canvas.group(at: place, turn: heel, scaleX: size, scaleY: size) {
      var hull = Path()
      hull.move(-62, -14)
      hull.line(72, -18)
      hull.curve(Point(60, 4), Point(40, 10), Point(20, 10))
      hull.line(-44, 10)
      hull.curve(Point(-54, 8), Point(-60, -4), Point(-62, -14))
      hull.close()
      canvas.fill(
        hull,
        .vertical(
          -18, 10, (0, Color(0xFFFBF2)), (0.5, Color(0xE9E2D4)), (0.55, Color(0xB8452F)), (1, Color(0x7E2A1E))
        ))
      canvas.fill(.rounded(-34, -25, 40, 11, 4), Color(0xD9B98A))
      canvas.stroke(.polygon([Point(0, -14), Point(0, -150)], closed: false), Color(0x6B4A2E), width: 3)
      canvas.stroke(.polygon([Point(0, -24), Point(-58, -27)], closed: false), Color(0x6B4A2E), width: 2.4)
      drawSails(on: canvas)
    }
    let foam = Path.smooth([
      place + Point(-78, 12), place + Point(-20, 9), place + Point(40, 12), place + Point(80, 9),
    ])
    canvas.stroke(foam, Color(0xFFFFFF, 0.75), width: 3)
  }

  private func drawSails(on canvas: Canvas) {
    var main = Path()
    main.move(-2, -146)
    main.curve(Point(-20, -100), Point(-50, -60), Point(-60, -32))
    main.curve(Point(-40, -26), Point(-20, -28), Point(-2, -30))
    main.close()
    canvas.fill(main, .horizontal(-60, 0, (0, Color(0xFFFDF6)), (0.6, Color(0xF3E6D0)), (1, Color(0xD9C3A4))))
    var jib = Path()
    jib.move(3, -134)
    jib.curve(Point(30, -90), Point(50, -50), Point(68, -22))
    jib.curve(Point(46, -24), Point(24, -26), Point(3, -34))
    jib.close()
    canvas.fill(jib, .horizontal(0, 68, (0, Color(0xE9603F)), (1, Color(0xF79B5E))))
    canvas.fill(.polygon([Point(0, -150), Point(-20, -146), Point(0, -141)]), Color(0x2F7F93))
  }

  private func drawReflection(on canvas: Canvas, _ seconds: Double) {
    for strip in 0..<13 {
      let depth = Double(strip) * 6
      let wide = lerp(104, 22, Double(strip) / 13) * size
      let shift = 5 * sin(seconds * 4 + depth * 0.3)
      let color = strip < 3 ? Color(0xA5513C) : Color(0xF6EDDC)
      canvas.fill(
        .rounded(place.x - wide / 2 + shift, place.y + 13 + depth, wide, 2.8, 1.4),
        color.opacity(0.5 - 0.03 * Double(strip)))
    }
  }
}
