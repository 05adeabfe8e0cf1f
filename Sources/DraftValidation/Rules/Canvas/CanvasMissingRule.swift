import DraftModel

/// A draft that does not say what size its film has.
struct CanvasMissingRule: Rule {
  static let description = RuleDescription(
    "canvas.missing", .canvas, .info, "the canvas is not given",
    why: "1080x1920 is assumed; the preview of a landscape film would be upright",
    help: "give `width` and `height` in the draft's `m`, or `--canvas` to the preview",
    before: #"{"t": [{"tt": 0, "sg": [{"s": 0, "d": 2000, "u": "a.mp4"}]}]}"#,
    after:
      #"{"m": {"width": 1920, "height": 1080}, "t": [{"tt": 0, "sg": [{"s": 0, "d": 2000, "u": "a.mp4"}]}]}"#)

  func check(_ draft: CheckedDraft, report: (Finding) -> Void) {
    let size = CanvasSize(draft)
    guard size.widthNode == nil, size.heightNode == nil, !size.hasAspect else { return }
    report(
      Finding(
        draft.draft.node(.draftMetadata) ?? draft.draft.node,
        "the draft does not give its canvas; 1080x1920 is assumed",
        grounds: [Ground(draft.draft.node, .canvasWidth, .canvasHeight, .draftMetadata)]))
  }
}
