import DraftModel

/// A video whose frames do not come at equal times, once for each file.
struct VariableFrameRateRule: Rule {
  static let description = RuleDescription(
    "media.variableFrameRate", .media, .info, "a video has a variable frame rate",
    why: "editors that count frames let picture and sound drift apart",
    help: "convert it to a constant rate if the export shows a drift; `workprint preflight --fix` does",
    before: #"{"t": [{"tt": 0, "sg": [{"s": 0, "d": 2000, "u": "variable.mp4"}]}]}"#,
    after: #"{"t": [{"tt": 0, "sg": [{"s": 0, "d": 2000, "u": "a.mp4"}]}]}"#)

  func check(_ draft: CheckedDraft, report: (Finding) -> Void) {
    for media in draft.referencedMedia {
      guard case .found(let file) = media.lookup, file.hasVariableFrameRate == true else { continue }
      report(
        Finding(
          media.first.anchor(.media), "\(quoted: media.shown) has a variable frame rate",
          values: ["media": .string(MediaName.shown(media.reference))]))
    }
  }
}
