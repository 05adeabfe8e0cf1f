import Foundation

/// A town map on which a walk is drawn, in few flat colours, for a small animated GIF. 320x240 units.
enum MapClip {
  static let duration = 4.0

  private static let route = [
    Point(46, 190), Point(78, 168), Point(92, 128), Point(140, 116), Point(168, 84), Point(214, 92),
    Point(236, 62), Point(274, 52),
  ]

  static func draw(on canvas: Canvas, at seconds: Double) {
    canvas.cover(320, 240)
    drawGround(on: canvas)
    // The last second shows the whole walk before the loop starts again.
    let part = smoothstep(0.15, 3, seconds)
    let walked = points(part)
    canvas.stroke(.smooth(points(1)), .solid(Color(0xFFFFFF)), width: 3, dash: [0.5, 7])
    canvas.stroke(.smooth(walked), Color(0xFFFFFF), width: 9)
    canvas.stroke(.smooth(walked), Color(0xE4572E), width: 5.5)
    drawPin(on: canvas, at: Point(46, 190), Color(0x2F6F73), lift: 0)
    drawPin(
      on: canvas, at: Point(274, 52), Color(0xE4572E), lift: part > 0.98 ? 5 * abs(sin(seconds * 6)) : 0)
    if let here = walked.last, part < 0.98 {
      canvas.fill(.circle(here, 11 + 2 * sin(seconds * 9)), Color(0x3B82F6, 0.3))
      canvas.fill(.circle(here, 7), Color(0xFFFFFF))
      canvas.fill(.circle(here, 5), Color(0x2F6FE0))
    }
    canvas.stroke(.rounded(3, 3, 314, 234, 4), Color(0xFFFFFF), width: 7)
  }

  private static func points(_ part: Double) -> [Point] {
    let total = Double(route.count - 1) * part
    let whole = min(Int(total), route.count - 2)
    return Array(route[0...whole]) + [route[whole].toward(route[whole + 1], total - Double(whole))]
  }

  private static func drawGround(on canvas: Canvas) {
    canvas.fill(.rect(0, 0, 320, 240), Color(0xF1E9DA))
    canvas.group(at: Point(160, 120), turn: -0.22) {
      for column in -6..<6 {
        for row in -5..<5 {
          let wide = column % 3 == 0 ? 26.0 : 34.0
          let tone = (column &* 7 &+ row &* 5) % 4 == 0 ? Color(0xDCCFB8) : Color(0xE6DBC7)
          canvas.fill(.rounded(Double(column) * 40 + 3, Double(row) * 34 + 3, wide, 27, 3), tone)
        }
      }
      canvas.fill(.rect(-240, -36, 480, 7), Color(0xFFFFFF))
      canvas.fill(.rect(36, -200, 7, 400), Color(0xFFFFFF))
    }
    let park = Path.smooth(
      [Point(96, 24), Point(176, 16), Point(190, 62), Point(140, 92), Point(92, 74)], closed: true)
    canvas.fill(park, Color(0xA9CF9A))
    for (x, y) in [(116.0, 46.0), (134, 66), (152, 40), (170, 54), (124, 74), (148, 74)] {
      canvas.fill(.circle(Point(x, y), 6), Color(0x6FA56B))
    }
    let river = Path.smooth([
      Point(-20, 150), Point(60, 222), Point(150, 178), Point(230, 196), Point(340, 120),
    ])
    canvas.stroke(river, Color(0x8CC4DE), width: 26)
    canvas.stroke(river, Color(0xA9D6EA), width: 14)
    for (x, y, turn) in [(196.0, 182.0, 0.1), (86, 208, -0.35)] {
      canvas.group(at: Point(x, y), turn: turn) { canvas.fill(.rect(-5, -20, 10, 40), Color(0xFFFFFF)) }
    }
  }

  private static func drawPin(on canvas: Canvas, at place: Point, _ color: Color, lift: Double) {
    canvas.fill(.ellipse(place, 7, 3), Color(0x6E5E48))
    canvas.group(at: Point(place.x, place.y - lift)) {
      var pin = Path()
      pin.move(0, 0)
      pin.curve(Point(-5, -10), Point(-13, -15), Point(-13, -25))
      pin.addArc(Point(0, -25), 13, 13, from: -.pi, to: 0)
      pin.curve(Point(13, -15), Point(5, -10), Point(0, 0))
      pin.close()
      canvas.fill(pin, color)
      canvas.fill(.circle(Point(0, -25), 5.5), Color(0xFFFFFF))
    }
  }
}
