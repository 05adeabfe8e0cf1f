import Foundation

/// The speaker, from the waist up. In her own units her face is about 100 wide and its middle is the origin.
struct Presenter {
  var mouthOpen = 0.0
  var mouthWide = 0.7
  /// 1 for shut eyes.
  var blink = 0.0
  /// -1...1, where the eyes look.
  var gaze = 0.0
  /// 0...1, raised brows.
  var brows = 0.3
  /// Radians.
  var tilt = 0.0
  var leftHand = Point(-40, 300)
  var rightHand = Point(40, 300)
  var pointing = false
  var microphone = true

  private let skin = Color(0xC98B63)
  private let hair = Color(0x2B1A1F)
  private let jacket = Color(0x2C7474)

  func draw(on canvas: Canvas) {
    turned(canvas) { drawHairBehind(on: canvas) }
    canvas.group(at: Point(0, -16)) { drawBody(on: canvas) }
    turned(canvas) {
      PresenterFace(
        skin: skin, hair: hair, mouthOpen: mouthOpen, mouthWide: mouthWide, blink: blink, gaze: gaze,
        brows: brows
      ).draw(on: canvas)
      drawHairInFront(on: canvas)
    }
    PresenterArm(
      shoulder: Point(-92, 146), hand: leftHand, side: -1, sleeve: jacket.lighter(0.05), skin: skin
    ).draw(on: canvas)
    PresenterArm(
      shoulder: Point(92, 146), hand: rightHand, side: 1, sleeve: jacket.darker(0.14), skin: skin,
      pointing: pointing
    ).draw(on: canvas)
  }

  /// The head turns about the neck.
  private func turned(_ canvas: Canvas, _ body: () -> Void) {
    canvas.group(at: Point(0, 62), turn: tilt) { canvas.group(at: Point(0, -62), body) }
  }

  private func drawHairBehind(on canvas: Canvas) {
    let bun = Point(16, -88)
    canvas.fill(
      .circle(bun, 27),
      .radial(bun - Point(10, 10), radius: 40, ColorRamp((0, hair.lighter(0.26)), (1, hair))))
    let curl = Path.smooth([
      bun + Point(-18, 2), bun + Point(-6, -14), bun + Point(12, -12), bun + Point(16, 4),
    ])
    canvas.stroke(curl, hair.lighter(0.3).opacity(0.45), width: 1.6)
    let back = Path.smooth(
      [
        Point(0, -82), Point(46, -68), Point(64, -22), Point(62, 28), Point(48, 58), Point(0, 66),
        Point(-48, 58),
        Point(-62, 28), Point(-64, -22), Point(-46, -68),
      ], closed: true)
    canvas.fill(back, hair)
  }

  private func drawBody(on canvas: Canvas) {
    let torso = Path.smooth(
      [
        Point(-30, 98), Point(-78, 118), Point(-116, 150), Point(-112, 260), Point(-98, 340),
        Point(-104, 520),
        Point(104, 520), Point(98, 340), Point(112, 260), Point(116, 150), Point(78, 118), Point(30, 98),
      ], closed: true)
    canvas.fill(
      torso, .horizontal(-116, 116, (0, jacket.lighter(0.14)), (0.5, jacket), (1, jacket.darker(0.35))))
    let blouse = Path.polygon([Point(-34, 96), Point(34, 96), Point(18, 250), Point(0, 330), Point(-18, 250)])
    canvas.fill(blouse, .vertical(96, 330, (0, Color(0xFFF6E8)), (1, Color(0xDCCDB8))))
    let neck = Path.smooth(
      [
        Point(-25, 36), Point(-24, 84), Point(-36, 104), Point(0, 132), Point(36, 104), Point(24, 84),
        Point(25, 36),
      ],
      closed: true)
    canvas.fill(neck, .vertical(40, 130, (0, skin.darker(0.42)), (0.5, skin.darker(0.14)), (1, skin)))
    for side in [-1.0, 1.0] {
      let lapel = Path.polygon([
        Point(side * 30, 94), Point(side * 62, 118), Point(side * 58, 170), Point(side * 44, 180),
        Point(side * 48, 196),
        Point(0, 334),
      ])
      canvas.fill(lapel, side < 0 ? jacket.lighter(0.2) : jacket.darker(0.18))
      canvas.stroke(lapel, jacket.darker(0.45).opacity(0.35), width: 1.5)
    }
    canvas.fill(.circle(Point(-4, 356), 5), jacket.darker(0.55))
    guard microphone else { return }
    canvas.fill(.ellipse(Point(44, 208), 6, 10), Color(0x24262B))
    canvas.fill(.circle(Point(44, 199), 5), Color(0x55585F))
  }

  private func drawHairInFront(on canvas: Canvas) {
    var fringe = Path()
    fringe.move(-54, 14)
    fringe.curve(Point(-62, -30), Point(-52, -78), Point(0, -84))
    fringe.curve(Point(54, -78), Point(62, -30), Point(54, 14))
    fringe.curve(Point(52, -14), Point(44, -34), Point(24, -48))
    fringe.curve(Point(-4, -34), Point(-36, -28), Point(-44, -22))
    fringe.curve(Point(-50, -10), Point(-52, 2), Point(-54, 14))
    fringe.close()
    canvas.fill(
      fringe, .linear(Point(-40, -90), Point(40, 0), ColorRamp((0, hair.lighter(0.2)), (0.5, hair))))
    let strands: [[Point]] = [
      [Point(-46, -36), Point(-26, -60), Point(8, -72)], [Point(-40, -30), Point(-12, -48), Point(22, -56)],
      [Point(30, -50), Point(44, -36), Point(51, -12)],
    ]
    for strand in strands { canvas.stroke(.smooth(strand), hair.lighter(0.3).opacity(0.5), width: 1.6) }
    for side in [-1.0, 1.0] {
      canvas.fill(.circle(Point(side * 51, 27), 4), Color(0xE9B949))
      canvas.fill(.circle(Point(side * 51 - 1, 26), 1.4), Color(0xFFF3CF))
    }
  }
}
