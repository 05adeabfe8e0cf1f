import Foundation

/// Morning: the mug on a table by a window. 1080x1920 units.
enum MugTableScene {
  static func draw(on canvas: Canvas) {
    canvas.cover(1080, 1920)
    drawRoom(on: canvas)
    WoodTable(far: 1290, near: 1920, width: 1080).draw(on: canvas)
    drawWindowLight(on: canvas)
    drawStillLife(on: canvas)
    canvas.vignette(1080, 1920, 0.5)
  }

  private static func drawRoom(on canvas: Canvas) {
    canvas.fill(
      .rect(0, 0, 1080, 1300),
      .linear(
        Point(0, 0), Point(1080, 1300),
        ColorRamp((0, Color(0xFBE6C8)), (0.5, Color(0xE9BE93)), (1, Color(0xA9714F)))))
    canvas.blurred(17) { room in
      let pane = Path.rounded(-90, 120, 470, 1010, 10)
      room.fill(
        pane, .vertical(120, 1130, (0, Color(0xD8ECF2)), (0.55, Color(0xFFF4D8)), (1, Color(0xF5C98C))))
      room.glow(Point(210, 760), 330, Color(0xFFFFFF, 0.95))
      for (x, y, size) in [(20.0, 1010.0, 150.0), (180, 1060, 120), (320, 1020, 130)] {
        room.fill(.circle(Point(x, y), size), Color(0x8FA86B, 0.75))
      }
      room.stroke(pane, Color(0xFFF9EE), width: 34)
      room.stroke(.polygon([Point(140, 120), Point(140, 1130)], closed: false), Color(0xFFF9EE), width: 20)
      room.stroke(.polygon([Point(-90, 600), Point(380, 600)], closed: false), Color(0xFFF9EE), width: 20)
      room.fill(.rect(-90, 1130, 520, 44), Color(0xFFF3E2))
      drawPlant(on: room)
    }
    canvas.blending(.screen) { canvas.glow(Point(120, 620), 900, Color(0xFFDFA6, 0.55)) }
  }

  private static func drawPlant(on canvas: Canvas) {
    let pot = Path.polygon([Point(770, 1060), Point(1010, 1060), Point(975, 1310), Point(805, 1310)])
    for (x, y, bend) in [
      (640.0, 780.0, 60.0), (760, 560, 40), (900, 480, -20), (1030, 600, -50), (1120, 800, -70),
    ] {
      Twig(root: Point(890, 1080), tip: Point(x, y), bend: bend, leaves: 6, size: 130, green: Color(0x5C7A48))
        .draw(on: canvas)
    }
    canvas.fill(
      pot, .horizontal(770, 1010, (0, Color(0xF2E3CF)), (0.4, Color(0xE0C8AB)), (1, Color(0x9A7B62))))
    canvas.fill(
      .rounded(755, 1040, 270, 50, 12), .horizontal(755, 1025, (0, Color(0xFBF0DF)), (1, Color(0xA98A70))))
  }

  /// The window's panes, thrown slantwise over wall and table.
  private static func drawWindowLight(on canvas: Canvas) {
    canvas.blending(.softLight) {
      canvas.blurred(12, opacity: 0.9) { layer in
        for column in 0..<2 {
          let x = 140 + Double(column) * 330
          layer.fill(
            .polygon([Point(x, 1330), Point(x + 270, 1330), Point(x + 560, 1900), Point(x + 210, 1900)]),
            Color(0xFFF2CC, 0.85))
        }
      }
    }
  }

  private static func drawStillLife(on canvas: Canvas) {
    let base = Point(500, 1560)
    canvas.blurred(26) { layer in
      layer.fill(
        .polygon([Point(310, 1500), Point(700, 1520), Point(1160, 1700), Point(1080, 1800), Point(420, 1620)]
        ),
        Color(0x2A0F08, 0.62))
    }
    canvas.glow(Point(505, 1566), 300, 60, Color(0x1A0804, 0.95))
    Mug().draw(on: canvas, at: base, scale: 3.3)
    Steam(height: 620, width: 300, strength: 0.85).draw(on: canvas, above: Point(500, 905), at: 2.2)
    let places = [
      Point(190, 1700), Point(262, 1742), Point(140, 1770), Point(330, 1690), Point(228, 1810),
      Point(760, 1775),
      Point(842, 1742), Point(420, 1790),
    ]
    for (index, place) in places.enumerated() {
      canvas.glow(place + Point(12, 16), 46, 26, Color(0x1A0804, 0.8))
      CoffeeBean(center: place, length: 74, turn: Double(index) * 1.9 + 0.4).draw(on: canvas)
    }
  }
}
