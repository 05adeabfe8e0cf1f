import DraftModel
import JSONTree
import Testing

/// What is suggested for single documents, and what happens to it.
@Suite struct KeySuggestionTests {
  /// The summary of a document as it is read with the key file suggested for it.
  private func summary(_ text: String, keys: DraftKeys = .standard) throws -> String {
    let document = try JSONDocument(parsing: text)
    let suggested = try DraftKeys(keyFile: suggestKeys(for: document, keys: keys).keyFileBytes)
    return try Draft(document, keys: suggested).summary
  }

  private static let tracks = """
    [{"q":0,"w":[{"e":0,"r":2000,"y":"https://x.y/a.mp4"},{"e":2000,"r":3000,"y":"https://x.y/b.mp4"}]},
     {"q":1,"w":[{"e":0,"r":5000,"y":"beat.mp3","o":0.35}]},{"q":7,"w":[{"e":500,"r":1500,"u":"Hello there"}]}]
    """
  private static let read =
    "Timeline (3 tracks): 1. Video: a (0-2s), b (2-5s) 2. BGM: beat (0-5s, 35%) 3. Title: \"Hello there\" (0.5-2s)"

  @Test(
    arguments: [
      "{\"L\":#}", "{\"draft\":{\"L\":#}}",
      "{\"id\":\"render_1\",\"draft\":{\"L\":#},\"output\":{\"format\":\"mp4\"}}",
      "{\"code\":0,\"data\":{\"state\":{\"draft\":{\"L\":#},\"canvas_config\":{\"width\":720,\"height\":1280}}}}",
      "{\"data\":{\"state\":{\"timeline\":{\"L\":#}}}}", "{\"project\":{\"inner\":{\"L\":#}}}",
      "{\"data\":#}", "{\"state\":#}", "{\"draft\":1,\"data\":{\"L\":#}}",
    ])
  func findsTracksInAnyWrapper(_ wrapper: String) throws {
    let parts = wrapper.split(separator: "#", omittingEmptySubsequences: false)
    #expect(try summary(parts.joined(separator: Self.tracks)) == Self.read)
  }

