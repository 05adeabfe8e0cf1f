import DraftModel
import JSONTree

/// A word that a property cannot have: a fit, a flip, a role, an alignment, a colour.
struct UnknownWordRule: Rule {
  static let description = RuleDescription(
    "value.unknown", .content, .info, "a word or colour is not known",
    why: "the property has its default in the preview",
    help: "`workprint inspect --keys` lists the words that a property may have",
    before: #"{"t": [{"tt": 0, "sg": [{"s": 0, "d": 2000, "ft": "zoom", "u": "a.mp4"}]}]}"#,
    after: #"{"t": [{"tt": 0, "sg": [{"s": 0, "d": 2000, "ft": "cover", "u": "a.mp4"}]}]}"#)

  func check(_ draft: CheckedDraft, report: (Finding) -> Void) {
    var words = WordSightings()
    func look(_ node: JSONNodeID?, _ name: String, _ isKnown: (String) -> Bool) {
      guard let node, let word = draft.document.string(of: node), !isKnown(word) else { return }
      words.note(name, word, at: node)
    }
    func isColor(_ text: String) -> Bool { RGBAColor(hex: text) != nil }
    look(draft.draft.node(.canvasBackground), "background", isColor)
    for track in draft.tracks {
      look(track.track.node(.trackRole), "role") { TrackRole(rawValue: $0.lowercased()) != nil }
      for segment in track.segments {
        look(segment.node(.fit), "fit") { FitMode(rawValue: $0.lowercased()) != nil }
        look(segment.node(.flip), "flip") { KnownWords.knows($0, in: KnownWords.flips) }
        if segment.node(.effects) != nil {
          for effect in segment.objects(.effects, .effect) {
            look(effect.node(.effectColor), "colour", isColor)
          }
        }
        guard let node = segment.node(.textStyle) else { continue }
        let style = draft.draft.object(node, .textStyle)
        look(style.node(.alignment), "alignment") { KnownWords.knows($0, in: KnownWords.alignments) }
        for property in [DraftProperty.textColor, .strokeColor, .boxColor] {
          look(style.node(property), "colour", isColor)
        }
        look(style.object(.shadow, .shadow)?.node(.shadowColor), "colour", isColor)
      }
    }
    words.report(named: "value", to: report)
  }
}
