import Foundation

/// One roasted bean, lying on its back: the cleft is up.
struct CoffeeBean {
  var center: Point
  var length: Double
  var turn: Double
  var roast = Color(0x5A3018)

  func draw(on canvas: Canvas) {
    canvas.group(at: center, turn: turn, scaleX: length / 100, scaleY: length / 100) {
      let body = Path.ellipse(Point(0, 0), 50, 34)
      // Light comes from the upper left of the picture, however the bean lies.
      let light = Point(-22 * cos(turn) - 20 * sin(turn), 22 * sin(turn) - 20 * cos(turn))
      let ramp = ColorRamp(
        (0, roast.lighter(0.38)), (0.35, roast.lighter(0.1)), (0.75, roast), (1, roast.darker(0.55)))
      canvas.fill(body, .radial(light, radius: 68, ramp))
      canvas.clipped(body) {
        let cleft = Path.smooth([Point(-52, 2), Point(-26, -7), Point(0, 0), Point(26, 7), Point(52, -2)])
        canvas.stroke(cleft, roast.darker(0.72), width: 9)
        canvas.stroke(cleft.moved(1, 5), roast.lighter(0.3).opacity(0.5), width: 2.5)
      }
    }
  }

  /// Beans strewn over an area, from a seed; the first ones lie at the bottom of the heap.
  static func strewn(
    _ count: Int, seed: UInt64, length: ClosedRange<Double>, place: (inout SeededGenerator) -> Point
  )
    -> [CoffeeBean]
  {
    var generator = SeededGenerator(seed: seed)
    let roasts = [Color(0x5A3018), Color(0x6B3A1C), Color(0x4A2614), Color(0x7A4522)]
    return (0..<count).map { _ in
      CoffeeBean(
        center: place(&generator), length: generator.number(length.lowerBound, length.upperBound),
        turn: generator.number(0, 2 * .pi), roast: roasts[generator.index(roasts.count)])
    }
  }
}
