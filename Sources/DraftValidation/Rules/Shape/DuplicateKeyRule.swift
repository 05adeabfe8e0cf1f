import DraftModel
import JSONTree

/// A name that stands twice in one object.
///
/// Where both values are the same bytes, the later one is taken away: no reader can tell. Where they
/// differ, readers disagree about which counts, so that there is no certain fix.
struct DuplicateKeyRule: Rule {
  static let description = RuleDescription(
    "key.duplicate", .shape, .warning, "a name stands twice in one object",
    why: "readers of JSON disagree about which of the values counts: this one takes the last",
    help: "keep one of them", isFixable: true,
    before: #"{"t": [{"tt": 0, "sg": [{"s": 0, "d": 2000, "d": 2000, "u": "a.mp4"}]}]}"#,
    after: #"{"t": [{"tt": 0, "sg": [{"s": 0, "d": 2000, "u": "a.mp4"}]}]}"#)

  func check(_ draft: CheckedDraft, report: (Finding) -> Void) {
    let document = draft.document
    let duplicates = Array(document.duplicateMembers(in: draft.draft.node))
    func isSame(_ duplicate: JSONDocument.DuplicateMember) -> Bool {
      document.source(of: duplicate.first.value).elementsEqual(document.source(of: duplicate.later.value))
    }
    // Of the values A, B, A the last one counts: without it, B would.
    let mixed = Set(duplicates.filter { !isSame($0) }.map(\.first.name))
    for duplicate in duplicates {
      let name = document.key(of: duplicate.later.name)?.description ?? ""
      let isSame = isSame(duplicate)
      let fix =
        isSame && !mixed.contains(duplicate.first.name)
        ? Fix(
          "take the second \(code: name) away",
          edits: [.removeMember(duplicate.later.name, of: duplicate.object)]) : nil
      report(
        Finding(
          duplicate.later.name,
          isSame
            ? "the name \(code: name) stands here again, with the same value"
            : "the name \(code: name) stands here again, with another value",
          values: ["key": .string(name), "sameValue": .bool(isSame)],
          related: [.init(duplicate.first.name, "it stands here first")], fix: fix))
    }
  }
}
