import DraftModel
import JSONTree
import Testing

/// The words in which keys and candidates are told.
@Suite struct KeyReportTests {
  private static let text = """
    {
      "tracks": [
        {"kind": 0, "clips": [
          {"uid": "c1", "at": 0, "len": 4000, "asset": {"p": "https://cdn.example.com/a.mp4?sig=1"}, "qq": 0.8},
          {"uid": "c2", "at": 4000, "len": 3000, "asset": {"p": "https://cdn.example.com/b.mp4?sig=2"}, "qq": 0}]},
        {"kind": 1, "clips": [
          {"uid": "c3", "at": 0, "len": 7000, "asset": {"p": "Lo-fi.mp3"}, "qq": 0.35}]},
        {"kind": 7, "clips": [
          {"uid": "c4", "at": 500, "len": 2000, "txt": "Urban Dreams", "pos": {"a": 0.5, "b": 0.8}},
          {"uid": "c5", "at": 3000, "len": 1500, "txt": "Try it\\ntoday!", "pos": {"a": 0.5, "b": 0.2}}]}
      ],
      "total": 7000, "meta": {"cw": 1080, "ch": 1920, "name": "Spring sale"}
    }
    """

  @Test func tellsTheEvidenceInSentences() throws {
    let suggestion = suggestKeys(for: try JSONDocument(parsing: Self.text))
    let lines = suggestion.candidates.map {
      "\(DraftKeys.entry($0.property).qualifiedName) <- \($0.spelling): \($0.evidence)"
    }
    #expect(
      lines.joined(separator: "\n") == """
        draft.tracks <- tracks: an array of 3 objects that hold arrays of objects
        draft.duration <- total: the end of the last segment
        draft.metadata <- meta: objects around `meta/name`
        draft.title <- meta/name: words of the draft itself: "Spring sale"
        draft.width <- meta/cw: with `meta/ch` two integers that look like a canvas: 1080 and 1920
        draft.height <- meta/ch: with `meta/cw` two integers that look like a canvas: 1080 and 1920
        track.type <- kind: the integers 0, 1, 7, in agreement with what 3 of 3 tracks hold
        track.segments <- clips: arrays on 3 of 3 tracks, 5 objects in all
        segment.id <- uid: short values on 5 of 5 segments, no two alike
        segment.start <- at: integers that rise and chain with `len` on 2 of 2 neighbours, 1 of them without a gap
        segment.duration <- len: lengths on 5 of 5 segments that reach from `at` to at most the next one; \
        the last end is the draft's `total`
        segment.media <- asset/p: strings that end in a media extension on 3 of 3 segments of picture and sound tracks
        segment.volume <- qq: numbers from 0 to 0.8 beside sound, on 3 of 3 segments of picture and sound tracks
        segment.x <- pos/a: the number 0.5 on 2 of 2 segments of text tracks, a pair with `pos/b`, around the middle
        segment.y <- pos/b: numbers from 0.2 to 0.8 on 2 of 2 segments of text tracks, a pair with `pos/a`
        segment.text <- txt: words on 2 of 2 text segments, such as "Try it\\ntoday!"
        """)
  }

  @Test func writesAKeyFileInTheTablesOrder() throws {
    let suggestion = suggestKeys(for: try JSONDocument(parsing: Self.text))
    #expect(
      String(decoding: suggestion.keyFileBytes, as: UTF8.self) == """
        {
          "draft.tracks": [
            "tracks"
          ],
          "draft.duration": [
            "total"
          ],
          "draft.metadata": [
            "meta"
          ],
          "draft.title": [
            "meta/name"
          ],
          "draft.width": [
            "meta/cw"
          ],
          "draft.height": [
            "meta/ch"
          ],
          "track.type": [
            "kind"
          ],
          "track.segments": [
            "clips"
          ],
          "segment.id": [
            "uid"
          ],
          "segment.start": [
            "at"
          ],
          "segment.duration": [
            "len"
          ],
          "segment.media": [
            "asset/p"
          ],
          "segment.volume": [
            "qq"
          ],
          "segment.x": [
            "pos/a"
          ],
          "segment.y": [
            "pos/b"
          ],
          "segment.text": [
            "txt"
          ]
        }

        """)
  }

  @Test func reportsWhatWasFoundWhere() throws {
    let document = try JSONDocument(parsing: Self.text)
    let draft = try Draft(document, keys: suggestKeys(for: document).keys)
    let lines = KeyReport(draft).found.map {
      "\(DraftKeys.entry($0.property).qualifiedName) \($0.spelling) \($0.count) \($0.first)"
    }
    #expect(
      lines.joined(separator: "\n") == """
        draft.tracks tracks 1 /tracks
        draft.duration total 1 /total
        draft.metadata meta 1 /meta
        draft.title meta/name 1 /meta/name
        draft.width meta/cw 1 /meta/cw
        draft.height meta/ch 1 /meta/ch
        track.type kind 3 /tracks/0/kind
        track.segments clips 3 /tracks/0/clips
        segment.id uid 5 /tracks/0/clips/0/uid
        segment.start at 5 /tracks/0/clips/0/at
        segment.duration len 5 /tracks/0/clips/0/len
        segment.media asset/p 3 /tracks/0/clips/0/asset/p
        segment.volume qq 3 /tracks/0/clips/0/qq
        segment.x pos/a 2 /tracks/2/clips/0/pos/a
        segment.y pos/b 2 /tracks/2/clips/0/pos/b
        segment.text txt 2 /tracks/2/clips/0/txt
        """)
  }

  @Test func reportsKeysThatNobodyRecognised() throws {
    let document = try JSONDocument(
      parsing: """
        {"t":[{"tt":0,"sg":[{"d":1000,"u":"a.mp4","look":{"lut":"warm\\u001b[1m","n":2},"src":5},
         {"d":1000,"u":"b.mp4","look":{"lut":"cold"},"ref":"https://x.y/a?sig=1","m":{"x":[1,2]}}]}],"z":null}
        """)
    let lines = KeyReport(try Draft(document)).unrecognized.map {
      "\($0.scope) \($0.path) \($0.count) \($0.first) \($0.sample)"
    }
    #expect(
      lines.joined(separator: "\n") == """
        draft z 1 /z null
        segment look/lut 2 /t/0/sg/0/look/lut "warm\\u{1B}[1m"
        segment look/n 1 /t/0/sg/0/look/n 2
        segment src 1 /t/0/sg/0/src 5
        segment ref 1 /t/0/sg/1/ref "https://x.y/a"
        segment m/x 1 /t/0/sg/1/m/x an array of 2
        """)
  }
}
