import DraftDiff
import JSONTree
import Testing

/// The examples of RFC 6902, appendix A, and what the drafts add.
struct JSONPatchTests {
  private func apply(_ patch: String, to document: String) throws -> String {
    let patch = try JSONPatch(JSONDocument(parsing: patch))
    return DiffFixture.string(try patch.apply(to: JSONDocument(parsing: document)))
  }

  private func isEqual(_ a: String, _ b: String) throws -> Bool {
    let (a, b) = (try JSONDocument(parsing: a), try JSONDocument(parsing: b))
    return a.isEqual(a.root, to: b.root, in: b)
  }

  @Test(arguments: [
    (#"{"foo":"bar"}"#, #"[{"op":"add","path":"/baz","value":"qux"}]"#, #"{"baz":"qux","foo":"bar"}"#),
    (
      #"{"foo":["bar","baz"]}"#, #"[{"op":"add","path":"/foo/1","value":"qux"}]"#,
      #"{"foo":["bar","qux","baz"]}"#
    ),
    (#"{"baz":"qux","foo":"bar"}"#, #"[{"op":"remove","path":"/baz"}]"#, #"{"foo":"bar"}"#),
    (#"{"foo":["bar","qux","baz"]}"#, #"[{"op":"remove","path":"/foo/1"}]"#, #"{"foo":["bar","baz"]}"#),
    (
      #"{"baz":"qux","foo":"bar"}"#, #"[{"op":"replace","path":"/baz","value":"boo"}]"#,
      #"{"baz":"boo","foo":"bar"}"#
    ),
    (
      #"{"foo":{"bar":"baz","waldo":"fred"},"qux":{"corge":"grault"}}"#,
      #"[{"op":"move","from":"/foo/waldo","path":"/qux/thud"}]"#,
      #"{"foo":{"bar":"baz"},"qux":{"corge":"grault","thud":"fred"}}"#
    ),
    (
      #"{"foo":["all","grass","cows","eat"]}"#, #"[{"op":"move","from":"/foo/1","path":"/foo/3"}]"#,
      #"{"foo":["all","cows","eat","grass"]}"#
    ),
    (
      #"{"baz":"qux","foo":["a",2,"c"]}"#,
      #"[{"op":"test","path":"/baz","value":"qux"},{"op":"test","path":"/foo/1","value":2}]"#,
      #"{"baz":"qux","foo":["a",2,"c"]}"#
    ),
    (
      #"{"foo":"bar"}"#, #"[{"op":"add","path":"/child","value":{"grandchild":{}}}]"#,
      #"{"foo":"bar","child":{"grandchild":{}}}"#
    ),
    (
      #"{"foo":"bar"}"#, #"[{"op":"add","path":"/baz","value":"qux","xyz":123}]"#,
      #"{"foo":"bar","baz":"qux"}"#
    ),
    (#"{"/":9,"~1":10}"#, #"[{"op":"test","path":"/~01","value":10}]"#, #"{"/":9,"~1":10}"#),
    (
      #"{"foo":["bar"]}"#, #"[{"op":"add","path":"/foo/-","value":["abc","def"]}]"#,
      #"{"foo":["bar",["abc","def"]]}"#
    ),
    (#"{"a":[1,2]}"#, #"[{"op":"copy","from":"/a","path":"/b"}]"#, #"{"a":[1,2],"b":[1,2]}"#),
    (#"{"a":1}"#, #"[{"op":"replace","path":"","value":[]}]"#, "[]"),
  ])
  func givesWhatTheStandardSays(document: String, patch: String, expected: String) throws {
    #expect(try isEqual(apply(patch, to: document), expected))
  }

  @Test(arguments: [
    (#"{"baz":"qux"}"#, #"[{"op":"test","path":"/baz","value":"bar"}]"#),
    (#"{"foo":"bar"}"#, #"[{"op":"add","path":"/baz/bat","value":"qux"}]"#),
    (#"{"/":9,"~1":10}"#, #"[{"op":"test","path":"/~01","value":"10"}]"#),
    (#"{"a":[1]}"#, #"[{"op":"remove","path":"/a/01"}]"#),
    (#"{"a":[1]}"#, #"[{"op":"add","path":"/a/2","value":1}]"#),
    (#"{"a":{"b":1}}"#, #"[{"op":"move","from":"/a","path":"/a/b"}]"#),
    (#"{"a":1}"#, #"[{"op":"remove","path":""}]"#),
  ])
  func refusesWhatDoesNotFit(document: String, patch: String) throws {
    #expect(throws: PatchFailure.self) { try apply(patch, to: document) }
  }

  @Test(arguments: [
    #"[{"op":"add","path":"/baz","value":"qux","op":"remove"}]"#, #"[{"op":"add","path":"/a"}]"#,
    #"[{"op":"spam","path":"/a"}]"#, #"[{"op":"remove","path":"a"}]"#, #"{"op":"remove","path":"/a"}"#,
    #"[{"op":"move","path":"/a"}]"#, "[1]",
  ])
  func refusesWhatIsNoPatch(patch: String) throws {
    let document = try JSONDocument(parsing: patch)
    #expect(throws: PatchReadingError.self) { try JSONPatch(document) }
  }

  @Test func saysAtWhichOperation() throws {
    do {
      _ = try apply(
        #"[{"op":"add","path":"/b","value":1},{"op":"remove","path":"/c"}]"#, to: #"{"a":1}"#)
      Issue.record("should not apply")
    } catch let failure as PatchFailure {
      #expect(failure.operation == 1)
      #expect(failure.name == "remove")
      #expect(failure.pointer == "/c")
      #expect(failure.reason == "there is nothing at /c")
    }
  }

  @Test func leavesEveryOtherByte() throws {
    #expect(
      try apply(
        #"[{"op":"remove","path":"/t/1"},{"op":"replace","path":"/t/0/v","value":2.50}]"#,
        to: "{ \"t\" : [ {\"v\": 1.0,\"x\":1e3} , {} ], \"z\":\"\\u00e9\" }\n")
        == "{ \"t\" : [ {\"v\": 2.50,\"x\":1e3} ], \"z\":\"\\u00e9\" }\n")
  }

  @Test func takesBackWhatItsTestsCarry() throws {
    let patch = try JSONPatch(
      JSONDocument(
        parsing: #"""
          [{"op":"test","path":"/a","value":1},{"op":"replace","path":"/a","value":2},
           {"op":"test","path":"/b","value":[3]},{"op":"remove","path":"/b"},
           {"op":"add","path":"/l/0","value":9},{"op":"move","from":"/c","path":"/d"}]
          """#))
    let document = try JSONDocument(parsing: #"{"a":1,"b":[3],"c":4,"l":[7]}"#)
    let after = try patch.apply(to: document)
    #expect(try isEqual(DiffFixture.string(after), #"{"a":2,"d":4,"l":[9,7]}"#))
    let back = try patch.reversed().apply(to: after)
    #expect(back.isEqual(back.root, to: document.root, in: document))
  }

  @Test func refusesToTakeBackWhatNothingTells() throws {
    let patch = try JSONPatch(JSONDocument(parsing: #"[{"op":"remove","path":"/a"}]"#))
    #expect(throws: PatchFailure.self) { try patch.reversed() }
  }

  @Test(arguments: [
    (#"[{"op":"remove","path":"/a/9"}]"#, "the array has 1 element"),
    (#"[{"op":"add","path":"/a/2","value":1}]"#, "the array has 1 element"),
    (#"[{"op":"add","path":"/a/x","value":1}]"#, #"an array has no "x""#),
    (#"[{"op":"add","path":"/a/3/b","value":1}]"#, "/a/3: the array has 1 element"),
  ])
  func saysWhatIsWrongWithAPlace(patch: String, reason: String) throws {
    #expect {
      _ = try apply(patch, to: #"{"a":[1]}"#)
    } throws: { error in
      (error as? PatchFailure)?.reason == reason
    }
  }
}
