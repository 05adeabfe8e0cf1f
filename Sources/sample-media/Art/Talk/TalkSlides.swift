import Foundation

/// The screen behind the speaker: two streets with their heat, then bars that grow.
struct TalkSlides {
  var seconds: Double

  private let frame = (x: 420.0, y: 62.0, width: 486.0, height: 300.0)

  func draw(on canvas: Canvas) {
    let screen = Path.rounded(frame.x, frame.y, frame.width, frame.height, 8)
    canvas.coarse { $0.glow(Point(663, 212), 420, Color(0xBFD4FF, 0.28)) }
    canvas.fill(.rounded(frame.x - 9, frame.y - 9, frame.width + 18, frame.height + 18, 13), Color(0x0C0E1C))
    canvas.clipped(screen) {
      canvas.fill(screen, Color(0xFBF7EF))
      let push = smoothstep(6.0, 6.5, seconds)
      canvas.group(at: Point(frame.x - frame.width * push, frame.y)) { drawStreets(on: canvas) }
      canvas.group(at: Point(frame.x + frame.width * (1 - push), frame.y)) { drawBars(on: canvas) }
    }
  }

  /// Left a bare street in the sun, right one with trees; 486x300 units each slide.
  private func drawStreets(on canvas: Canvas) {
    let half = frame.width / 2
    drawStreet(on: canvas, x: 0, hot: true)
    drawStreet(on: canvas, x: half, hot: false)
    canvas.fill(.rect(half - 2, 0, 4, 300), Color(0xFBF7EF))
    let rise = smoothstep(0.8, 2.4, seconds)
    drawThermometer(on: canvas, at: Point(34, 80), part: lerp(0.3, 0.92, rise), Color(0xE4572E))
    drawThermometer(on: canvas, at: Point(half + 34, 80), part: lerp(0.3, 0.52, rise), Color(0x2F8F7A))
  }

  private func drawStreet(on canvas: Canvas, x: Double, hot: Bool) {
    let half = frame.width / 2
    canvas.group(at: Point(x, 0)) {
      canvas.clipped(.rect(0, 0, half, 300)) {
        let sky = hot ? (Color(0xFBC98A), Color(0xFDE8C4)) : (Color(0xA8D8E6), Color(0xE6F4EC))
        canvas.fill(.rect(0, 0, half, 300), .vertical(0, 220, (0, sky.0), (1, sky.1)))
        canvas.glow(Point(196, 44), 70, Color(0xFFF3B8, hot ? 1 : 0.5))
        canvas.fill(.circle(Point(196, 44), 20), Color(0xFFE27A))
        for (left, high, tone) in [
          (70.0, 120.0, 0xD98E6B), (116, 92, 0xC6A27E), (162, 138, 0xB7776A), (206, 104, 0xD2B48C),
        ] {
          let wall = Color(UInt32(tone)).mixed(hot ? Color(0xF2A65E) : Color(0x8FB8B0), 0.2)
          canvas.fill(.rect(left, 222 - high, 43, high), wall)
          for row in 0..<Int(high / 26) {
            for column in 0..<2 {
              canvas.fill(
                .rect(left + 8 + Double(column) * 16, 232 - high + Double(row) * 26, 10, 14),
                Color(0xFFF7E4, 0.75))
            }
          }
        }
        canvas.fill(.rect(0, 220, half, 80), hot ? Color(0x9A8F8A) : Color(0x7F8C8A))
        canvas.fill(.rect(0, 220, half, 12), hot ? Color(0xD9C3A4) : Color(0xA9C79A))
        for mark in 0..<5 { canvas.fill(.rect(Double(mark) * 56 + 8, 266, 30, 4), Color(0xFFFFFF, 0.8)) }
        if hot { drawHaze(on: canvas) } else { drawTrees(on: canvas) }
      }
    }
  }

  private func drawHaze(on canvas: Canvas) {
    for line in 0..<3 {
      let y = 206 - Double(line) * 16
      let wave = (0...12).map {
        Point(66 + Double($0) * 14, y + 3.5 * sin(Double($0) * 1.1 + seconds * 4 + Double(line)))
      }
      canvas.stroke(.smooth(wave), Color(0xFFFFFF, 0.4), width: 2.5)
    }
  }

  private func drawTrees(on canvas: Canvas) {
    for (index, x) in [88.0, 148, 210].enumerated() {
      let sway = 2 * sin(seconds * 1.5 + Double(index))
      canvas.fill(.rect(x - 4, 176, 8, 54), Color(0x7A5236))
      for (dx, dy, size, green) in [
        (-17.0, -2.0, 23.0, 0x4F8F55), (17, 0, 23, 0x3F7A4A), (0, -22, 28, 0x63A565),
      ] {
        canvas.fill(.circle(Point(x + dx + sway, 166 + dy), size), Color(UInt32(green)))
      }
    }
  }

  private func drawThermometer(on canvas: Canvas, at top: Point, part: Double, _ color: Color) {
    canvas.fill(.rounded(top.x - 11, top.y, 22, 112, 11), Color(0xFFFFFF, 0.95))
    canvas.fill(.circle(top + Point(0, 118), 19), Color(0xFFFFFF, 0.95))
    canvas.fill(.circle(top + Point(0, 118), 13), color)
    canvas.fill(.rounded(top.x - 5, top.y + 112 - 104 * part, 10, 104 * part + 6, 5), color)
    for mark in 0..<6 {
      canvas.fill(
        .rect(top.x + 13, top.y + 10 + Double(mark) * 18, mark % 2 == 0 ? 9 : 5, 2), Color(0x5A5148, 0.7))
    }
  }

  private func drawBars(on canvas: Canvas) {
    let floor = 252.0
    for line in 0..<5 { canvas.fill(.rect(46, floor - Double(line) * 48, 400, 1.4), Color(0x9C9488, 0.4)) }
    for (index, pair) in [(0.42, 0.5), (0.46, 0.64), (0.44, 0.78), (0.5, 0.97)].enumerated() {
      let grown = smoothstep(6.6 + Double(index) * 0.35, 7.5 + Double(index) * 0.35, seconds)
      let x = 66 + Double(index) * 96
      let bare = 196 * pair.0 * grown
      let green = 196 * pair.1 * grown
      canvas.fill(.rounded(x, floor - bare, 30, bare, 4), Color(0xC9C0B2))
      canvas.fill(
        .rounded(x + 35, floor - green, 30, green, 4),
        .vertical(floor - green, floor, (0, Color(0x4FAE7B)), (1, Color(0x2F7F62))))
      if grown > 0.9 {
        canvas.fill(.rect(x + 48, floor - green - 12, 4, 12), Color(0x7A5236))
        canvas.fill(.circle(Point(x + 50, floor - green - 18), 11), Color(0x63A565))
      }
    }
    canvas.fill(.rect(40, floor, 412, 3), Color(0x4A443C))
    canvas.fill(.rounded(66, 272, 14, 10, 3), Color(0xC9C0B2))
    canvas.fill(.rounded(86, 274, 60, 6, 3), Color(0x9C9488, 0.6))
    canvas.fill(.rounded(176, 272, 14, 10, 3), Color(0x3F9670))
    canvas.fill(.rounded(196, 274, 78, 6, 3), Color(0x9C9488, 0.6))
  }
}
