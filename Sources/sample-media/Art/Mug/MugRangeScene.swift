import Foundation

/// Three glazes on plinths, against a plain wall with a paper sun. 1080x1350 units.
enum MugRangeScene {
  static func draw(on canvas: Canvas) {
    canvas.cover(1080, 1350)
    canvas.fill(
      .rect(0, 0, 1080, 1350),
      .linear(
        Point(0, 0), Point(700, 1350),
        ColorRamp((0, Color(0xF9E3D0)), (0.6, Color(0xEBBFA2)), (1, Color(0xC98D70)))))
    let sun = Path.circle(Point(540, 520), 390)
    canvas.shadow(sun, dx: 24, dy: 30, blur: 26, Color(0x7A3A22, 0.35))
    canvas.fill(sun, .vertical(130, 910, (0, Color(0xF6B27A)), (1, Color(0xE5855A))))
    canvas.fill(.rect(0, 1010, 1080, 340), .vertical(1010, 1350, (0, Color(0xF1CDB3)), (1, Color(0xB87A5E))))
    canvas.blurred(5) { $0.fill(.rect(-20, 1004, 1120, 12), Color(0x9A5F46, 0.35)) }
    let blue = Mug(glaze: Color(0x33567A), clay: Color(0xE6D6C2), turn: 0.5, coffee: nil)
    let sage = Mug(glaze: Color(0x7F9A78), clay: Color(0xEADCC6), turn: -0.35, coffee: nil)
    let terracotta = Mug(turn: 0.12)
    place(sage, on: canvas, x: 235, plinthTop: 960, plinth: Color(0xF3DCC8))
    place(blue, on: canvas, x: 850, plinthTop: 900, plinth: Color(0xDE9C79))
    place(terracotta, on: canvas, x: 530, plinthTop: 1090, plinth: Color(0xFAEBDD))
    Steam(height: 300, width: 140, strength: 0.7).draw(on: canvas, above: Point(530, 710), at: 4)
    canvas.blending(.softLight) { canvas.glow(Point(120, 120), 1000, Color(0xFFF8E0, 0.7)) }
    canvas.vignette(1080, 1350, 0.28)
  }

  private static func place(_ mug: Mug, on canvas: Canvas, x: Double, plinthTop: Double, plinth: Color) {
    let wide = 205.0
    var side = Path()
    side.move(x - wide, plinthTop)
    side.line(x - wide, plinthTop + 180)
    side.addArc(Point(x, plinthTop + 180), wide, wide * 0.2, from: .pi, to: 0)
    side.line(x + wide, plinthTop)
    side.close()
    let ground = plinthTop + 200
    canvas.blurred(20) {
      $0.fill(.ellipse(Point(x + 70, ground), wide * 1.25, 40), Color(0x5A2A18, 0.55))
    }
    canvas.fill(
      side,
      .horizontal(
        x - wide, x + wide, (0, plinth.darker(0.1)), (0.25, plinth.lighter(0.3)),
        (0.6, plinth.darker(0.08)), (1, plinth.darker(0.42))))
    canvas.fill(.ellipse(Point(x, plinthTop), wide, wide * 0.2), plinth.lighter(0.45))
    canvas.glow(Point(x + 26, plinthTop + 4), 180, 34, Color(0x3A1408, 0.8))
    mug.draw(on: canvas, at: Point(x, plinthTop), scale: 1.72)
  }
}
