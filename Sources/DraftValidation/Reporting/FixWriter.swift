import DraftModel
import JSONTree

/// Says fixes as stretches of the text: the ones that applying them changes. What several of them need is
/// looked up once for all: an object may have very many members.
struct FixWriter {
  /// A stretch of the text, as bytes from its start, and what comes in its place.
  typealias Change = (range: Range<Int>, text: String)

  private let document: JSONDocument
  /// What goes with a member that is taken away, by the node of its name.
  private var removals: [JSONNodeID: Range<Int>] = [:]

  init(_ fixes: some Sequence<Fix>, in document: JSONDocument) {
    self.document = document
    var removed: [JSONNodeID: Set<JSONNodeID>] = [:]
    for fix in fixes {
      for case .removeMember(let name, let object) in fix.edits {
        removed[object, default: []].insert(name)
      }
    }
    for (object, names) in removed { addRemovals(of: names, from: Array(document.members(of: object))) }
  }

  /// A member takes one comma and the white space that belongs to it along: from the comma before it to the
  /// one after it, or, at an object's end, from where the member before it ends. The first one is not said.
  private mutating func addRemovals(of names: Set<JSONNodeID>, from members: [JSONDocument.Member]) {
    let last = members.lastIndex { !names.contains($0.name) } ?? 0
    func end(_ index: Int) -> Int { document.byteRange(of: members[index].value).upperBound }
    func afterComma(_ index: Int) -> Int {
      (document.bytes[end(index)...].firstIndex(of: UInt8(ascii: ",")) ?? end(index)) + 1
    }
    for (index, member) in members.enumerated().dropFirst() where names.contains(member.name) {
      removals[member.name] =
        index < last ? afterComma(index - 1)..<afterComma(index) : end(index - 1)..<end(index)
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
        guard let range = removals[name] else { return [] }
        changes.append((range, ""))
      case .appendMember, .insertElement, .removeElement: return []
      }
    }
    return changes
  }
}
