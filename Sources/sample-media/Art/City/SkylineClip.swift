import Foundation

/// A town by a river from afternoon to night in eight seconds. 960x540 units.
enum SkylineClip {
  static let duration = 8.0
  private static let shore = 408.0

  static func draw(on canvas: Canvas, at seconds: Double) {
    canvas.cover(960, 540)
    let light = Daylight(part: clamp(seconds / duration) * 0.98)
    guard let town = canvas.layer() else { return }
    drawSky(on: town, light, seconds)
    drawTown(on: town, light, seconds)
    canvas.paint(town)
    drawRiver(on: canvas, town, light, seconds)
    drawQuay(on: canvas, light, seconds)
    CableBridge(deck: 398, dark: light.dark, steel: light.haze.darker(0.62)).draw(on: canvas, at: seconds)
    canvas.vignette(960, 540, 0.3)
  }

  private static func drawSky(on canvas: Canvas, _ light: Daylight, _ seconds: Double) {
    canvas.fill(
      .rect(0, 0, 960, 420), .vertical(0, 410, (0, light.top), (0.55, light.middle), (1, light.horizon)))
    drawStars(on: canvas, light, seconds)
    let part = light.part
    let sun = Point(lerp(420, 735, part / 0.56), 70 + 370 * pow(part / 0.56, 1.7))
    if part < 0.6 {
      let low = smoothstep(0.1, 0.5, part)
      canvas.coarse {
        $0.glow(sun, 240 + 130 * low, Color(0xFFF0C0).mixed(Color(0xFF9A4E), low).opacity(0.75))
      }
      canvas.fill(.circle(sun, 26 + 12 * low), Color(0xFFFBE6).mixed(Color(0xFFD07A), low))
    }
    let moon = Point(lerp(150, 235, smoothstep(0.55, 1, part)), lerp(430, 92, smoothstep(0.58, 1.02, part)))
    if part > 0.58 {
      canvas.coarse { $0.glow(moon, 110, Color(0xBFD0FF, 0.4)) }
      canvas.fill(.circle(moon, 21), Color(0xF3F0E2))
      for (x, y, size) in [(-6.0, -5.0, 5.0), (6, 3, 4), (-3, 9, 3), (8, -8, 2.4)] {
        canvas.fill(.circle(moon + Point(x, y), size), Color(0xD8D5C6))
      }
    }
    let clouds = Cloud.drifting(
      9, seed: 12, width: 960, heights: 60...250, shift: seconds * 62, light: light.cloud,
      shade: light.cloudShade)
    for cloud in clouds { cloud.draw(on: canvas) }
  }

  private static func drawStars(on canvas: Canvas, _ light: Daylight, _ seconds: Double) {
    guard light.dark > 0.05 else { return }
    var generator = SeededGenerator(seed: 77)
    for _ in 0..<120 {
      let place = Point(generator.number(0, 960), generator.number(0, 300))
      let size = generator.number(0.5, 1.3)
      let twinkle = 0.65 + 0.35 * sin(seconds * generator.number(2, 6) + place.x)
      let fade = light.dark * twinkle * (1 - place.y / 330)
      canvas.fill(.rect(place.x, place.y, size * 1.6, size * 1.6), Color(0xFFFFFF, fade))
    }
  }

  private static func drawTown(on canvas: Canvas, _ light: Daylight, _ seconds: Double) {
    let hills = Path.smooth([
      Point(-40, 420), Point(-20, 350), Point(140, 322), Point(300, 352), Point(520, 330), Point(760, 350),
      Point(900, 318), Point(1000, 340), Point(1000, 420),
    ])
    canvas.fill(hills, light.haze.mixed(Color(0x3A4C6E), 0.25 + 0.4 * light.dark))
    for building in Skyline.standard.far {
      building.draw(on: canvas, ground: 412, light: light, haze: 0.5, detailed: light.dark > 0.1)
    }
    canvas.fill(
      .rect(0, 300, 960, 112), .vertical(300, 412, (0, light.haze.opacity(0)), (1, light.haze.opacity(0.45))))
    for building in Skyline.standard.near {
      building.draw(on: canvas, ground: 412, light: light, haze: 0.12, detailed: true)
    }
    // The glow of streets between the houses.
    canvas.fill(
      .rect(0, 350, 960, 60),
      .vertical(350, 410, (0, Color(0xFFB45E, 0)), (1, Color(0xFFB45E, 0.4 * light.dark))))
  }

  private static func drawRiver(on canvas: Canvas, _ town: Canvas, _ light: Daylight, _ seconds: Double) {
    canvas.fill(.rect(0, shore, 960, 140), .vertical(shore, 540, (0, light.horizon), (1, light.top)))
    canvas.reflect(town, about: shore + 2, depth: 132, strip: 3, opacity: 0.72) { distance in
      (1 + distance * 0.05) * sin(distance * 0.42 - seconds * 5) + 0.9 * sin(distance * 0.17 + seconds * 3)
    }
    canvas.fill(
      .rect(0, shore, 960, 140),
      .vertical(
        shore, 540,
        (0, light.top.opacity(0.06)), (1, light.top.darker(0.4).opacity(0.6))))
    var generator = SeededGenerator(seed: 6)
    for _ in 0..<90 {
      let depth = generator.unit()
      let y = shore + 6 + depth * 124
      let x = wrap(generator.number(0, 1040) + seconds * generator.number(8, 30), 1040) - 40
      let flicker = max(0, sin(seconds * generator.number(2, 5) + x))
      let long = 10 + 34 * depth
      canvas.fill(.rounded(x, y, long, 0.8 + depth, 1), light.horizon.lighter(0.4).opacity(0.3 * flicker))
    }
  }

  /// The embankment with its lamps and, after dark, the headlights of cars.
  private static func drawQuay(on canvas: Canvas, _ light: Daylight, _ seconds: Double) {
    let stone = light.haze.mixed(Color(0x20263F), 0.7)
    canvas.fill(.rect(0, 402, 960, 9), .vertical(402, 411, (0, stone.lighter(0.25)), (1, stone.darker(0.4))))
    for lamp in 0..<25 {
      let x = Double(lamp) * 40 + 14
      canvas.fill(.rect(x - 0.6, 392, 1.2, 11), stone.darker(0.4))
      if light.dark > 0.1 {
        canvas.glow(Point(x, 392), 8, Color(0xFFD890, light.dark))
        canvas.fill(
          .rect(x - 1, 412, 2, 34),
          .vertical(412, 446, (0, Color(0xFFCB7A, 0.5 * light.dark)), (1, Color(0xFFCB7A, 0))))
      }
    }
    for car in 0..<14 {
      let forward = car % 2 == 0
      let travel = seconds * (150 + 17 * Double(car)) + Double(car) * 173
      let x = forward ? wrap(travel, 1060) - 50 : 1010 - wrap(travel, 1060)
      let y = forward ? 404.5 : 401.5
      canvas.fill(.rounded(x, y - 1, 9, 3.4, 1.5), stone.darker(0.5))
      let lamp = forward ? Color(0xFFF3CE) : Color(0xFF5A44)
      canvas.fill(.rounded(forward ? x - 30 : x, y, 38, 1.6, 0.8), lamp.opacity(0.85 * light.dark))
    }
  }
}
