import JSONTree

/// Which member of one object is which of another: by name, and by turns where a name is duplicated.
struct MemberPairing {
  let old: [JSONDocument.Member]
  let new: [JSONDocument.Member]
  /// The bytes of each member, its name included.
  let oldSpans: [Range<Int>]
  let newSpans: [Range<Int>]
  /// Rising on both sides.
  private(set) var inPlace: [(Int, Int)] = []
  /// Pairs whose members are in another order.
  private(set) var elsewhere: [(Int, Int)] = []
  private(set) var removed: [Int] = []
  private(set) var added: [Int] = []
  private let oldDocument: JSONDocument
  private let newDocument: JSONDocument

  init(_ oldDocument: JSONDocument, _ o: JSONNodeID, _ newDocument: JSONDocument, _ n: JSONNodeID) {
    self.oldDocument = oldDocument
    self.newDocument = newDocument
    func span(_ member: JSONDocument.Member, _ document: JSONDocument) -> Range<Int> {
      document.byteRange(of: member.name).lowerBound..<document.byteRange(of: member.value).upperBound
    }
    old = Array(oldDocument.members(of: o))
    new = Array(newDocument.members(of: n))
    oldSpans = old.map { span($0, oldDocument) }
    newSpans = new.map { span($0, newDocument) }
    let isAlike =
      old.count == new.count
      && zip(old, new).allSatisfy { oldDocument.isSpelled($0.name, like: $1.name, in: newDocument) }
    if isAlike { inPlace = old.indices.map { ($0, $0) } } else { pairByName() }
  }

  private mutating func pairByName() {
    var places: [JSONKey: [Int]] = [:]
    for (at, member) in new.enumerated() {
      places[newDocument.key(of: member.name) ?? "", default: []].append(at)
    }
    var seen: [JSONKey: Int] = [:]
    var pairs: [(Int, Int)] = []
    for (at, member) in old.enumerated() {
      let key = oldDocument.key(of: member.name) ?? ""
      let turn = seen[key, default: 0]
      seen[key] = turn + 1
      if let others = places[key], turn < others.count {
        pairs.append((at, others[turn]))
      } else {
        removed.append(at)
      }
    }
    let paired = Set(pairs.map(\.1))
    added = new.indices.filter { !paired.contains($0) }
    inPlace = SequenceAlignment.rising(pairs)
    let standing = Set(inPlace.map(\.0))
    elsewhere = pairs.filter { !standing.contains($0.0) }
  }

  func oldKey(_ at: Int) -> JSONKey { oldDocument.key(of: old[at].name) ?? "" }
  func newKey(_ at: Int) -> JSONKey { newDocument.key(of: new[at].name) ?? "" }

  /// Whether a JSON Pointer cannot tell this member from another, or cannot spell its name.
  func isUnaddressable(_ key: JSONKey) -> Bool {
    if !key.description.utf8.elementsEqual(key.utf8) { return true }
    return old.indices.count { oldKey($0) == key } > 1 || new.indices.count { newKey($0) == key } > 1
  }
}
