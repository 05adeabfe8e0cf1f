import Foundation

/// Wide soft lights in a few colours: something quiet to put words on. 1600x900 units.
struct Backdrop {
  var base: [Color]
  var lights: [Color]
  var seed: UInt64

  static let dawn = Backdrop(
    base: [Color(0xFFE3C2), Color(0xF7A072), Color(0xB8527A)],
    lights: [Color(0xFFF3D6), Color(0xFFB870), Color(0xE86A78), Color(0xC65B93)],
    seed: 4)
  static let dusk = Backdrop(
    base: [Color(0x101537), Color(0x2B2A6B), Color(0x7A3B78)],
    lights: [Color(0x3E63C4), Color(0x8A4FB5), Color(0xE0699A), Color(0x2A8FB8)],
    seed: 9)
  static let lagoon = Backdrop(
    base: [Color(0x07363F), Color(0x0F6B6B), Color(0x6FC2A4)],
    lights: [Color(0x2FB3A5), Color(0xB7E6A5), Color(0x1B7FA0), Color(0x0F4F66)],
    seed: 15)

  func draw(on canvas: Canvas) {
    canvas.cover(1600, 900)
    let stops = base.enumerated().map {
      (offset: Double($0.offset) / Double(max(base.count - 1, 1)), color: $0.element)
    }
    canvas.fill(
      .rect(-500, -500, 2600, 1900), .linear(Point(200, 0), Point(1400, 900), ColorRamp(stops: stops)))
    var generator = SeededGenerator(seed: seed)
    for index in 0..<8 {
      let center = Point(generator.number(300, 1300), generator.number(0, 900))
      let reach = generator.number(300, 620)
      canvas.coarse { $0.glow(center, reach, lights[index % lights.count].opacity(0.75)) }
    }
    drawRibbons(on: canvas)
    canvas.vignette(1600, 900, 0.3)
  }

  private func drawRibbons(on canvas: Canvas) {
    for ribbon in 0..<4 {
      let number = Double(ribbon)
      var path = Path.smooth(
        stride(from: -60.0, through: 1660, by: 120).map { x in
          Point(x, 560 + number * 85 + (60 - number * 8) * sin(x * 0.0042 + number * 1.1 + Double(seed)))
        })
      path.line(1700, 1400)
      path.line(-100, 1400)
      path.close()
      let color = lights[ribbon % lights.count]
      canvas.fill(
        path,
        .vertical(480 + number * 85, 960, (0, color.lighter(0.2).opacity(0.34)), (1, color.opacity(0.05))))
    }
  }
}