  @Test func findsTypesWithoutAnyMedia() throws {
    #expect(
      try summary(
        """
        {"qq":[{"zz":0,"k":[{"m":0,"a":10000,"b":{"n":"city timelapse"}}]},
         {"zz":1,"k":[{"m":0,"a":10000,"b":{"n":"Lo-fi"},"q":0.35}]},
         {"zz":7,"k":[{"m":0,"a":3000,"w":"Urban Dreams"}]}],"a":10000}
        """)
        == "Timeline (3 tracks): 1. Video: city timelapse (0-10s) 2. BGM: Lo-fi (0-10s, 35%) "
        + "3. Title: \"Urban Dreams\" (0-3s)")
  }

  @Test func evidenceOverridesAKnownKeyOfAnotherMeaning() throws {
    let text = """
      {"t":[{"tt":0,"sg":[{"d":0,"s":4000,"u":"a.mp4"},{"d":4000,"s":3000,"u":"b.mp4"}]},
       {"tt":7,"sg":[{"d":500,"s":2000,"t":"Hello there"},{"s":1000,"t":"Bye now"}]}],"d":7000}
      """
    #expect(
      try summary(text)
        == "Timeline (2 tracks): 1. Video: a (0-4s), b (4-7s) "
        + "2. Title: \"Hello there\" (0.5-2.5s), \"Bye now\" (2.5-3.5s)")
    let start = suggestKeys(for: try JSONDocument(parsing: text)).candidates.first { $0.property == .start }
    #expect(start?.evidence.hasSuffix("; read as duration so far") == true)
  }

  @Test func findsStartsThatAreWrittenOnlyAfterGaps() throws {
    #expect(
      try summary(
        """
        {"Spuren":[{"Art":0,"Teile":[{"Länge":4000,"Datei":"a.mp4"},{"Länge":3000,"Datei":"b.mp4","Ab":1200},
         {"Länge":2500,"Datei":"c.mov"}]},{"Art":7,"Teile":[{"Beginn":500,"Länge":2000,"Worte":"Hallo Wien"}]}]}
        """)
        == "Timeline (2 tracks): 1. Video: a (0-4s), b (4-7s), c (7-9.5s) 2. Title: \"Hallo Wien\" (0.5-2.5s)"
    )
  }

  @Test func leavesForeignKeysOfAKnownDraftAlone() throws {
    let document = try JSONDocument(
      parsing: """
        {"t":[{"tt":0,"sg":[{"s":0,"d":4000,"u":"a.mp4","z":3,"locked":false,"tag":"#FF0000","rev":12},
         {"s":4000,"d":3000,"u":"b.mp4","z":3,"locked":false,"tag":"#FF0000","rev":13}]},
         {"tt":1,"sg":[{"s":0,"d":7000,"u":"m.mp3","v":0.35,"z":1,"locked":true,"rev":2}]}],
         "d":7000,"created":1700000000,"lang":"en"}
        """)
    let suggestion = suggestKeys(for: document)
    #expect(suggestion.keyFile == .object([] as [JSONLiteral.Member]), "\(suggestion.candidates)")
  }

  @Test func keepsTheUsersOwnSpellings() throws {
    let document = try JSONDocument(parsing: "{\"L\":\(Self.tracks)}")
    let own = DraftKeys(userSpellings: [.media: ["y"], .title: ["nick"]])
    let keys = try DraftKeys(keyFile: suggestKeys(for: document, keys: own).keyFileBytes)
    #expect(keys.userSpellings[.media] == ["y"])
    #expect(keys.userSpellings[.title] == ["nick"])
    #expect(try Draft(document, keys: keys).summary == Self.read)
  }

  @Test func takesASecondSpellingOnAnotherKindOfTrack() throws {
    #expect(
      try summary(
        """
        {"t":[{"tt":0,"sg":[{"s":0,"d":2000,"film":{"f":"a.mp4"}},{"s":2000,"d":2000,"film":{"f":"b.mp4"}}]},
         {"tt":1,"sg":[{"s":0,"d":4000,"noise":{"f":"c.mp3"}}]}]}
        """) == "Timeline (2 tracks): 1. Video: a (0-2s), b (2-4s) 2. BGM: c (0-4s)")
  }

  @Test func aUsersKeyIsNoLongerAnotherPropertysStandardKey() throws {
    let keys = DraftKeys(userSpellings: [.start: ["d"], .duration: ["s"]])
    #expect(keys.spellings(of: .duration) == ["s", "duration"])
    #expect(keys.spellings(of: .start) == ["d", "start", "startTime", "start_time"])
    #expect(DraftKeys(userSpellings: [.volume: ["o"]]).canonical(.opacity) == "opacity")
  }

  @Test(
    arguments: [
      "{\"draft\":null,\"video_infos\":[{\"streams\":[{\"duration\":1200}]}]}", "1", "null", "[]", "{}",
      "{\"t\":[]}", "{\"t\":[{}]}", "{\"a\":[{\"b\":[]}]}", "{\"a\":[{\"b\":[{}]}]}",
      "{\"a\":[{\"b\":[{\"c\":1e999,\"d\":-1e999,\"e\":1e40}]}]}",
      "{\"a\":[{\"b\":[1]},{\"b\":[{\"x\":null}]},3]}",
      "{\"a\":[{\"t\":0,\"b\":[{\"\":1,\"x/y\":2,\"\\ud800\":3,\"d\":\"1000\"}]}]}",
      "{\"data\":null,\"state\":[]}",
    ])
  func survivesOddDocuments(_ text: String) throws {
    let document = try JSONDocument(parsing: text)
    let suggestion = suggestKeys(for: document)
    _ = try DraftKeys(keyFile: suggestion.keyFileBytes)
    if let draft = try? Draft(document, keys: suggestion.keys) { _ = KeyReport(draft) }
  }

  @Test func samplesLongDrafts() throws {
    let segments = (0..<20_000).map { "{\"z\":\($0 * 500),\"l\":500,\"p\":\"clip-\($0).mp4\"}" }
    let document = try JSONDocument(
      parsing: "{\"b\":[{\"q\":0,\"k\":[\(segments.joined(separator: ","))]}],\"l\":10000000}")
    let draft = try Draft(document, keys: suggestKeys(for: document).keys)
    #expect(draft.segments.count == 20_000)
    #expect(draft.writtenDuration == draft.duration)
    #expect(draft.segments.last?.media == "clip-19999.mp4")
  }
}
