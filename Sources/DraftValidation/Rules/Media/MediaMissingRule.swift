import DraftModel

/// Media that is not in the folders, once for each file.
///
/// What lies on a server may well be there for the export: that it is not here is only told.
struct MediaMissingRule: Rule {
  static let description = RuleDescription(
    "media.missing", .media, .warning, "media is not there",
    why: "the preview shows a slate with its name in its place",
    levels: "warning for files, info for what lies on a server",
    help: "put the file into a `--media` folder or beside the draft, or correct its name",
    before: #"{"t": [{"tt": 0, "sg": [{"s": 0, "d": 2000, "u": "missing.mp4"}]}]}"#,
    after: #"{"t": [{"tt": 0, "sg": [{"s": 0, "d": 2000, "u": "a.mp4"}]}]}"#)

  func check(_ draft: CheckedDraft, report: (Finding) -> Void) {
    for media in draft.referencedMedia where media.lookup == .missing {
      report(
        Finding(
          media.first.anchor(.media),
          "\(quoted: media.shown) is not in the media folders\(times(media.count))",
          values: ["media": .string(MediaName.shown(media.reference)), "count": .int(media.count)],
          severity: media.isRemote ? .info : nil))
    }
  }
}
