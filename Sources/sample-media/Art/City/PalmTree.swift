import Foundation

/// A palm with a bent trunk and hanging fronds, dark against the light.
struct PalmTree {
  var root: Point
  var top: Point
  var size: Double

  /// `sway` is between -1 and 1.
  func draw(on canvas: Canvas, sway: Double) {
    let crown = top + Point(7 * sway, 2 * sway)
    let middle = root.toward(crown, 0.5) + Point(-size * 0.22, 0)
    let trunk = Path.smooth([root, middle, crown])
    canvas.stroke(trunk, Color(0x3F2A22), width: size * 0.115)
    canvas.stroke(trunk.moved(size * 0.026, 0), Color(0x8A6248), width: size * 0.04)
    for (index, angle) in [-2.75, -2.2, -1.65, -1.1, -0.55, 0.0, 0.45, 2.7, 3.2].enumerated() {
      let bend = angle + sway * 0.035 * (1 + Double(index % 3))
      drawFrond(on: canvas, from: crown, angle: bend, shade: index % 2 == 0)
    }
    for (x, y) in [(-6.0, 7.0), (7, 8), (0, 13)] {
      canvas.fill(.circle(crown + Point(x, y), size * 0.045), Color(0x4A2E1C))
    }
  }

  private func drawFrond(on canvas: Canvas, from root: Point, angle: Double, shade: Bool) {
    let tip = root + Point(cos(angle) * size, sin(angle) * size * 0.62 + size * 0.36)
    let lift = root + Point(cos(angle) * size * 0.55, sin(angle) * size * 0.7 - size * 0.06)
    func at(_ part: Double) -> Point { root.toward(lift, part).toward(lift.toward(tip, part), part) }
    let green = shade ? Color(0x1F4A3C) : Color(0x2F6A4A)
    var blades = Path()
    for blade in 1...22 {
      let part = Double(blade) / 22
      let here = at(part)
      let ahead = at(min(1, part + 0.03)) - at(part - 0.03)
      let along = ahead * (1 / max(ahead.length, 0.01))
      let long = size * 0.27 * sin(.pi * (0.12 + 0.84 * part))
      for side in [-1.0, 1.0] {
        let out = Point(along.x * 0.7 - along.y * side * 0.7, along.y * 0.7 + along.x * side * 0.7 + 0.35)
        blades.add(.polygon([here - along * 4, here + out * long, here + along * 4]))
      }
    }
    canvas.fill(blades, green)
    canvas.stroke(.smooth((0...6).map { at(Double($0) / 6) }), green.lighter(0.18), width: size * 0.016)
  }
}
