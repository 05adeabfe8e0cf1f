import DraftModel

/// A path that leads out of the folders that a draft may use.
///
/// That a path climbs out by `..`, or is absolute, is seen without looking at any file. Where files are
/// looked at, an absolute path may lead into a media folder.
struct PathEscapesRule: Rule {
  static let description = RuleDescription(
    "media.pathEscapes", .media, .error, "a path leads out of the media folders",
    why: "a draft comes from elsewhere: one that names any file of this machine is refused",
    help: "put the file into a media folder and name it by its place there",
    before: #"{"t": [{"tt": 0, "sg": [{"s": 0, "d": 2000, "u": "../../private/a.mp4"}]}]}"#,
    after: #"{"t": [{"tt": 0, "sg": [{"s": 0, "d": 2000, "u": "media/a.mp4"}]}]}"#)

  func check(_ draft: CheckedDraft, report: (Finding) -> Void) {
    guard draft.media.map({ !$0.allowsOutside }) ?? true else { return }
    var told: Set<String> = []
    draft.forEachSegment { segment, _ in
      guard let media = segment.namedMedia, !told.contains(media) else { return }
      let path = MediaPath(media)
      guard path.path != nil else { return }
      let isAbsolute = draft.media == nil && path.isAbsolute
      guard isAbsolute || path.climbsOut || draft.lookUp(media) == .escapes else { return }
      told.insert(media)
      report(
        Finding(
          segment.anchor(.media),
          "the path \(quoted: media) \(isAbsolute ? "is absolute" : "leads out of the media folders")",
          values: ["media": .string(media)]))
    }
  }
}
