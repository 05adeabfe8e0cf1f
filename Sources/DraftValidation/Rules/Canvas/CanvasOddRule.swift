import DraftModel

/// A canvas with a side of an odd number of pixels.
struct CanvasOddRule: Rule {
  static let description = RuleDescription(
    "canvas.odd", .canvas, .warning, "a side of the canvas is odd",
    why: "video needs even sides: the export would lose or gain a line, or fail",
    help: "make both sides even",
    before:
      #"{"m": {"width": 1079, "height": 1920}, "t": [{"tt": 0, "sg": [{"s": 0, "d": 2000, "u": "a.mp4"}]}]}"#,
    after:
      #"{"m": {"width": 1080, "height": 1920}, "t": [{"tt": 0, "sg": [{"s": 0, "d": 2000, "u": "a.mp4"}]}]}"#)

  func check(_ draft: CheckedDraft, report: (Finding) -> Void) {
    let size = CanvasSize(draft)
    guard let (width, height) = size.pixels, !width.isMultiple(of: 2) || !height.isMultiple(of: 2),
      let node = width.isMultiple(of: 2) ? size.heightNode : size.widthNode
    else { return }
    report(
      Finding(
        node,
        "the canvas is \(width)x\(height): \(width.isMultiple(of: 2) ? "its height" : "its width") is odd",
        values: ["width": .int(width), "height": .int(height)]))
  }
}
