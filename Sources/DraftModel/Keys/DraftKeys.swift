import JSONTree

/// How the properties of a draft are spelled: the standard table, with a user's own spellings first.
public struct DraftKeys: Sendable {
  /// For each scope, what its keys mean.
  private let readers: [DraftScope: ScopeReader]
  /// What a user's key file said, property by property.
  public let userSpellings: [DraftProperty: [String]]
  /// Everything each property is read as.
  private let allSpellings: [DraftProperty: [String]]

  public static let standard = DraftKeys(userSpellings: [:])

  public init(userSpellings: [DraftProperty: [String]]) {
    self.userSpellings = userSpellings
    var readers: [DraftScope: ScopeReader] = [:]
    var allSpellings: [DraftProperty: [String]] = [:]
    for scope in DraftScope.allCases {
      let rows = Self.table.filter { $0.scope == scope }
      // A key that the user gives to one property of a scope is no longer another's there: where a
      // draft's `d` is the start, a segment without `s` has no duration in `d` either.
      let taken = Set(rows.flatMap { userSpellings[$0.property] ?? [] })
      for row in rows {
        let own = userSpellings[row.property] ?? []
        allSpellings[row.property] = own + row.spellings.filter { !taken.contains($0) }
      }
      readers[scope] = ScopeReader(rows: rows.map { ($0, allSpellings[$0.property] ?? []) })
    }
    self.readers = readers
    self.allSpellings = allSpellings
  }

  /// The row of a property.
  public static func entry(_ property: DraftProperty) -> Entry { rows[Int(property.rawValue)] }

  private static let rows: [Entry] = table.sorted { $0.property.rawValue < $1.property.rawValue }

  /// Where a property's value lies among those of its scope.
  static func slot(_ property: DraftProperty) -> Int { slots[Int(property.rawValue)] }

  private static let slots: [Int] = rows.map { row in
    Int(row.property.rawValue) - (rows.first { $0.scope == row.scope }.map { Int($0.property.rawValue) } ?? 0)
  }

  /// Everything a property is read as, the first winning.
  public func spellings(of property: DraftProperty) -> [String] {
    allSpellings[property] ?? []
  }

  /// What is written where a document has no key for the property yet.
  public func canonical(_ property: DraftProperty) -> String {
    let canonical = Self.entry(property).canonical
    let spellings = spellings(of: property)
    return userSpellings[property]?.first
      ?? (spellings.contains(canonical) ? canonical : spellings.first ?? canonical)
  }

  func reader(_ scope: DraftScope) -> ScopeReader {
    readers[scope] ?? ScopeReader(rows: [])
  }
}

/// Finds the properties of one scope in an object, in one pass over its members.
struct ScopeReader: Sendable {
  /// The first property of the scope; a property's slot counts from it.
  let firstProperty: Int
  let slotCount: Int
  let types: [DraftValueType]
  let root: KeyTrie

  init(rows: [(entry: DraftKeys.Entry, spellings: [String])]) {
    firstProperty = rows.map { Int($0.entry.property.rawValue) }.min() ?? 0
    slotCount = rows.count
    types = rows.sorted { $0.entry.property.rawValue < $1.entry.property.rawValue }.map(\.entry.type)
    var root = KeyTrie()
    for (entry, spellings) in rows {
      for (rank, spelling) in spellings.enumerated() {
        root = root.inserting(
          path: spelling.split(separator: "/").map { Array($0.utf8) }[...],
          match: .init(slot: Int(entry.property.rawValue) - firstProperty, rank: rank))
      }
    }
    self.root = root
  }

