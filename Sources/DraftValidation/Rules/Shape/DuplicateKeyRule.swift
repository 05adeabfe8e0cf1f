import DraftModel
import JSONTree

/// A name that stands twice in one object.
///
/// Where both values are the same bytes, the later one is taken away: no reader can tell. Where they
/// differ, readers disagree about which counts, so that there is no certain fix. What lies around the draft
/// is looked at as well.
struct DuplicateKeyRule: SpellingRule {
  static let description = RuleDescription(
    "key.duplicate", .shape, .warning, "a name stands twice in one object",
    why: "readers of JSON disagree about which of the values counts: this one takes the last",
    help: "keep one of them", isFixable: true,
    before: #"{"t": [{"tt": 0, "sg": [{"s": 0, "d": 2000, "d": 2000, "u": "a.mp4"}]}]}"#,
    after: #"{"t": [{"tt": 0, "sg": [{"s": 0, "d": 2000, "u": "a.mp4"}]}]}"#)

  func check(_ draft: CheckedDraft, report: (Finding) -> Void) {
    let document = draft.document
    let duplicates = draft.keys.duplicates
    // Of the values A, B, A the last one counts: without it, B would.
    let mixed = Set(duplicates.lazy.filter { !$0.isSame }.map(\.member.first.name))
    func isRemovable(_ duplicate: KeyScan.Duplicate) -> Bool {
      duplicate.isSame && !mixed.contains(duplicate.member.first.name)
    }
    // What is inside a copy is found where it stands first.
    let copies = NodeRanges(
      duplicates.lazy.filter(isRemovable).map { document.subtree(of: $0.member.later.value) })
    for duplicate in duplicates where !copies.contains(duplicate.member.object) {
      let member = duplicate.member
      let name = document.key(of: member.later.name)?.description ?? ""
      let isSame = duplicate.isSame
      let fix =
        isRemovable(duplicate)
        ? Fix(
          "take the second \(code: name) away",
          edits: [.removeMember(member.later.name, of: member.object)]) : nil
      report(
        Finding(
          member.later.name,
          isSame
            ? "the name \(code: name) stands here again, with the same value"
            : "the name \(code: name) stands here again, with another value",
          values: ["key": .string(name), "sameValue": .bool(isSame)],
          related: [.init(member.first.name, "it stands here first")], fix: fix))
    }
  }
}
