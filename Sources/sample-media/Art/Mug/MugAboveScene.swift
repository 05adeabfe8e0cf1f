import Foundation

/// Breakfast from above: latte art, a saucer, a biscuit, a spoon and a twig on linen. 1080x1350 units.
enum MugAboveScene {
  static func draw(on canvas: Canvas) {
    canvas.cover(1080, 1350)
    drawLinen(on: canvas)
    canvas.blurred(14, opacity: 0.5) { shade in
      Twig(
        root: Point(1130, 60), tip: Point(640, 300), bend: -60, leaves: 7, size: 170, green: Color(0x4A3A2C)
      )
      .draw(on: shade)
    }
    Twig(root: Point(1110, 10), tip: Point(640, 240), bend: -60, leaves: 7, size: 160, green: Color(0x7C9468))
      .draw(on: canvas)
    drawSpoon(on: canvas)
    drawCup(on: canvas, center: Point(520, 720))
    drawBiscuit(on: canvas, center: Point(880, 1110), turn: 0.3)
    drawBiscuit(on: canvas, center: Point(760, 1200), turn: 1.1)
    for (x, y, turn) in [
      (120.0, 240.0, 0.5), (200, 300, 2.0), (90, 350, 3.9), (285, 215, 1.2), (170, 1220, 0.9),
    ] {
      canvas.glow(Point(x + 10, y + 14), 44, Color(0x3A2414, 0.55))
      CoffeeBean(center: Point(x, y), length: 66, turn: turn).draw(on: canvas)
    }
    canvas.blending(.softLight) { canvas.glow(Point(200, 150), 1100, Color(0xFFF6D8, 0.9)) }
    canvas.vignette(1080, 1350, 0.35)
  }

  private static func drawLinen(on canvas: Canvas) {
    canvas.fill(
      .rect(0, 0, 1080, 1350),
      .linear(
        Point(0, 0), Point(1080, 1350),
        ColorRamp((0, Color(0xE9E1D3)), (1, Color(0xBCAE9A)))))
    var generator = SeededGenerator(seed: 12)
    for line in 0..<270 {
      let shade = generator.number(0.02, 0.1)
      canvas.fill(.rect(0, Double(line) * 5, 1080, 2.2), Color(0x6E5A44, shade))
      canvas.fill(.rect(Double(line) * 5, 0, 2.2, 1350), Color(0xFFFDF6, generator.number(0.02, 0.14)))
    }
    for (offset, width) in [(0.0, 26.0), (50, 10)] {
      canvas.fill(
        .polygon([
          Point(-20, 980 + offset), Point(1100, 830 + offset), Point(1100, 830 + offset + width),
          Point(-20, 980 + offset + width),
        ]),
        Color(0x4F6F7A, 0.55))
    }
  }

  private static func drawCup(on canvas: Canvas, center: Point) {
    let saucer = Path.circle(center, 370)
    canvas.shadow(saucer, dx: 30, dy: 44, blur: 26, Color(0x2E1C10, 0.55))
    canvas.fill(
      saucer,
      .radial(
        center - Point(110, 130), radius: 520,
        ColorRamp((0, Color(0xF7EBDA)), (0.6, Color(0xE6D0B2)), (1, Color(0xC5A883)))))
    canvas.stroke(.circle(center, 362), Color(0xB4754A, 0.8), width: 7)
    canvas.stroke(.circle(center, 285), Color(0x8B6B4C, 0.25), width: 10)
    let handle = Path.rounded(205, -32, 150, 64, 30)
    canvas.group(at: center, turn: 0.62) {
      canvas.shadow(handle, dx: 22, dy: 4, blur: 12, Color(0x2E1C10, 0.6))
      canvas.fill(
        handle, .vertical(-32, 32, (0, Color(0xDB7A55)), (0.5, Color(0xC9603C)), (1, Color(0x7E3524))))
    }
    let cup = Path.circle(center, 252)
    canvas.shadow(cup, dx: 26, dy: 36, blur: 22, Color(0x2E1C10, 0.7))
    canvas.fill(
      cup,
      .linear(
        center - Point(180, 180), center + Point(180, 180),
        ColorRamp((0, Color(0xEFA07C)), (0.4, Color(0xC9603C)), (1, Color(0x8A3B26)))))
    canvas.fill(
      .circle(center, 228),
      .linear(
        center - Point(160, 160), center + Point(160, 160),
        ColorRamp((0, Color(0x6E4A35)), (1, Color(0xF0DCC0)))))
    let coffee = Path.circle(center + Point(3, 4), 214)
    canvas.fill(
      coffee,
      .radial(
        center, radius: 214,
        ColorRamp((0, Color(0xC07A43)), (0.8, Color(0xA35E2E)), (0.94, Color(0x7C411C)), (1, Color(0x54290F)))
      ))
    canvas.clipped(coffee) {
      LatteArt.draw(on: canvas, center: center + Point(0, 6), radius: 205)
      canvas.glow(center - Point(100, 120), 150, Color(0xFFF4DE, 0.32))
    }
  }

  private static func drawBiscuit(on canvas: Canvas, center: Point, turn: Double) {
    let points = (0..<28).map { step in
      let angle = Double(step) / 28 * 2 * .pi
      let reach = 118 + 1.8 * sin(angle * 5 + turn * 7) + 1.5 * sin(angle * 9)
      return center + Point(cos(angle) * reach, sin(angle) * reach)
    }
    let edge = Path.smooth(points, closed: true)
    canvas.shadow(edge, dx: 16, dy: 22, blur: 14, Color(0x2E1C10, 0.65))
    canvas.fill(
      edge,
      .radial(
        center - Point(40, 44), radius: 185,
        ColorRamp((0, Color(0xE9B877)), (0.65, Color(0xCF9350)), (1, Color(0x8E5626)))))
    var generator = SeededGenerator(seed: UInt64(center.x))
    for chip in 0..<17 {
      // The golden angle keeps the pieces apart.
      let angle = Double(chip) * 2.4 + generator.number(-0.3, 0.3)
      let reach = (Double(chip) / 17).squareRoot() * 96 + generator.number(-5, 5)
      let place = center + Point(cos(angle) * reach, sin(angle) * reach)
      let size = generator.number(8, 17)
      canvas.fill(.ellipse(place + Point(2, 3), size + 2, size), Color(0x7A4A20, 0.6))
      canvas.fill(.ellipse(place, size, size * 0.86), Color(0x3C1E12))
      canvas.fill(
        .ellipse(place - Point(size * 0.3, size * 0.3), size * 0.3, size * 0.2), Color(0xB98A6A, 0.7))
    }
  }

  private static func drawSpoon(on canvas: Canvas) {
    canvas.group(at: Point(90, 760), turn: -0.16) {
      var spoon = Path.ellipse(Point(0, -190), 52, 84)
      spoon.add(.rounded(-11, -115, 22, 440, 11))
      canvas.shadow(spoon, dx: 14, dy: 16, blur: 10, Color(0x2E1C10, 0.6))
      let metal: Paint = .horizontal(
        -52, 52, (0, Color(0x8C6B3A)), (0.35, Color(0xF6E2AE)), (0.6, Color(0xCFA55C)), (1, Color(0x7F5A28)))
      canvas.fill(spoon, metal)
      canvas.fill(
        .ellipse(Point(0, -190), 40, 70),
        .vertical(-260, -120, (0, Color(0x9A7538)), (0.7, Color(0xE8CD8D)), (1, Color(0xFFF2CF))))
    }
  }
}
