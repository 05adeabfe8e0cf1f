import DraftModel

/// A local file of a type that the service does not accept, once for each file. What has a URL has
/// been uploaded.
struct UploadTypeRule: Rule {
  static let description = RuleDescription(
    "media.type", .media, .warning, "a file is of a type that cannot be uploaded",
    why: "the service accepts \(ServiceLimits.acceptedPhrase)",
    help: "convert it; `workprint preflight --fix` does",
    before: #"{"t": [{"tt": 1, "sg": [{"s": 0, "d": 2000, "u": "song.flac"}]}]}"#,
    after: #"{"t": [{"tt": 1, "sg": [{"s": 0, "d": 2000, "u": "song.wav"}]}]}"#)

  func check(_ draft: CheckedDraft, report: (Finding) -> Void) {
    var told: Set<String> = []
    draft.forEachSegment { segment, track in
      guard track.type == .video || track.type == .audio, let media = segment.media,
        MediaPath(media).path != nil
      else { return }
      let type = MediaName.fileExtension(media)
      guard ServiceLimits.kind(of: media) != nil || Self.isFileType(type) else { return }
      guard !ServiceLimits.acceptedExtensions.contains(type), told.insert(media).inserted else { return }
      report(
        Finding(
          segment.anchor(.media), "\(quoted: media) is of type \(quoted: type), which cannot be uploaded",
          values: ["media": .string(media), "type": .string(type)]))
    }
  }

  /// Whether the end of a name reads like a type rather than like a part of the name.
  private static func isFileType(_ type: String) -> Bool {
    let bytes = type.utf8
    return (2...4).contains(bytes.count)
      && bytes.allSatisfy {
        ($0 | 0x20) &- UInt8(ascii: "a") < 26 || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
      } && bytes.first.map { ($0 | 0x20) &- UInt8(ascii: "a") < 26 } ?? false
  }
}
