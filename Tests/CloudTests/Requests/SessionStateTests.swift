import DraftModel
import Testing

@testable import Cloud

/// What is a session's state, and what only looks like an answer.
struct SessionStateTests {
  @Test(arguments: [
    "{}", #"{"code":0}"#, #"{"status":"ok"}"#, #"{"code":0,"data":[]}"#, #"{"code":0,"data":{"state":[]}}"#,
    #"{"code":"zero","data":[1,2]}"#, #"{"code":0,"data":{"state":7}}"#, #"{"draft":5}"#, "[]", "7",
  ])
  func anAnswerWithoutAStateIsUnexpected(_ text: String) {
    do throws(CloudError) {
      _ = try SessionState(Array(text.utf8), keys: .standard)
      Issue.record("taken for a state")
    } catch {
      #expect(error.code == .unexpectedAnswer)
    }
  }

  @Test(arguments: [
    #"{"code":0,"data":{"state":{"draft":null}}}"#, #"{"code":0,"data":{"state":{}}}"#,
    #"{"state":{"video_infos":[]}}"#,
    #"{"draft":null}"#,
  ])
  func aStateMayHaveNoDraftYet(_ text: String) throws {
    #expect(try SessionState(Array(text.utf8), keys: .standard).draft == nil)
  }

  @Test(arguments: [
    #"{"code":0,"data":{"state":{"draft":{"t":[]}}}}"#, #"{"draft":{"t":[]}}"#, #"{"t":[]}"#,
    #"{"state":{"t":[]}}"#,
  ])
  func aDraftIsFoundInEveryShape(_ text: String) throws {
    #expect(try SessionState(Array(text.utf8), keys: .standard).draft != nil)
  }

  /// The reference's short keys: `t`, `tt` (0, 1, 7), `sg`, `d`, `m`; and its example of a summary.
  @Test func draftShortKeysRowAndTheExampleOfASummary() throws {
    let draft =
      #"{"t":[{"tt":0,"sg":[{"d":10000,"m":{"title":"city timelapse"}}]},"#
      + #"{"tt":1,"sg":[{"d":10000,"v":0.35,"m":{"title":"Lo-fi"}}]},"#
      + #"{"tt":7,"sg":[{"d":3000,"tx":"Urban Dreams"}]}]}"#
    let state = try SessionState(
      Array(#"{"code":0,"data":{"state":{"draft":\#(draft)}}}"#.utf8), keys: .standard)
    #expect(
      state.draft?.summary
        == "Timeline (3 tracks): 1. Video: city timelapse (0-10s) 2. BGM: Lo-fi (0-10s, 35%) 3. Title: "
        + "\"Urban Dreams\" (0-3s)")
  }
}
