import DraftModel

/// A canvas that is larger than the service exports.
struct CanvasTooLargeRule: Rule {
  static let description = RuleDescription(
    "canvas.tooLarge", .canvas, .warning, "the canvas is larger than the export",
    why: "the service exports at most 1080 pixels on the short side and 1920 on the long one",
    help: "make the canvas smaller in the same shape",
    before:
      #"{"m": {"width": 3840, "height": 2160}, "t": [{"tt": 0, "sg": [{"s": 0, "d": 2000, "u": "a.mp4"}]}]}"#,
    after:
      #"{"m": {"width": 1920, "height": 1080}, "t": [{"tt": 0, "sg": [{"s": 0, "d": 2000, "u": "a.mp4"}]}]}"#)

  func check(_ draft: CheckedDraft, report: (Finding) -> Void) {
    let size = CanvasSize(draft)
    let limits = (short: ServiceLimits.exportShortSide, long: ServiceLimits.exportLongSide)
    guard let (width, height) = size.pixels, let node = width >= height ? size.widthNode : size.heightNode,
      min(width, height) > limits.short || max(width, height) > limits.long
    else { return }
    report(
      Finding(
        node,
        "the canvas is \(width)x\(height), and the export at most \(limits.short) by \(limits.long) pixels",
        values: ["width": .int(width), "height": .int(height)]))
  }
}
