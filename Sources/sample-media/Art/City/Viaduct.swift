import Foundation

/// Stone arches from one side of the picture to the other.
struct Viaduct {
  var deck: Double

  func draw(on canvas: Canvas) {
    let stone = Color(0xC9AE8C)
    var wall = Path.rect(-20, deck, 1000, 250)
    for center in centers {
      wall.add(opening(center))
      // The inside of the arch, seen on the side away from the light.
      var depth = Path.rect(center - 60, deck, 120, 260)
      depth.add(opening(center - 9))
      canvas.clipped(opening(center)) { canvas.fill(depth, stone.darker(0.58)) }
    }
    canvas.fill(
      wall, .vertical(deck, deck + 200, (0, stone.lighter(0.2)), (0.5, stone), (1, stone.darker(0.35))))
    canvas.clipped(wall) { drawStones(on: canvas) }
    for center in centers {
      var rim = Path()
      rim.addArc(Point(center, deck + 74), 48, 52, from: -.pi, to: 0)
      canvas.stroke(rim, stone.lighter(0.42), width: 5)
      canvas.fill(.rect(center + 46, deck + 80, 5, 180), Color(0xFFF1D6, 0.35))
    }
    canvas.fill(
      .rect(-20, deck - 2, 1000, 11),
      .vertical(deck - 2, deck + 9, (0, stone.lighter(0.5)), (1, stone.darker(0.2))))
    canvas.fill(.rect(-20, deck + 9, 1000, 4), stone.darker(0.55).opacity(0.6))
  }

  private var centers: [Double] { (0..<9).map { -12 + Double($0) * 124 } }

  /// Runs counter to a rectangle, so that it cuts a hole into one.
  private func opening(_ center: Double) -> Path {
    var path = Path()
    path.move(center + 46, deck + 260)
    path.line(center + 46, deck + 74)
    path.addArc(Point(center, deck + 74), 46, 50, from: 0, to: -.pi)
    path.line(center - 46, deck + 260)
    path.close()
    return path
  }

  private func drawStones(on canvas: Canvas) {
    var generator = SeededGenerator(seed: 2)
    for row in 0..<20 {
      let y = deck + 14 + Double(row) * 9
      canvas.fill(.rect(-20, y, 1000, 0.8), Color(0x5E4630, 0.3))
      var x = -20 + generator.number(0, 16)
      while x < 970 {
        let wide = generator.number(12, 22)
        canvas.fill(.rect(x, y, 0.8, 9), Color(0x5E4630, 0.3))
        if generator.unit() < 0.22 { canvas.fill(.rect(x, y, wide, 9), Color(0x7A5A3C, 0.16)) }
        x += wide
      }
    }
  }
}
