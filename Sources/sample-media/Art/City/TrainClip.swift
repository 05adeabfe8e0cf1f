import Foundation

/// A red train crosses a stone viaduct in a valley. 960x540 units.
enum TrainClip {
  static let duration = 5.0
  private static let rail = 316.0

  static func draw(on canvas: Canvas, at seconds: Double) {
    canvas.cover(960, 540)
    drawSky(on: canvas, seconds)
    drawHills(on: canvas)
    Train(front: -60 + seconds * 378, rail: rail).draw(on: canvas, at: seconds)
    Viaduct(deck: rail + 3).draw(on: canvas)
    drawMeadow(on: canvas, seconds)
    canvas.vignette(960, 540, 0.35)
  }

  private static func drawSky(on canvas: Canvas, _ seconds: Double) {
    canvas.fill(
      .rect(0, 0, 960, 420),
      .vertical(
        0, 380, (0, Color(0x5E9DCB)), (0.5, Color(0xB9DBE0)), (0.85, Color(0xFDE9C9)), (1, Color(0xF9CFA5))))
    canvas.coarse { $0.glow(Point(190, 120), 320, Color(0xFFF3CE, 0.85)) }
    let clouds = Cloud.drifting(
      7, seed: 33, width: 960, heights: 50...170, shift: seconds * 14, light: Color(0xFFFDF7, 0.94),
      shade: Color(0xE3CFCB, 0.9))
    for cloud in clouds { cloud.draw(on: canvas) }
  }

  private static func drawHills(on canvas: Canvas) {
    let peaks = [
      (-40.0, 300.0), (70, 196), (130, 236), (250, 130), (340, 214), (430, 168), (560, 246), (690, 150),
      (790, 222), (880, 176), (1000, 260),
    ]
    let mountains = Path.polygon(peaks.map { Point($0.0, $0.1) } + [Point(1000, 420), Point(-40, 420)])
    canvas.fill(mountains, .vertical(130, 350, (0, Color(0x7F95B5)), (1, Color(0xC9CFCF))))
    for (x, y) in [(250.0, 130.0), (690, 150), (70, 196), (430, 168), (880, 176)] {
      let snow = Path.polygon([
        Point(x, y), Point(x + 34, y + 32), Point(x + 14, y + 27), Point(x + 2, y + 38),
        Point(x - 10, y + 26), Point(x - 28, y + 33),
      ])
      canvas.fill(snow, Color(0xFFFFFF, 0.85))
    }
    canvas.fill(
      .rect(0, 180, 960, 200), .vertical(180, 360, (0, Color(0xFBE6CC, 0)), (1, Color(0xFBE6CC, 0.7))))
    let ranges = [(300.0, 22.0, 0.011, 0x94B08E), (340, 20, 0.008, 0x759D73), (384, 18, 0.0125, 0x558560)]
    for (index, hill) in ranges.enumerated() {
      let points = stride(from: -30.0, through: 990, by: 60).map { x in
        Point(x, hill.0 + hill.1 * sin(x * hill.2 + Double(index) * 2) + 7 * sin(x * 0.031 + Double(index)))
      }
      var path = Path.smooth(points)
      path.line(1000, 560)
      path.line(-40, 560)
      path.close()
      let green = Color(UInt32(hill.3))
      canvas.fill(path, .vertical(hill.0 - 30, hill.0 + 120, (0, green.lighter(0.25)), (1, green)))
    }
  }

  private static func drawMeadow(on canvas: Canvas, _ seconds: Double) {
    let edge = stride(from: -30.0, through: 990, by: 60).map { Point($0, 466 + 13 * sin($0 * 0.009 + 1)) }
    var path = Path.smooth(edge)
    path.line(1000, 560)
    path.line(-40, 560)
    path.close()
    canvas.fill(path, .vertical(450, 545, (0, Color(0x7FA653)), (1, Color(0x3C6A39))))
    var generator = SeededGenerator(seed: 14)
    for _ in 0..<230 {
      let place = Point(generator.number(0, 960), generator.number(476, 545))
      let lean = 2.5 * sin(seconds * 2 + place.x * 0.03)
      let blade = Path.polygon(
        [place, Point(place.x + lean, place.y - generator.number(6, 13))], closed: false)
      canvas.stroke(blade, generator.unit() < 0.5 ? Color(0xA9C86E, 0.7) : Color(0x2F5A30, 0.6), width: 1.6)
    }
    let petals = [Color(0xF6D04E), Color(0xF4F0E4), Color(0xE46A5C)]
    for _ in 0..<70 {
      let place = Point(generator.number(0, 960), generator.number(482, 540))
      canvas.fill(
        .circle(place + Point(2 * sin(seconds * 2 + place.x * 0.03), 0), generator.number(1.6, 3)),
        petals[generator.index(3)])
    }
    for (x, y, size) in [
      (52.0, 500.0, 150.0), (118, 520, 108), (884, 508, 168), (808, 528, 110), (940, 530, 120),
    ] {
      drawFir(on: canvas, root: Point(x, y), height: size, sway: 1.5 * sin(seconds * 1.6 + x))
    }
  }

  private static func drawFir(on canvas: Canvas, root: Point, height: Double, sway: Double) {
    canvas.fill(
      .rect(root.x - height * 0.03, root.y - height * 0.14, height * 0.06, height * 0.15), Color(0x4A3226))
    for tier in 0..<5 {
      let part = Double(tier) / 5
      let bottom = root.y - height * (0.1 + 0.72 * part)
      let wide = height * lerp(0.27, 0.1, part)
      let tip = Point(root.x + sway * (part + 0.3), bottom - height * 0.3)
      let left = Path.polygon([tip, Point(root.x - wide, bottom), Point(root.x, bottom - height * 0.03)])
      let right = Path.polygon([tip, Point(root.x + wide, bottom), Point(root.x, bottom - height * 0.03)])
      canvas.fill(left, Color(0x2F6648))
      canvas.fill(right, Color(0x1D4636))
    }
  }
}
