import Foundation

/// Coffee runs from a kettle's spout into a glass, and the level climbs. 540x960 units.
enum PourClip {
  static let duration = 4.0

  private static let floor = 800.0
  private static let rim = 470.0

  static func draw(on canvas: Canvas, at seconds: Double) {
    canvas.cover(540, 960)
    drawRoom(on: canvas, seconds)
    let part = smoothstep(0.35, 3.7, seconds)
    let level = lerp(floor - 24, rim + 70, part)
    let flowing = hump(0.1, 3.75, ramp: 0.2, seconds)
    canvas.glow(Point(285, floor + 12), 200, 34, Color(0x140703, 0.85))
    drawGlassBack(on: canvas)
    canvas.flattened(opacity: smoothstep(0.3, 0.5, seconds)) {
      drawCoffee(on: canvas, level: level, seconds: seconds, flowing: flowing)
    }
    drawStream(on: canvas, level: level, seconds: seconds, flowing: flowing)
    drawGlassFront(on: canvas)
    drawSpout(on: canvas)
    Steam(height: 240, width: 150, strength: 0.55 * part).draw(
      on: canvas, above: Point(240, level - 10), at: seconds)
    canvas.vignette(540, 960, 0.55)
  }

  private static func drawRoom(on canvas: Canvas, _ seconds: Double) {
    canvas.fill(
      .rect(0, 0, 540, 760),
      .vertical(0, 800, (0, Color(0x2D3B3A)), (0.6, Color(0x6A5B45)), (1, Color(0xC08A56))))
    let lights = [
      (90.0, 180.0, 60.0), (440, 60, 46), (470, 330, 70), (40, 420, 52), (330, 290, 36), (170, 60, 34),
    ]
    for (index, light) in lights.enumerated() {
      let center = Point(light.0, light.1)
      let size = light.2 + 3 * sin(seconds * 1.3 + Double(index))
      canvas.fill(.circle(center, size), Color(index % 2 == 0 ? 0xFFCB82 : 0xFF9E62, 0.26))
      canvas.fill(.circle(center, size * 0.86), Color(0xFFE3B4, 0.1))
    }
    canvas.fill(
      .rect(0, 745, 540, 215),
      .vertical(745, 960, (0, Color(0xB77B4C)), (0.15, Color(0x9C6239)), (1, Color(0x3E2012))))
    canvas.fill(.rect(0, 745, 540, 3), Color(0xFFE3B8, 0.6))
  }

  /// Half the glass's width at a height on the picture.
  private static func half(_ y: Double) -> Double { lerp(112, 150, (floor - y) / (floor - rim)) }

  private static func wall(from top: Double, inset: Double) -> Path {
    var path = Path()
    path.move(270 - half(top) + inset, top)
    path.line(270 - half(floor) + inset, floor - 14)
    path.addArc(Point(270, floor - 14 - inset), half(floor) - inset, 20, from: .pi, to: 0)
    path.line(270 + half(top) - inset, top)
    path.close()
    return path
  }

  private static func drawGlassBack(on canvas: Canvas) {
    canvas.fill(wall(from: rim, inset: 0), Color(0xFFF4E2, 0.16))
    canvas.fill(.ellipse(Point(270, rim), half(rim), 28), Color(0xFFF4E2, 0.12))
  }

  private static func drawCoffee(on canvas: Canvas, level: Double, seconds: Double, flowing: Double) {
    let body = wall(from: level, inset: 9)
    canvas.fill(
      body,
      .horizontal(
        120, 420, (0, Color(0x2A1208)), (0.25, Color(0x6E3717)), (0.6, Color(0x44200E)), (1, Color(0x1E0C05)))
    )
    let wide = half(level) - 9
    let surface = Path.ellipse(Point(270, level), wide, 25)
    canvas.fill(
      surface,
      .linear(
        Point(270 - wide, level), Point(270 + wide, level),
        ColorRamp((0, Color(0xC98A4B)), (0.5, Color(0xE2B276)), (1, Color(0x9C602E)))))
    canvas.clipped(surface) {
      for ring in 0..<4 {
        let reach = wrap(seconds * 70 + Double(ring) * 32, 128)
        let opacity = 0.5 * flowing * (1 - reach / 128)
        canvas.stroke(.ellipse(Point(255, level), reach, reach * 0.18), Color(0xFFF0CF, opacity), width: 2.5)
      }
      var generator = SeededGenerator(seed: 8)
      for _ in 0..<26 {
        let drift = generator.number(0, 6.28) + seconds * generator.number(0.3, 0.9)
        let reach = generator.number(0.5, 0.96) * wide
        let size = generator.number(1.5, 4.5)
        let place = Point(270 + cos(drift) * reach, level + sin(drift) * reach * 0.165)
        canvas.fill(.ellipse(place, size, size * 0.6), Color(0xFFF3DA, 0.55))
      }
    }
  }

  private static func drawStream(on canvas: Canvas, level: Double, seconds: Double, flowing: Double) {
    // At the start the stream's tip falls; at the end its tail does.
    let tip = lerp(214, level, smoothstep(0.05, 0.35, seconds))
    let tail = lerp(214, level, smoothstep(3.65, 3.95, seconds))
    guard tip - tail > 2 else { return }
    func edge(_ side: Double) -> [Point] {
      (0...12).map { step in
        let part = Double(step) / 12
        let y = lerp(tail, tip, part)
        let wobble = 1.6 * sin(part * 9 - seconds * 22)
        let x = 251 + 4 * ((y - 214) / 300).squareRoot()
        return Point(x + side * (11 - 4 * part + wobble * part), y)
      }
    }
    var path = Path.smooth(edge(-1))
    for point in edge(1).reversed() { path.line(point.x, point.y) }
    path.close()
    canvas.fill(
      path,
      .horizontal(
        242, 268, (0, Color(0x3A1A0B)), (0.35, Color(0xB06A34)), (0.55, Color(0x6B3717)), (1, Color(0x2A1208))
      ))
  }

  private static func drawGlassFront(on canvas: Canvas) {
    canvas.clipped(.rect(0, rim + 2, 540, 400)) {
      canvas.stroke(wall(from: rim - 10, inset: 2), Color(0xFFF8EC, 0.5), width: 4)
    }
    canvas.stroke(.ellipse(Point(270, rim), half(rim), 28), Color(0xFFF8EC, 0.75), width: 4)
    canvas.fill(
      .polygon([Point(148, 520), Point(170, 522), Point(190, 760), Point(176, 758)]),
      .vertical(
        520, 760,
        (0, Color(0xFFFFFF, 0.55)), (1, Color(0xFFFFFF, 0.08))))
    canvas.fill(
      .polygon([Point(384, 530), Point(392, 530), Point(366, 740), Point(360, 740)]), Color(0xFFFFFF, 0.22))
  }

  private static func drawSpout(on canvas: Canvas) {
    let neck = Path.smooth([
      Point(600, 250), Point(520, 210), Point(440, 120), Point(350, 112), Point(285, 160), Point(258, 204),
    ])
    canvas.stroke(neck, Color(0x17181A), width: 46)
    canvas.stroke(neck.moved(-2, -5), Color(0x45484B), width: 26)
    canvas.stroke(neck.moved(-4, -11), Color(0xC9CBC6, 0.7), width: 5)
    canvas.group(at: Point(251, 214), turn: 0.35) {
      canvas.fill(.ellipse(Point(0, 0), 21, 8), Color(0x0A0A0B))
      canvas.stroke(.ellipse(Point(0, 0), 21, 8), Color(0x77797A), width: 2.5)
    }
  }
}
