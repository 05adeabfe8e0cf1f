import DraftModel

/// Text so near the edge that it may be cut off or covered.
///
/// Without fonts the room that a text takes is estimated, a little too small rather than too large.
/// What reaches into the margin is told; text whose middle lies off the canvas is a warning.
struct SafeAreaRule: Rule {
  static let description = RuleDescription(
    "text.safeArea", .canvas, .info, "text lies outside the safe area",
    why:
      "screens and players cover the outer twentieth of a picture, and what lies off the canvas is not seen at all",
    levels: "info where it reaches into the margin, warning where its middle lies off the canvas",
    help: "move the text towards the middle, make it smaller, or let it wrap earlier (`mw`)",
    before: #"{"t": [{"tt": 7, "sg": [{"s": 0, "d": 2000, "tx": "Hello", "y": 1.1}]}]}"#,
    after: #"{"t": [{"tt": 7, "sg": [{"s": 0, "d": 2000, "tx": "Hello", "y": 0.8}]}]}"#)

  /// Of each side: the title-safe area is nine tenths of the picture.
  private static let margin = 0.05

  func check(_ draft: CheckedDraft, report: (Finding) -> Void) {
    for track in draft.tracks where track.type == .text {
      for segment in track.segmentsInTime {
        guard let text = segment.text ?? segment.title, !text.isEmpty, !segment.isKeyframed("x", "y") else {
          continue
        }
        // A size that no text can have is another rule's finding.
        guard TextStyleRule.isPlausible(segment, in: draft) else { continue }
        let (x, y) = (segment.x, segment.y)
        let isOff = !(0...1).contains(x) || !(0...1).contains(y)
        // A position in pixels is another rule's finding.
        guard (-5...6).contains(x), (-5...6).contains(y) else { continue }
        let size = size(of: text, segment, draft)
        let edges = [
          x - size.width / 2, y - size.height / 2, 1 - x - size.width / 2, 1 - y - size.height / 2,
        ]
        guard isOff || edges.contains(where: { $0 < Self.margin - 0.005 }) else { continue }
        report(
          Finding(
            segment.anchor(.y, .x), "\(segment) lies \(isOff ? "off the canvas" : "outside the safe area")",
            values: ["x": .decimal(x), "y": .decimal(y)], severity: isOff ? .warning : nil,
            grounds: [
              Ground(segment.node, .x, .y, .scale, .text, .textStyle, .fontSize, .lineHeight, .maximumWidth)
            ]))
      }
    }
  }

  /// As fractions of the canvas.
  private func size(of text: String, _ segment: Segment, _ draft: CheckedDraft) -> (
    width: Double, height: Double
  ) {
    let style = segment.textStyle
    let canvas = draft.canvas
    let scale = segment.scale > 0 && segment.scale <= 20 ? segment.scale : 1
    if let size = draft.text?.size(of: text, style: style, canvas: canvas) {
      return (size.width / Double(canvas.width) * scale, size.height / Double(canvas.height) * scale)
    }
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    let columns = Double(lines.map { String($0).displayWidth }.max() ?? 0)
    let em = style.size * Double(canvas.height) / Double(canvas.width)
    return (
      min(columns * 0.4 * em, style.maxWidth) * scale,
      Double(lines.count) * style.size * max(1, style.lineHeight) * scale
    )
  }
}