  /// Writes the value of each property that the object has into its slot. A value of the wrong type
  /// is passed over.
  /// - Returns: how many values were passed over.
  @discardableResult
  func read(
    _ object: JSONNodeID, in document: JSONDocument, into slots: UnsafeMutableBufferPointer<JSONNodeID>
  ) -> Int {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: max(1, slotCount)) { ranks in
      ranks.initialize(repeating: .max)
      return read(object, in: document, trie: root, slots: slots, ranks: ranks)
    }
  }

  /// Calls `report` with every value that a spelling leads to and whose type is wrong.
  func forEachMismatch(
    in object: JSONNodeID, of document: JSONDocument, _ report: (DraftProperty, JSONNodeID) -> Void
  ) {
    forEachMismatch(in: object, of: document, trie: root, report)
  }

  private func forEachMismatch(
    in object: JSONNodeID, of document: JSONDocument, trie: KeyTrie,
    _ report: (DraftProperty, JSONNodeID) -> Void
  ) {
    for member in document.members(of: object) {
      guard let key = document.key(of: member.name), let node = trie.knows(key) else { continue }
      let kind = document.kind(of: member.value)
      for match in node.matches where !Self.accepts(types[match.slot], member.value, kind, in: document) {
        guard let property = DraftProperty(rawValue: UInt8(firstProperty + match.slot)) else { continue }
        report(property, member.value)
      }
      if !node.isLeaf { forEachMismatch(in: member.value, of: document, trie: node, report) }
    }
  }

  private func read(
    _ object: JSONNodeID, in document: JSONDocument, trie: KeyTrie,
    slots: UnsafeMutableBufferPointer<JSONNodeID>, ranks: UnsafeMutableBufferPointer<UInt8>
  ) -> Int {
    var mismatches = 0
    document.forEachMember(of: object) { name, _, value, kind in
      guard let node = trie.child(name) else { return }
      for match in node.matches where match.rank <= Int(ranks[match.slot]) {
        guard Self.accepts(types[match.slot], value, kind, in: document) else {
          mismatches += 1
          continue
        }
        ranks[match.slot] = UInt8(clamping: match.rank)
        slots[match.slot] = value
      }
      if kind == .object, !node.isLeaf {
        mismatches += read(value, in: document, trie: node, slots: slots, ranks: ranks)
      }
    }
    return mismatches
  }

  static func accepts(
    _ type: DraftValueType, _ value: JSONNodeID, _ kind: JSONKind, in document: JSONDocument
  ) -> Bool {
    switch type {
    case .string: kind == .string
    case .number: kind == .number
    case .bool: kind == .bool
    case .object: kind == .object
    case .array: kind == .array
    case .identifier: kind == .string || kind == .number
    case .time: kind == .number || (kind == .string && document.time(of: value) != nil)
    case .frameRate:
      kind == .number || (kind == .string && document.string(of: value).flatMap(FrameRate.init) != nil)
    }
  }
}

/// Keys as a tree of paths, each level found by hash.
final class KeyTrie: Sendable {
  struct Match: Sendable {
    let slot: Int
    let rank: Int
  }

  let matches: [Match]
  private let table: [Entry?]
  var isLeaf: Bool { table.isEmpty }

  private struct Entry: Sendable {
    let key: [UInt8]
    let node: KeyTrie
  }

  init(matches: [Match] = [], children: [([UInt8], KeyTrie)] = []) {
    self.matches = matches
    guard !children.isEmpty else {
      table = []
      return
    }
    var capacity = 16
    while capacity < children.count * 4 { capacity *= 2 }
    var table = [Entry?](repeating: nil, count: capacity)
    for (key, node) in children {
      var at = key.withUnsafeBufferPointer(Self.hash) & (capacity - 1)
      while table[at] != nil { at = (at + 1) & (capacity - 1) }
      table[at] = Entry(key: key, node: node)
    }
    self.table = table
  }

  private static func hash(_ key: UnsafeBufferPointer<UInt8>) -> Int {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in key { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    return Int(truncatingIfNeeded: hash ^ (hash >> 29))
  }

  func child(_ key: UnsafeBufferPointer<UInt8>) -> KeyTrie? {
    guard !table.isEmpty else { return nil }
    var at = Self.hash(key) & (table.count - 1)
    while let entry = table[at] {
      if entry.key.count == key.count, entry.key.elementsEqual(key) { return entry.node }
      at = (at + 1) & (table.count - 1)
    }
    return nil
  }

  private var children: [([UInt8], KeyTrie)] { table.compactMap { $0.map { ($0.key, $0.node) } } }

  func inserting(path: ArraySlice<[UInt8]>, match: Match) -> KeyTrie {
    guard let key = path.first else { return KeyTrie(matches: matches + [match], children: children) }
    let old = children.first { $0.0 == key }?.1 ?? KeyTrie()
    let others = children.filter { $0.0 != key }
    return KeyTrie(
      matches: matches, children: others + [(key, old.inserting(path: path.dropFirst(), match: match))])
  }
}

extension KeyTrie {
  /// Whether any spelling begins with this name.
  func knows(_ name: JSONKey) -> KeyTrie? { name.utf8.withUnsafeBufferPointer(child) }
}
