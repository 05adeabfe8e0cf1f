import Foundation

/// The speaker's portrait, in a garden café out of focus. 1080x1350 units.
enum PortraitScene {
  static func draw(on canvas: Canvas) {
    canvas.cover(1080, 1350)
    canvas.fill(
      .rect(0, 0, 1080, 1350),
      .linear(
        Point(0, 0), Point(1080, 1350),
        ColorRamp((0, Color(0xCFE3C4)), (0.5, Color(0x8DB393)), (1, Color(0x3F6B62)))))
    canvas.blurred(24) { garden in
      var generator = SeededGenerator(seed: 44)
      let greens = [Color(0x5C9166), Color(0x86B37A), Color(0x3F7558), Color(0xB9D49A), Color(0xF4E6A8)]
      for _ in 0..<60 {
        let place = Point(generator.number(-50, 1130), generator.number(-50, 900))
        garden.fill(.circle(place, generator.number(24, 110)), greens[generator.index(5)].opacity(0.55))
      }
      garden.fill(.rect(0, 1010, 1080, 360), Color(0x6B4C3A))
    }
    for (x, y, size) in [
      (150.0, 190.0, 46.0), (300, 90, 30), (890, 160, 58), (960, 420, 38), (90, 520, 40), (760, 70, 26),
    ] {
      canvas.fill(.circle(Point(x, y), size), Color(0xFFF6CF, 0.3))
    }
    canvas.glow(Point(220, 260), 700, Color(0xFFF2C4, 0.5))
    var speaker = Presenter()
    speaker.mouthOpen = 0.45
    speaker.mouthWide = 1
    speaker.brows = 0.45
    speaker.tilt = -0.06
    speaker.microphone = false
    speaker.leftHand = Point(-40, 420)
    speaker.rightHand = Point(40, 420)
    canvas.group(at: Point(540, 560), scaleX: 3.5, scaleY: 3.5) { speaker.draw(on: canvas) }
    canvas.blending(.softLight) { canvas.glow(Point(240, 300), 900, Color(0xFFF4D6, 0.6)) }
    canvas.vignette(1080, 1350, 0.45)
  }
}
