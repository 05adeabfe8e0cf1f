import Foundation

/// A twig with leaves on both sides.
struct Twig {
  var root: Point
  var tip: Point
  var bend = 60.0
  var leaves = 6
  var size = 90.0
  var green = Color(0x5E7F4E)

  func draw(on canvas: Canvas) {
    let across = Point(-(tip - root).y, (tip - root).x) * (1 / max((tip - root).length, 1))
    func at(_ part: Double) -> Point { root.toward(tip, part) + across * (bend * sin(part * .pi)) }
    canvas.stroke(.smooth((0...8).map { at(Double($0) / 8) }), green.darker(0.35), width: size * 0.06)
    for index in 0..<leaves {
      let part = 0.2 + 0.8 * Double(index) / Double(max(leaves - 1, 1))
      let here = at(part)
      let ahead = at(part + 0.02) - at(part - 0.02)
      let heading = atan2(ahead.y, ahead.x)
      let long = size * (1.1 - 0.45 * part)
      if index == leaves - 1 {
        drawLeaf(on: canvas, at: here, heading: heading, long, green.lighter(0.1))
      } else {
        drawLeaf(on: canvas, at: here, heading: heading - 0.8, long, green)
        drawLeaf(on: canvas, at: here, heading: heading + 0.8, long, green.lighter(0.14))
      }
    }
  }

  private func drawLeaf(on canvas: Canvas, at root: Point, heading: Double, _ long: Double, _ color: Color) {
    canvas.group(at: root, turn: heading, scaleX: long / 100, scaleY: long / 100) {
      var leaf = Path()
      leaf.move(0, 0)
      leaf.curve(Point(20, -40), Point(72, -34), Point(104, 0))
      leaf.curve(Point(72, 34), Point(20, 40), Point(0, 0))
      leaf.close()
      canvas.fill(
        leaf,
        .vertical(
          -30, 30, (0, color.lighter(0.2)), (0.5, color), (0.52, color.darker(0.14)), (1, color.darker(0.3))))
      canvas.stroke(
        .polygon([Point(0, 0), Point(98, 0)], closed: false), color.darker(0.3).opacity(0.6), width: 2)
    }
  }
}
