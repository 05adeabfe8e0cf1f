import Foundation

/// A tower of the skyline, with windows that go on one after another in the evening.
struct Building {
  enum Roof: Int { case flat, stepped, spire, slanted, round }

  var left: Double
  var width: Double
  var height: Double
  var roof: Roof
  var tone: Color
  var seed: UInt64

  func draw(on canvas: Canvas, ground: Double, light: Daylight, haze: Double, detailed: Bool) {
    let top = ground - height
    let day = tone.mixed(light.haze, haze)
    let night = Color(0x1B2148).mixed(tone, 0.16).mixed(light.haze, haze * 0.9)
    let wall = day.mixed(night, light.dark * 0.92)
    let glow = light.horizon.mixed(wall, 0.55)
    let face: Paint = .vertical(
      top, ground, (0, wall), (0.6, wall.mixed(glow, 0.12)), (1, wall.mixed(light.haze, 0.3)))
    canvas.fill(outline(top: top, ground: ground), face)
    // The sun sets behind the right half of the town.
    let sunlit = light.horizon.opacity(0.38 * (1 - light.dark) * (1 - haze))
    canvas.fill(.rect(left + width * 0.82, top + 4, width * 0.18, height - 4), sunlit)
    if detailed { drawWindows(on: canvas, top: top, ground: ground, light: light) }
    if roof == .spire, light.dark > 0.2 {
      canvas.glow(Point(left + width / 2, top - width * 1.1), 5, Color(0xFF5545, light.dark))
    }
  }

  private func outline(top: Double, ground: Double) -> Path {
    let right = left + width
    let middle = left + width / 2
    var path = Path.rect(left, top, width, ground - top)
    switch roof {
    case .flat:
      path.add(.rect(left + width * 0.2, top - 5, width * 0.25, 6))
    case .stepped:
      path.add(.rect(left + width * 0.14, top - 12, width * 0.72, 13))
      path.add(.rect(left + width * 0.3, top - 24, width * 0.4, 13))
      path.add(.rect(middle - 1, top - 42, 2, 20))
    case .spire:
      path.add(.polygon([Point(left, top + 1), Point(middle, top - width * 0.62), Point(right, top + 1)]))
      path.add(.rect(middle - 1, top - width * 1.1, 2, width * 0.6))
    case .slanted:
      path.add(.polygon([Point(left, top + 1), Point(right, top - width * 0.5), Point(right, top + 1)]))
    case .round:
      var cap = Path()
      cap.addArc(Point(middle, top + 1), width / 2, width * 0.42, from: .pi, to: 2 * .pi)
      path.add(cap)
    }
    return path
  }

  private func drawWindows(on canvas: Canvas, top: Double, ground: Double, light: Daylight) {
    var generator = SeededGenerator(seed: seed)
    // Some houses are offices and go dark early.
    let busy = generator.number(0.3, 0.78)
    let columns = max(2, Int(width / 8))
    let rows = max(3, Int(height / 10))
    let cell = width / Double(columns)
    var dim = Path()
    var lit = [Path(), Path(), Path()]
    for row in 0..<rows {
      for column in 0..<columns {
        let threshold = generator.unit()
        let hue = generator.index(3)
        let window = Path.rect(
          left + (Double(column) + 0.26) * cell, top + 7 + Double(row) * 10, cell * 0.48, 5.2)
        if light.dark * busy > threshold {
          lit[hue].add(window)
        } else {
          dim.add(window)
        }
      }
    }
    canvas.fill(dim, light.top.mixed(.black, 0.3).opacity(0.34))
    let lamps = [Color(0xFFD98A), Color(0xFFEFC2), Color(0xFFB765)]
    for (path, lamp) in zip(lit, lamps) { canvas.fill(path, lamp) }
  }
}
