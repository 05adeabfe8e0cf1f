import Foundation

/// The speaker's face, which does the talking.
struct PresenterFace {
  var skin: Color
  var hair: Color
  var mouthOpen: Double
  var mouthWide: Double
  var blink: Double
  var gaze: Double
  var brows: Double

  func draw(on canvas: Canvas) {
    for side in [-1.0, 1.0] {
      canvas.fill(.ellipse(Point(side * 50, 6), 9, 14), skin.darker(side < 0 ? 0.08 : 0.24))
    }
    let outline = Path.smooth(
      [
        Point(0, -66), Point(36, -56), Point(50, -14), Point(46, 22), Point(28, 52), Point(0, 64),
        Point(-28, 52),
        Point(-46, 22), Point(-50, -14), Point(-36, -56),
      ], closed: true)
    canvas.fill(
      outline,
      .linear(
        Point(-50, -40), Point(54, 50),
        ColorRamp((0, skin.lighter(0.16)), (0.45, skin), (1, skin.darker(0.26)))))
    canvas.clipped(outline) {
      for side in [-1.0, 1.0] { canvas.glow(Point(side * 29, 22), 19, Color(0xE0604C, 0.32)) }
      canvas.glow(Point(-14, -34), 42, Color(0xFFE6C8, 0.28))
      canvas.fill(.rect(-60, -60, 120, 42), .vertical(-52, -18, (0, hair.opacity(0.5)), (1, hair.opacity(0))))
    }
    drawEyes(on: canvas)
    drawNose(on: canvas)
    drawMouth(on: canvas)
  }

  private func drawEyes(on canvas: Canvas) {
    for side in [-1.0, 1.0] {
      let center = Point(side * 21, -2)
      let high = 7.6 * (1 - blink)
      if high > 0.8 {
        let eye = Path.ellipse(center, 10, high)
        canvas.fill(eye, Color(0xFFFDF8))
        canvas.clipped(eye) {
          let iris = center + Point(gaze * 4, 0.4)
          canvas.fill(.circle(iris, 6), Color(0x4A2C1A))
          canvas.fill(.circle(iris, 3), Color(0x150B08))
          canvas.fill(.circle(iris + Point(-2, -2.4), 1.7), Color(0xFFFFFF))
          canvas.fill(.rect(center.x - 12, center.y - 9, 24, 4.4), Color(0x2B1A1F, 0.22))
        }
      }
      // The upper lid comes down over the eye.
      var lashes = Path()
      lashes.addArc(center + Point(0, 0.6), 10.6, high + 0.8, from: .pi, to: 2 * .pi)
      canvas.stroke(lashes, Color(0x1D1013), width: 2.6)
      let flick = Point(center.x + side * 11, center.y + 0.4)
      canvas.stroke(
        .polygon([flick, flick + Point(side * 3.6, -2.6)], closed: false), Color(0x1D1013), width: 2)
      let lift = -19 - 5 * brows
      var brow = Path()
      brow.move(side * 10, lift + 2)
      brow.curve(Point(side * 17, lift - 3), Point(side * 27, lift - 4), Point(side * 34, lift + 2.5))
      canvas.stroke(brow, hair, width: 3.6)
    }
  }

  private func drawNose(on canvas: Canvas) {
    let bridge = Path.smooth([Point(3, 0), Point(7, 12), Point(8.5, 19), Point(1, 22.5), Point(-5, 20.5)])
    canvas.stroke(bridge, skin.darker(0.36).opacity(0.75), width: 2)
    canvas.glow(Point(-1, 13), 8, Color(0xFFE9CF, 0.5))
  }

  private func drawMouth(on canvas: Canvas) {
    let center = Point(0, 39)
    let half = lerp(9, 16.5, mouthWide)
    let gap = 11.5 * mouthOpen
    let smile = 5 * mouthWide * (1 - 0.5 * mouthOpen)
    let left = center + Point(-half, -smile)
    let right = center + Point(half, -smile)
    if gap > 1 {
      var inside = Path()
      inside.move(left.x, left.y)
      inside.curve(
        center + Point(-half * 0.5, -gap * 0.5 - 1), center + Point(half * 0.5, -gap * 0.5 - 1), right)
      inside.curve(
        center + Point(half * 0.75, gap * 1.25 + 1), center + Point(-half * 0.75, gap * 1.25 + 1), left)
      inside.close()
      canvas.fill(inside, Color(0x4A1418))
      canvas.clipped(inside) {
        canvas.fill(.rounded(-half * 0.72, center.y - gap * 0.55 - 4, half * 1.44, 6.4, 2), Color(0xFFF8EE))
        canvas.fill(.ellipse(center + Point(0, gap + 3), half * 0.62, gap * 0.5 + 1.5), Color(0xD4646A))
      }
      canvas.stroke(inside, Color(0xA8433F), width: 3)
    } else {
      let line = Path.smooth([left, center + Point(0, smile * 0.55), right])
      canvas.stroke(line.moved(0, 1.6), Color(0xB04C46), width: 4.4)
      canvas.stroke(line, Color(0x6E2328), width: 1.8)
    }
    canvas.stroke(
      .smooth([center + Point(-6, 14 + gap), center + Point(0, 15.5 + gap), center + Point(6, 14 + gap)]),
      skin.darker(0.3).opacity(0.5), width: 1.8)
  }
}
