import Foundation

/// A talk: the speaker in front of her slides, her mouth following the script. 960x540 units.
enum TalkClip {
  static let duration = TalkScript.duration

  static func draw(on canvas: Canvas, at seconds: Double) {
    canvas.cover(960, 540)
    drawStage(on: canvas)
    TalkSlides(seconds: seconds).draw(on: canvas)
    canvas.coarse { $0.glow(Point(225, 300), 330, Color(0xFFD9A0, 0.3)) }
    canvas.group(
      at: Point(215 + 4 * sin(seconds * 0.9), 186 + 2 * sin(seconds * 1.9)), scaleX: 1.08, scaleY: 1.08
    ) {
      pose(at: seconds).draw(on: canvas)
    }
    drawAudience(on: canvas, seconds)
    canvas.vignette(960, 540, 0.38)
  }

  /// Who is doing what at a moment.
  static func pose(at seconds: Double) -> Presenter {
    var presenter = Presenter()
    let mouth = TalkScript.mouth(at: seconds)
    let speaking = TalkScript.speaking(at: seconds)
    presenter.mouthOpen = mouth.open
    presenter.mouthWide = mouth.wide
    presenter.blink =
      [0.2, 2.9, 4.7, 6.2, 7.7, 9.1, 10.6].map { hump($0, $0 + 0.22, ramp: 0.09, seconds) }.max() ?? 0
    presenter.brows =
      0.25 + 0.6 * hump(0.4, 1.4, ramp: 0.3, seconds) + 0.7 * hump(9.3, 10.6, ramp: 0.3, seconds)
    presenter.tilt = 0.05 * sin(seconds * 1.7) * speaking + 0.03 * sin(seconds * 4.1) * speaking
    let toSlide = max(hump(1.0, 3.0, ramp: 0.4, seconds), hump(6.5, 8.9, ramp: 0.4, seconds))
    presenter.gaze = toSlide * 0.8
    presenter.pointing = toSlide > 0.45
    let beat = speaking * sin(seconds * 5.2)
    let rest = Point(36, 300)
    let shown = Point(212, 62 + 10 * sin(seconds * 2.3))
    presenter.rightHand = rest.toward(Point(150, 214 + 16 * beat), speaking).toward(shown, toSlide)
    let other = speaking * sin(seconds * 4.3 + 1)
    let open = hump(3.4, 5.9, ramp: 0.4, seconds) + hump(9.3, 11.6, ramp: 0.4, seconds)
    presenter.leftHand = Point(-36, 300).toward(
      Point(-92 - 34 * open, 236 - 24 * open + 16 * other), speaking)
    return presenter
  }

  private static func drawStage(on canvas: Canvas) {
    canvas.fill(
      .rect(0, 0, 960, 540),
      .vertical(0, 540, (0, Color(0x1C2140)), (0.7, Color(0x2C3158)), (1, Color(0x151833))))
    for panel in 0..<9 {
      let x = Double(panel) * 112 - 20
      canvas.fill(
        .rect(x, 0, 108, 540), .horizontal(x, x + 108, (0, Color(0xFFFFFF, 0.045)), (1, Color(0x000000, 0.1)))
      )
    }
    canvas.fill(.rect(0, 470, 960, 70), .vertical(470, 540, (0, Color(0x3A3040)), (1, Color(0x16121E))))
  }

  /// The first row, dark in front of the light.
  private static func drawAudience(on canvas: Canvas, _ seconds: Double) {
    for seat in 0..<6 {
      let number = Double(seat)
      let center = Point(
        452 + number * 96, 512 + 6 * sin(number * 2.2) + 1.5 * sin(seconds * 1.1 + number * 1.7))
      let dark = Color(0x0D0F20)
      canvas.fill(.ellipse(center + Point(0, 66), 50, 46), dark)
      canvas.fill(.ellipse(center, 22, 27), dark)
      var rim = Path()
      rim.addArc(center, 21, 26, from: -2.6, to: -0.6)
      canvas.stroke(rim, Color(0x7E8FC8, 0.5), width: 1.6)
    }
  }
}
