import DraftModel
import JSONTree

/// Says fixes as stretches of the text. What several of them need is looked up once for all: an object
/// may have very many members.
struct FixWriter {
  /// A stretch of the text, as bytes from its start, and what comes in its place.
  typealias Change = (range: Range<Int>, text: String)

  private let document: JSONDocument
  /// Where the member before ends, by the names of members that are taken away.
  private var endBefore: [JSONNodeID: Int] = [:]
  /// Where the member itself ends.
  private var end: [JSONNodeID: Int] = [:]

  init(_ fixes: some Sequence<Fix>, in document: JSONDocument) {
    self.document = document
    var objects: Set<JSONNodeID> = []
    for fix in fixes {
      for case .removeMember(_, let object) in fix.edits { objects.insert(object) }
    }
    for object in objects {
      var before: Int?
      for member in document.members(of: object) {
        let memberEnd = document.byteRange(of: member.value).upperBound
        if let before { endBefore[member.name] = before }
        end[member.name] = memberEnd
        before = memberEnd
      }
    }
  }

  /// The edits of a fix; nothing where one of them adds something, or takes a first member away.
  func changes(_ fix: Fix) -> [Change] {
    var changes: [Change] = []
    for edit in fix.edits {
      switch edit {
      case .replace(let node, let literal):
        changes.append((document.byteRange(of: node), literal.text(style: .compact)))
      case .removeMember(let name, _):
        guard let before = endBefore[name], let end = end[name] else { return [] }
        changes.append((before..<end, ""))
      case .appendMember, .insertElement, .removeElement: return []
      }
    }
    return changes
  }
}
