import DraftModel
import JSONTree

/// A frame rate that no film has.
struct CanvasFrameRateRule: Rule {
  static let description = RuleDescription(
    "canvas.frameRate", .canvas, .warning, "the frame rate is out of range",
    why: "30 frames a second are assumed in its place, or far too many are made",
    help: "give a rate from 1 to 120, such as 30 or \"30000/1001\"",
    before:
      #"{"m": {"width": 1080, "height": 1920, "fps": 0}, "t": [{"tt": 0, "sg": [{"s": 0, "d": 2000, "u": "a.mp4"}]}]}"#,
    after:
      #"{"m": {"width": 1080, "height": 1920, "fps": 25}, "t": [{"tt": 0, "sg": [{"s": 0, "d": 2000, "u": "a.mp4"}]}]}"#
  )

  static let range = Rational.one...Rational(120)

  func check(_ draft: CheckedDraft, report: (Finding) -> Void) {
    let document = draft.document
    let configured = draft.draft.wrapper.canvasConfig.flatMap { document.value(of: "fps", in: $0) }
    guard let node = configured ?? draft.draft.node(.canvasFrameRate), document.kind(of: node) != .null else {
      return
    }
    if let rate = document.frameRate(of: node), Self.range.contains(rate.value) { return }
    let spelling = document.string(of: node) ?? document.numberSpelling(of: node) ?? "?"
    report(
      Finding(
        node, "the canvas has \(quoted: spelling) frames a second",
        values: ["fps": document.literal(of: node)]))
  }
}
