import DraftModel
import JSONTree

/// A canvas of which only one side is given, or a side that is no number of pixels.
struct CanvasSizeRule: Rule {
  static let description = RuleDescription(
    "canvas.size", .canvas, .warning, "the canvas has no usable size",
    why: "1080x1920 is assumed in its place",
    help: "give both `width` and `height` in whole pixels",
    before:
      #"{"m": {"width": 0, "height": 1080}, "t": [{"tt": 0, "sg": [{"s": 0, "d": 2000, "u": "a.mp4"}]}]}"#,
    after:
      #"{"m": {"width": 1920, "height": 1080}, "t": [{"tt": 0, "sg": [{"s": 0, "d": 2000, "u": "a.mp4"}]}]}"#)

  func check(_ draft: CheckedDraft, report: (Finding) -> Void) {
    let size = CanvasSize(draft)
    guard let node = size.widthNode ?? size.heightNode, size.pixels == nil else { return }
    guard size.widthNode != nil, size.heightNode != nil else {
      return report(
        Finding(
          node, "the canvas has no \(size.widthNode == nil ? "width" : "height")",
          grounds: [Ground(draft.draft.node, .canvasWidth, .canvasHeight)]))
    }
    func spelling(_ node: JSONNodeID?) -> String { node.flatMap(draft.document.numberSpelling) ?? "?" }
    report(
      Finding(
        node,
        "the canvas is \(number: spelling(size.widthNode))x\(number: spelling(size.heightNode)) pixels",
        values: [
          "width": size.width.map { .number($0.decimal()) } ?? .null,
          "height": size.height.map { .number($0.decimal()) } ?? .null,
        ]))
  }
}
