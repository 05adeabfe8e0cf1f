import DraftModel
import JSONTree
import Testing

@testable import Cloud

/// What is found out about the keys of a session's drafts.
@Suite struct SessionKeysTests {
  private func draft(_ segments: String, keys: DraftKeys = .standard) throws -> Draft {
    try Draft(JSONDocument(parsing: #"{"t":[{"tt":0,"sg":["# + segments + #"]}],"d":3000}"#), keys: keys)
  }

  private func foreign(_ more: String = "") -> String {
    (0..<3).map {
      #"{"rid":"a\#($0)f7","at":\#($0 * 1000),"d":1000,"asset":{"uri":"https://a.example/\#($0).mp4"}\#(more)}"#
    }.joined(separator: ",")
  }

  @Test func whatADraftShowsIsFoundOut() throws {
    let (keys, news) = try #require(try DraftKeys.standard.learning(from: draft(foreign())))
    #expect(keys.userSpellings[.media] == ["asset/uri"])
    #expect(keys.userSpellings[.start] == ["at"])
    #expect(keys.userSpellings[.segmentID] == ["rid"])
    #expect(news.count == keys.userSpellings.count)
    let read = try draft(foreign(), keys: keys)
    #expect(read.tracks[0].segments.map(\.media) == (0..<3).map { "https://a.example/\($0).mp4" })
    // There is no more to find out in it.
    #expect(keys.learning(from: read) == nil)
  }

  @Test func whatWasFoundOutStaysAndGrows() throws {
    let keys = try #require(try DraftKeys.standard.learning(from: draft(foreign()))).keys
    let more = #","framing":"cover""#
    let grown = try #require(keys.learning(from: try draft(foreign(more), keys: keys)))
    #expect(grown.news.map(\.property) == [.fit])
    for (property, spellings) in keys.userSpellings {
      #expect(grown.keys.userSpellings[property] == spellings)
    }
    // Kept as a key file and read again, they are the same.
    #expect(try DraftKeys(keyFile: grown.keys.keyFileBytes).userSpellings == grown.keys.userSpellings)
  }

  @Test(arguments: [
    #"{"id":"x","s":0,"d":1000,"u":"a.mp4","zz":0},{"id":"y","s":1000,"d":2000,"u":"a.mp4","zz":4000}"#,
    #"{"s":0,"d":1000,"u":"a.mp4"},{"s":1000,"d":2000,"u":"b.mp4","note":"Hello there"}"#,
    #"{"d":1000}"#, "", #"{"foo":[1,2],"bar":null}"#,
  ])
  func aKeyMoreInADraftThatIsUnderstoodIsNotGuessedAt(segments: String) throws {
    #expect(try DraftKeys.standard.learning(from: draft(segments)) == nil)
  }

  @Test func anOlderDraftIsReadAsTheNewerOne() throws {
    let keys = try #require(try DraftKeys.standard.learning(from: draft(foreign()))).keys
    let change = DraftChange(from: try draft(foreign()), to: try draft(foreign(), keys: keys))
    #expect(change.isEmpty)
    let shorter = try draft(foreign().replacing(#""at":0,"d":1000"#, with: #""at":0,"d":500"#), keys: keys)
    let trimmed = DraftChange(from: try draft(foreign()), to: shorter)
    #expect(trimmed.summary.contains("Video trimmed: 0 (0-1s → 0-0.5s)"), "\(trimmed.summary)")
  }
}
