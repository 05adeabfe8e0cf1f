import DraftDiff
import DraftModel
import JSONTree
import Testing

/// What the tests of diffs share.
enum DiffFixture {
  static func draft(_ text: String, keys: DraftKeys = .standard) throws -> Draft {
    try Draft(JSONDocument(parsing: text), keys: keys)
  }

  static func diff(_ old: String, _ new: String, keys: DraftKeys = .standard) throws -> DraftDiff {
    DraftDiff(from: try draft(old, keys: keys), to: try draft(new, keys: keys))
  }

  /// The sentences of a diff, a line each, without the last line end.
  static func text(_ old: String, _ new: String) throws -> String {
    String(try diff(old, new).text.dropLast())
  }

  /// The list of changes gives the new bytes, and reversed the old ones.
  static func expectRoundTrip(_ diff: DraftDiff) throws {
    let list = ChangeList(diff)
    #expect(try list.apply(to: diff.old.document.bytes) == Array(diff.new.document.bytes))
    #expect(try list.reversed.apply(to: diff.new.document.bytes) == Array(diff.old.document.bytes))
  }

  /// Three tracks: four clips in a row, two titles, music.
  static let film = film(
    video: [
      #"{"id":"a","s":0,"d":4000,"u":"a.mp4","ss":1000,"v":0.8}"#,
      #"{"id":"b","s":4000,"d":2000,"u":"b.mp4"}"#,
      #"{"id":"c","s":6000,"d":3000,"u":"c.mp4","ss":500}"#,
      #"{"id":"d","s":9000,"d":3000,"u":"d.mp4"}"#,
    ])

  static let titles = [
    #"{"id":"t1","s":0,"d":3000,"tx":"Urban Dreams"}"#, #"{"id":"t2","s":7000,"d":2000,"tx":"Second title"}"#,
  ]

  static func film(video: [String], titles: [String] = titles, duration: Int = 12000) -> String {
    """
    {"d": \(duration), "t": [
      {"id": "v", "tt": 0, "sg": [\(video.joined(separator: ", "))]},
      {"id": "t", "tt": 7, "sg": [\(titles.joined(separator: ", "))]},
      {"id": "m", "tt": 1, "v": 0.35, "sg": [{"id":"mm","s":0,"d":12000,"u":"lofi.mp3"}]}
    ]}
    """
  }

  /// One track of these segments.
  static func track(_ type: Int = 0, _ segments: String...) -> String {
    #"{"t":[{"tt":\#(type),"sg":["# + segments.joined(separator: ",") + "]}]}"
  }

  static func string(_ document: JSONDocument) -> String { String(decoding: document.bytes, as: UTF8.self) }
}

extension Draft {
  /// A change of the draft by one of the model's own edits.
  func edited(_ edit: (Draft) throws -> Draft) rethrows -> Draft { try edit(self) }
}

extension Time {
  static func millis(_ value: Int) -> Time { Time(milliseconds: value) }
}
