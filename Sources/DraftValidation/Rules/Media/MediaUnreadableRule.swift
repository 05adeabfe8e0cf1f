import DraftModel

/// Media that is there and cannot be used, once for each file.
struct MediaUnreadableRule: Rule {
  static let description = RuleDescription(
    "media.unreadable", .media, .warning, "media cannot be read",
    why: "the preview shows a slate in its place, and the service will probably refuse it",
    help: "make the file anew; `workprint probe` says what is wrong with it",
    before: #"{"t": [{"tt": 0, "sg": [{"s": 0, "d": 2000, "u": "damaged.mp4"}]}]}"#,
    after: #"{"t": [{"tt": 0, "sg": [{"s": 0, "d": 2000, "u": "a.mp4"}]}]}"#)

  func check(_ draft: CheckedDraft, report: (Finding) -> Void) {
    for media in draft.referencedMedia {
      guard case .unreadable(let reason) = media.lookup else { continue }
      report(
        Finding(
          media.first.anchor(.media),
          "\(quoted: media.shown) cannot be read: \(reason.visible)\(times(media.count))",
          values: ["media": .string(MediaName.shown(media.reference)), "reason": .string(reason)]))
    }
  }
}
