import DraftModel

/// A canvas too small to be a film.
struct CanvasTinyRule: Rule {
  static let description = RuleDescription(
    "canvas.tiny", .canvas, .warning, "the canvas is tiny",
    why: "the export has this size, and nothing can be made out in it",
    help: "give the size of the film in pixels, 1080x1920 for instance",
    before:
      #"{"m": {"width": 16, "height": 16}, "t": [{"tt": 0, "sg": [{"s": 0, "d": 2000, "u": "a.mp4"}]}]}"#,
    after:
      #"{"m": {"width": 720, "height": 720}, "t": [{"tt": 0, "sg": [{"s": 0, "d": 2000, "u": "a.mp4"}]}]}"#)

  /// The short side of the smallest common video size, 256x144.
  private static let smallest = 144

  func check(_ draft: CheckedDraft, report: (Finding) -> Void) {
    let size = CanvasSize(draft)
    guard let (width, height) = size.pixels, min(width, height) < Self.smallest,
      let node = width <= height ? size.widthNode : size.heightNode
    else { return }
    report(
      Finding(
        node, "the canvas is \(width)x\(height) pixels, which is tiny",
        values: ["width": .int(width), "height": .int(height)]))
  }
}
