import DraftModel
import JSONTree

/// What the tests of edits share.
enum EditFixture {
  static func draft(_ text: String, keys: DraftKeys = .standard) throws -> Draft {
    try Draft(JSONDocument(parsing: text), keys: keys)
  }

  /// A draft of one track with these segments, spelled as given.
  static func track(_ segments: String) throws -> Draft { try draft(wrapped(segments)) }

  static func wrapped(_ segments: String) -> String { #"{"t":[{"tt":0,"sg":["# + segments + "]}]}" }

  static func text(_ draft: Draft) -> String { String(decoding: draft.document.bytes, as: UTF8.self) }
}

extension Time {
  static func millis(_ value: Int) -> Time { Time(milliseconds: value) }
}

extension TimeRange {
  static func millis(_ start: Int, _ end: Int) -> TimeRange {
    TimeRange(start: .millis(start), end: .millis(end))
  }
}

extension SegmentReference {
  /// A segment of the first track.
  static func first(_ index: Int) -> SegmentReference { SegmentReference(track: 0, index: index) }
  /// A segment of the second track.
  static func second(_ index: Int) -> SegmentReference { SegmentReference(track: 1, index: index) }
}
