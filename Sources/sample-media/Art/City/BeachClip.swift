import Foundation

/// A bay in the late afternoon: a sail goes by, waves run up the sand. 960x540 units.
enum BeachClip {
  static let duration = 6.0
  private static let horizon = 232.0

  static func draw(on canvas: Canvas, at seconds: Double) {
    canvas.cover(960, 540)
    drawSky(on: canvas, seconds)
    drawSea(on: canvas, seconds)
    SailBoat(
      place: Point(310 + seconds * 58, 292 + 3 * sin(seconds * 2.1)), size: 1,
      heel: 0.04 + 0.05 * sin(seconds * 1.7)
    )
    .draw(on: canvas, at: seconds)
    drawSand(on: canvas, seconds)
    drawParasol(on: canvas)
    drawGulls(on: canvas, seconds)
    PalmTree(root: Point(70, 560), top: Point(168, 150), size: 175).draw(on: canvas, sway: sin(seconds * 1.3))
    canvas.vignette(960, 540, 0.32, Color(0x2A1030))
  }

  private static func drawSky(on canvas: Canvas, _ seconds: Double) {
    canvas.fill(
      .rect(0, 0, 960, horizon + 4),
      .vertical(
        0, horizon, (0, Color(0x3C8FC9)), (0.5, Color(0x9AD0DC)), (0.8, Color(0xFDE6B8)), (1, Color(0xFFC98A))
      ))
    let sun = Point(650, 168)
    canvas.coarse { $0.glow(sun, 300, Color(0xFFE3A0, 0.9)) }
    canvas.fill(.circle(sun, 34), Color(0xFFF8DC))
    let clouds = Cloud.drifting(
      6, seed: 91, width: 960, heights: 50...165, shift: seconds * 9, light: Color(0xFFF6E6, 0.92),
      shade: Color(0xF0BFA2, 0.85))
    for cloud in clouds { cloud.draw(on: canvas) }
    let headland = Path.smooth([
      Point(640, 240), Point(700, 212), Point(760, 196), Point(830, 170), Point(900, 178), Point(990, 150),
      Point(1010, 260),
    ])
    canvas.fill(headland, .vertical(150, 240, (0, Color(0x6A8A86)), (1, Color(0x9FB39A))))
    let nearer = Path.smooth([
      Point(780, 240), Point(850, 216), Point(900, 206), Point(1000, 190), Point(1010, 260),
    ])
    canvas.fill(nearer, .vertical(190, 240, (0, Color(0x4F7566)), (1, Color(0x6D8F72))))
  }

  private static func drawSea(on canvas: Canvas, _ seconds: Double) {
    canvas.fill(
      .rect(0, horizon, 960, 320),
      .vertical(
        horizon, 450, (0, Color(0x6FB4BF)), (0.25, Color(0x2E93AE)), (0.65, Color(0x38A9AE)),
        (1, Color(0x8FD8C8))))
    var generator = SeededGenerator(seed: 19)
    for _ in 0..<170 {
      let depth = generator.unit() * generator.unit()
      let y = horizon + 4 + depth * 190
      let x = generator.number(-60, 980) + 10 * sin(seconds * 1.2 + y * 0.08)
      let long = 12 + 80 * depth
      let flicker = 0.5 + 0.5 * sin(seconds * generator.number(1, 3) + x * 0.1)
      let wave = Path.smooth([Point(x, y), Point(x + long / 2, y - 1 - 3 * depth), Point(x + long, y)])
      canvas.stroke(wave, Color(0xE9FFF6, 0.1 + 0.3 * flicker), width: 0.7 + 2 * depth)
    }
    for glint in 0..<46 {
      let y = horizon + 3 + Double(glint) * 3.6
      let spread = 10 + Double(glint) * 1.9
      let x = 650 + spread * sin(Double(glint) * 2.3 + seconds * 3)
      let shine = max(0, sin(seconds * 4 + Double(glint) * 1.7))
      canvas.fill(.rounded(x - 12, y, 24 + spread * 0.3, 1.8, 1), Color(0xFFF4CB, 0.75 * shine))
    }
  }

