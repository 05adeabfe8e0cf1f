import Foundation

/// A cable-stayed bridge in front of the town, with lamps on its cables after dark.
struct CableBridge {
  var deck: Double
  var dark: Double
  var steel: Color

  func draw(on canvas: Canvas, at seconds: Double) {
    let mast = Point(742, deck - 150)
    for side in [-1.0, 1.0] {
      for cable in 1...9 {
        let reach = side * Double(cable) * 24
        let from = Point(mast.x, mast.y + 6 + Double(9 - cable) * 5)
        canvas.stroke(
          .polygon([from, Point(mast.x + reach, deck)], closed: false), steel.opacity(0.8), width: 1.1)
        guard dark > 0.1 else { continue }
        canvas.glow(Point(mast.x + reach, deck - 2), 5, Color(0xCFE4FF, dark * 0.9))
      }
    }
    canvas.fill(
      .polygon([
        Point(mast.x - 3, mast.y), Point(mast.x + 3, mast.y), Point(mast.x + 8, deck + 62),
        Point(mast.x - 8, deck + 62),
      ]), .horizontal(mast.x - 8, mast.x + 8, (0, steel.lighter(0.25)), (1, steel.darker(0.3))))
    for pier in [530.0, 940] {
      canvas.fill(.rect(pier - 5, deck, 10, 48), steel.darker(0.2))
    }
    canvas.fill(
      .rect(470, deck - 2, 500, 8),
      .vertical(deck - 2, deck + 6, (0, steel.lighter(0.35)), (1, steel.darker(0.3))))
    let blink = sin(seconds * 6) > 0 ? 1.0 : 0.25
    canvas.glow(mast, 8, Color(0xFF4B3E, dark * blink))
    for car in 0..<4 {
      let x = 470 + wrap(seconds * 130 + Double(car) * 133, 520)
      canvas.fill(.rounded(x, deck - 5, 9, 3.4, 1.4), steel.darker(0.55))
      canvas.fill(.rounded(x - 24, deck - 4, 32, 1.5, 0.7), Color(0xFFF1C8, 0.85 * dark))
    }
  }
}
