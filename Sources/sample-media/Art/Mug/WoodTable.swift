import Foundation

/// Boards that run away from the viewer, toward one vanishing point.
struct WoodTable {
  var far: Double
  var near: Double
  var width: Double
  var wood = Color(0xA9683C)

  func draw(on canvas: Canvas) {
    let top = Path.rect(0, far, width, near - far)
    canvas.fill(
      top, .vertical(far, near, (0, wood.lighter(0.32)), (0.25, wood.lighter(0.08)), (1, wood.darker(0.4))))
    canvas.clipped(top) {
      var generator = SeededGenerator(seed: 31)
      for board in -4...4 {
        let shade = generator.number(-0.12, 0.12)
        let left = Double(board) * 0.3 - 0.15
        let face = Path.polygon([at(left, 0), at(left + 0.3, 0), at(left + 0.3, 1), at(left, 1)])
        canvas.fill(face, shade > 0 ? Color(0xFFE2B8, shade) : Color(0x1A0A06, -shade))
        drawGrain(on: canvas, left, &generator)
        canvas.stroke(
          .polygon([at(left, 0), at(left, 1)], closed: false), wood.darker(0.75).opacity(0.6), width: 4)
        canvas.stroke(
          .polygon([at(left + 0.006, 0), at(left + 0.006, 1)], closed: false), Color(0xFFE7C6, 0.2), width: 3)
      }
      canvas.fill(.rect(0, far, width, 5), Color(0xFFF0D8, 0.5))
    }
  }

  private func drawGrain(on canvas: Canvas, _ left: Double, _ generator: inout SeededGenerator) {
    for _ in 0..<9 {
      let across = left + generator.number(0.02, 0.28)
      let wave = generator.number(0.002, 0.011)
      let phase = generator.number(0, 6)
      let dark = generator.unit() < 0.6
      let opacity = generator.number(0.06, 0.2)
      let line = Path.smooth(
        (0...8).map { at(across + wave * sin(Double($0) * 0.9 + phase), Double($0) / 8) })
      canvas.stroke(
        line, dark ? Color(0x3B1A0A, opacity) : Color(0xFFDDB0, opacity), width: generator.number(1, 3.5))
    }
  }

  /// A place on the boards: `across` in widths from the middle, `toward` from the far edge to the near.
  private func at(_ across: Double, _ toward: Double) -> Point {
    let spread = 0.75 + 0.85 * toward
    return Point(width / 2 + across * width * spread, lerp(far, near, toward))
  }
}
