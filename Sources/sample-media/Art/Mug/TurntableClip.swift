import Foundation

/// The mug turns once round on a plate. 540x960 units.
enum TurntableClip {
  static let duration = 4.0

  static func draw(on canvas: Canvas, at seconds: Double) {
    canvas.cover(540, 960)
    let wall = ColorRamp((0, Color(0xFFE9CF)), (0.45, Color(0xF3B98C)), (1, Color(0xB55F3F)))
    canvas.coarse { $0.fill(.rect(0, 0, 540, 700), .radial(Point(270, 430), radius: 620, wall)) }
    canvas.fill(
      .circle(Point(270, 420), 215), .vertical(205, 640, (0, Color(0xF7C48F)), (1, Color(0xE78F5F, 0.5))))
    canvas.fill(
      .rect(0, 690, 540, 270),
      .vertical(690, 960, (0, Color(0xE9A87E)), (0.2, Color(0xD98B60)), (1, Color(0x8D452E))))
    let turn = 0.35 - seconds / duration * 2 * .pi
    drawPlate(on: canvas, turn: turn)
    canvas.glow(Point(278, 704), 150, 30, Color(0x2A0D06, 0.85))
    Mug(turn: turn, tilt: 0.22).draw(on: canvas, at: Point(270, 700), scale: 1.62)
    Steam(height: 260, width: 120, strength: 0.7).draw(on: canvas, above: Point(270, 375), at: seconds)
    canvas.vignette(540, 960, 0.45)
  }

  private static func drawPlate(on canvas: Canvas, turn: Double) {
    let center = Point(270, 712)
    canvas.glow(center + Point(10, 48), 290, 70, Color(0x2A0D06, 0.7))
    canvas.fill(.ellipse(center + Point(0, 22), 226, 56), Color(0x7A4632))
    canvas.fill(
      .ellipse(center, 226, 54),
      .horizontal(44, 496, (0, Color(0xD8B491)), (0.3, Color(0xFFF1DE)), (1, Color(0xA9744F))))
    canvas.stroke(.ellipse(center, 196, 46), Color(0xB98863, 0.5), width: 2)
    // Marks along the edge, so that the plate is seen to turn too.
    for mark in 0..<16 {
      let angle = turn + Double(mark) / 16 * 2 * .pi
      let place = center + Point(211 * cos(angle), 50 * sin(angle))
      canvas.fill(.ellipse(place, 5, 1.8), Color(0x9B5B3C, 0.75))
    }
  }
}
