import DraftModel
import JSONTree

/// The size of the canvas as the draft, or the state around it, writes it.
struct CanvasSize {
  let widthNode: JSONNodeID?
  let heightNode: JSONNodeID?
  let width: Rational?
  let height: Rational?
  /// Whether the state gives a ratio instead.
  let hasAspect: Bool

  init(_ draft: CheckedDraft) {
    let document = draft.document
    func configured(_ name: JSONKey) -> JSONNodeID? {
      draft.draft.wrapper.canvasConfig.flatMap { document.value(of: name, in: $0) }.flatMap {
        document.kind(of: $0) == .null ? nil : $0
      }
    }
    widthNode = configured("width") ?? draft.draft.node(.canvasWidth)
    heightNode = configured("height") ?? draft.draft.node(.canvasHeight)
    width = widthNode.flatMap(document.rational)
    height = heightNode.flatMap(document.rational)
    hasAspect = configured("aspect_ratio") != nil || configured("aspectRatio") != nil
  }

  /// Both sides, where they are whole numbers of pixels.
  var pixels: (width: Int, height: Int)? {
    guard let width, let height, width.isInteger, height.isInteger, width > .zero, height > .zero,
      max(width, height) <= Rational(Canvas.longestSide)
    else { return nil }
    return (width.floor, height.floor)
  }
}
