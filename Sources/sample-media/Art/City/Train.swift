import Foundation

/// Five coaches of a regional train that runs to the right.
struct Train {
  /// Where its nose is.
  var front: Double
  var rail: Double

  private let coach = 176.0
  private let red = Color(0xC93A34)

  func draw(on canvas: Canvas, at seconds: Double) {
    drawWire(on: canvas)
    for number in 0..<5 {
      let right = front - Double(number) * (coach + 5)
      guard right > -20, right - coach < 980 else { continue }
      drawWheels(on: canvas, right: right, seconds: seconds)
      drawCoach(on: canvas, right: right, number: number)
      if number > 0 { canvas.fill(.rect(right, rail - 46, 6, 34), Color(0x2A2D33)) }
    }
  }

  private func outline(right: Double, number: Int) -> Path {
    let left = right - coach
    guard number == 0 else { return .rounded(left, rail - 62, coach, 54, number == 4 ? 14 : 6) }
    var nose = Path()
    nose.move(left, rail - 62)
    nose.line(right - 46, rail - 62)
    nose.curve(Point(right - 18, rail - 60), Point(right - 4, rail - 34), Point(right, rail - 18))
    nose.curve(Point(right, rail - 10), Point(right - 4, rail - 8), Point(right - 10, rail - 8))
    nose.line(left, rail - 8)
    nose.close()
    return nose
  }

  private func drawCoach(on canvas: Canvas, right: Double, number: Int) {
    let left = right - coach
    let body = outline(right: right, number: number)
    canvas.fill(.rounded(left + 40, rail - 68, 64, 8, 3), Color(0x9A9FA6))
    canvas.fill(
      body,
      .vertical(
        rail - 62, rail - 8,
        (0, red.lighter(0.5)), (0.12, red.lighter(0.1)), (0.6, red), (0.8, red.darker(0.25)),
        (1, Color(0x3A2A2E))))
    canvas.clipped(body) {
      canvas.fill(.rect(left, rail - 19, coach, 4), Color(0xF6EBDD))
      canvas.fill(.rect(left + 4, rail - 50, coach - (number == 0 ? 54 : 8), 20), Color(0x1F2A38))
      if number == 0 {
        canvas.fill(
          .polygon([
            Point(right - 40, rail - 53), Point(right - 26, rail - 53), Point(right - 6, rail - 29),
            Point(right - 38, rail - 29),
          ]), Color(0x172231))
        canvas.fill(
          .polygon([
            Point(right - 34, rail - 53), Point(right - 28, rail - 53), Point(right - 15, rail - 36),
            Point(right - 20, rail - 36),
          ]), Color(0xBFE0EE, 0.6))
        canvas.fill(.ellipse(Point(right - 5, rail - 17), 4, 3), Color(0xFFF6CF))
      }
      drawWindows(on: canvas, left: left, number: number)
    }
    if number == 0 { canvas.glow(Point(right - 2, rail - 17), 26, Color(0xFFF3C0, 0.7)) }
    if number == 1 {
      let arm = Path.polygon(
        [Point(left + 60, rail - 66), Point(left + 84, rail - 80), Point(left + 62, rail - 94)], closed: false
      )
      canvas.stroke(arm, Color(0x3A3D44), width: 2)
      canvas.stroke(
        .polygon([Point(left + 52, rail - 94.5), Point(left + 74, rail - 94.5)], closed: false),
        Color(0x3A3D44), width: 2)
    }
  }

  private func drawWindows(on canvas: Canvas, left: Double, number: Int) {
    var generator = SeededGenerator(seed: UInt64(60 + number))
    for window in 0..<(number == 0 ? 5 : 7) {
      let x = left + 10 + Double(window) * 23.4
      if window == 3 {
        canvas.fill(.rounded(x - 2, rail - 54, 21, 45, 3), red.mixed(Color(0xF6EBDD), 0.8))
        canvas.fill(.rounded(x + 1, rail - 49, 6.5, 22, 2), Color(0x22303F))
        canvas.fill(.rounded(x + 9.5, rail - 49, 6.5, 22, 2), Color(0x22303F))
        continue
      }
      let pane = Path.rounded(x, rail - 47, 18, 14, 2.5)
      canvas.fill(pane, .vertical(rail - 47, rail - 33, (0, Color(0xF7E3AE)), (1, Color(0xD9A868))))
      canvas.clipped(pane) {
        if generator.unit() < 0.7 {
          let head = Point(x + generator.number(5, 13), rail - 39)
          canvas.fill(.circle(head, 3.2), Color(0x4A3340))
          canvas.fill(
            .ellipse(head + Point(0, 8), 6, 5), Color([0x3C5A78, 0x7A3B46, 0x466046][generator.index(3)]))
        }
        // What the glass mirrors stays where it is while the train runs on.
        let shine = wrap(x * 0.9, 200) - 60
        canvas.fill(
          .polygon([
            Point(x + shine, rail - 30), Point(x + shine + 12, rail - 50), Point(x + shine + 22, rail - 50),
            Point(x + shine + 10, rail - 30),
          ]), Color(0xFFFFFF, 0.4))
      }
    }
  }

  private func drawWheels(on canvas: Canvas, right: Double, seconds: Double) {
    canvas.fill(.rect(right - coach + 14, rail - 12, coach - 28, 8), Color(0x24262C))
    for x in [22.0, 44, coach - 44, coach - 22] {
      let center = Point(right - x, rail - 5)
      canvas.fill(.circle(center, 6.5), Color(0x2E3037))
      canvas.fill(.circle(center, 3), Color(0x9DA3AB))
      let angle = seconds * 30
      canvas.stroke(
        .polygon([center, center + Point(5 * cos(angle), 5 * sin(angle))], closed: false), Color(0x9DA3AB),
        width: 1.2)
    }
  }

  private func drawWire(on canvas: Canvas) {
    let metal = Color(0x59606B)
    for mast in 0..<5 {
      let x = 50 + Double(mast) * 230
      canvas.fill(.rect(x, rail - 116, 3.4, 118), metal)
      canvas.stroke(
        .polygon([Point(x, rail - 108), Point(x + 26, rail - 104)], closed: false), metal, width: 1.8)
    }
    canvas.stroke(
      .polygon([Point(-10, rail - 95), Point(970, rail - 95)], closed: false), metal.opacity(0.8), width: 1.2)
  }
}