  /// How far down the picture the water reaches at a place; two waves run up in turn.
  private static func edge(_ x: Double, _ seconds: Double) -> Double {
    440 + 9 * sin(x * 0.008 + 0.6) + 5 * sin(x * 0.021 + seconds * 0.8) + 13 * sin(seconds * 2 * .pi / 3)
  }

  private static func drawSand(on canvas: Canvas, _ seconds: Double) {
    func shore(_ offset: Double) -> [Point] {
      stride(from: -20.0, through: 980, by: 40).map { Point($0, edge($0, seconds) + offset) }
    }
    func beach(_ points: [Point]) -> Path {
      var path = Path.smooth(points)
      path.line(1000, 560)
      path.line(-40, 560)
      path.close()
      return path
    }
    let highest = stride(from: -20.0, through: 980, by: 40).map { Point($0, edge($0, 0.75) + 6) }
    canvas.fill(beach(shore(0)), Color(0xC9A678))
    canvas.fill(
      beach(highest), .vertical(440, 540, (0, Color(0xE3C797)), (0.4, Color(0xF4DDB2)), (1, Color(0xDDB684))))
    canvas.stroke(.smooth(shore(-2)), Color(0xFFFFFF, 0.92), width: 6)
    canvas.stroke(.smooth(shore(-14)), Color(0xFFFFFF, 0.45), width: 3)
    canvas.stroke(.smooth(shore(5)), Color(0x7A5A34, 0.25), width: 4)
    var generator = SeededGenerator(seed: 23)
    for _ in 0..<150 {
      let place = Point(generator.number(0, 960), generator.number(474, 540))
      canvas.fill(.rect(place.x, place.y, 1.8, 1.2), Color(0x8A6236, generator.number(0.2, 0.55)))
    }
  }

  private static func drawParasol(on canvas: Canvas) {
    canvas.glow(Point(790, 512), 110, 16, Color(0x5A3414, 0.75))
    canvas.fill(
      .polygon([Point(720, 500), Point(862, 494), Point(880, 516), Point(716, 524)]), Color(0x2F7F93))
    canvas.fill(
      .polygon([Point(745, 499), Point(770, 498), Point(764, 522), Point(736, 523)]), Color(0xF6EBD6))
    canvas.fill(
      .polygon([Point(800, 497), Point(824, 496), Point(832, 519), Point(804, 520)]), Color(0xF6EBD6))
    canvas.group(at: Point(800, 505), turn: 0.14) {
      canvas.stroke(.polygon([Point(0, 0), Point(0, -150)], closed: false), Color(0xF1E3C8), width: 4)
      for slice in 0..<6 {
        let left = -96 + Double(slice) * 32
        var part = Path()
        part.move(0, -168)
        part.curve(Point(left * 0.62, -164), Point(left, -138), Point(left, -104))
        part.curve(Point(left + 8, -112), Point(left + 24, -112), Point(left + 32, -104))
        part.curve(Point(left + 32, -138), Point((left + 32) * 0.62, -164), Point(0, -168))
        part.close()
        let color = slice % 2 == 0 ? Color(0xE2583E) : Color(0xFFF4E0)
        canvas.fill(part, color.darker(0.05 * Double(5 - slice)))
      }
    }
  }

  private static func drawGulls(on canvas: Canvas, _ seconds: Double) {
    for gull in 0..<5 {
      let number = Double(gull)
      let center = Point(
        330 + number * 54 + seconds * (22 + 3 * number),
        90 + 22 * sin(number * 2.4) + 6 * sin(seconds * 1.4 + number))
      let flap = 7 * sin(seconds * 7 + number * 1.3)
      let wings = Path.smooth([
        center + Point(-16, -flap * 0.6), center + Point(-7, -4 - flap * 0.4), center,
        center + Point(7, -4 - flap * 0.4),
        center + Point(16, -flap * 0.6),
      ])
      canvas.stroke(wings, Color(0x3D4A5C, 0.9), width: 2.2)
    }
  }
}
