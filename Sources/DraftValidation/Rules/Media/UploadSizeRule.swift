import DraftModel

/// A file that is too large to be uploaded, once for each file.
struct UploadSizeRule: Rule {
  static let description = RuleDescription(
    "media.tooLarge", .media, .warning, "a file is too large to upload",
    why: "the service accepts 200 MB at most",
    help: "make it smaller; `workprint preflight --fix` does",
    before: #"{"t": [{"tt": 0, "sg": [{"s": 0, "d": 2000, "u": "huge.mp4"}]}]}"#,
    after: #"{"t": [{"tt": 0, "sg": [{"s": 0, "d": 2000, "u": "a.mp4"}]}]}"#)

  func check(_ draft: CheckedDraft, report: (Finding) -> Void) {
    for media in draft.referencedMedia where !media.isRemote {
      guard case .found(let file) = media.lookup, let size = file.byteCount,
        size > ServiceLimits.largestUpload
      else { continue }
      report(
        Finding(
          media.first.anchor(.media),
          "\(quoted: media.shown) has \((size + 999_999) / 1_000_000) MB, and \(ServiceLimits.largestUpload / 1_000_000) MB are accepted",
          values: ["bytes": .int(size), "limit": .int(ServiceLimits.largestUpload)]))
    }
  }
}
