import Foundation

/// An arm of two bones that reaches from the shoulder to where the hand is wanted.
struct PresenterArm {
  var shoulder: Point
  var hand: Point
  /// 1 or -1: the side of the body on which the arm is.
  var side: Double
  var sleeve: Color
  var skin: Color
  var pointing = false

  private let upper = 128.0
  private let lower = 118.0

  func draw(on canvas: Canvas) {
    let elbow = self.elbow
    let along = (hand - elbow) * (1 / max((hand - elbow).length, 1))
    let cuff = hand - along * 20
    drawHand(on: canvas, heading: atan2(along.y, along.x))
    let line = Path.smooth([shoulder, shoulder.toward(elbow, 0.85), elbow.toward(cuff, 0.15), cuff])
    canvas.stroke(line.moved(2, 4), Color(0x081C20, 0.22), width: 46)
    canvas.stroke(
      .polygon([cuff + along * 10, cuff + along * 13], closed: false), Color(0xFFF6E8), width: 31)
    canvas.stroke(line, cloth(to: elbow), width: 44)
  }

  /// The elbow hangs beside the body, and is drawn along when the hand goes farther than the
  /// forearm; what is shorter than its bone is seen to point at the viewer.
  private var elbow: Point {
    let hanging = shoulder + Point(side * 22, 116)
    let reach = hand - hanging
    let excess = max(0, reach.length - lower)
    let pulled = hanging + reach * (excess / max(reach.length, 1))
    let bone = pulled - shoulder
    return shoulder + bone * min(1, upper / max(bone.length, 1))
  }

  /// Lighter on the side toward the light, which comes from the left.
  private func cloth(to elbow: Point) -> Paint {
    let bone = elbow - shoulder
    let flip = bone.y < 0 ? -1.0 : 1
    let across = Point(bone.y, -bone.x) * (flip * 24 / max(bone.length, 1))
    let middle = shoulder.toward(elbow, 0.5)
    let ramp = ColorRamp((0, sleeve.lighter(0.1)), (0.4, sleeve.lighter(0.06)), (1, sleeve.darker(0.24)))
    return .linear(middle - across, middle + across, ramp)
  }

  private func drawHand(on canvas: Canvas, heading: Double) {
    canvas.group(at: hand, turn: heading) {
      let shade = skin.darker(0.3)
      let fingers: [(Double, Double, Double)] =
        pointing
        ? [(34, -8, 10), (12, -1, 11), (11, 6, 11), (9, 12, 10)]
        : [(31, -13, 9), (36, -4.5, 9.5), (34, 4.5, 9), (27, 13, 8)]
      for (length, side, width) in fingers {
        let finger = Path.polygon([Point(2, side * 0.8), Point(length, side * 1.25)], closed: false)
        canvas.stroke(finger, shade, width: width + 1.6)
        canvas.stroke(finger, skin, width: width)
      }
      let thumb = Path.smooth([Point(-8, -10), Point(6, -22), Point(18, -26)])
      canvas.stroke(thumb, shade, width: 11.4)
      canvas.stroke(thumb, skin, width: 10)
      canvas.fill(.ellipse(Point(-2, 0), 20, 17), skin)
      canvas.stroke(.polygon([Point(-26, 0), Point(-8, 0)], closed: false), skin, width: 22)
    }
  }
}
