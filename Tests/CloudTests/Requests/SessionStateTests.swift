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
}
