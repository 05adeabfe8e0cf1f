import JSONTree

/// The objects of one scope and the columns that their keys make.
struct KeySheet {
  struct Owner {
    let node: JSONNodeID
    /// The track it belongs to; objects with one track's number follow each other.
    var track = 0
    /// Its place in its array: neighbours differ by one.
    var position = 0
    var content = ContentKind.other
  }

  /// Longer paths, and further keys, are not looked at: both come from drafts that use ids as keys.
  static let maximumDepth = 4
  static let maximumColumns = 300

  let owners: [Owner]
  let columns: [KeyColumn]
  /// How many objects there are of each kind of content.
  let totals: [Int]

  init(_ owners: [Owner], in document: JSONDocument) {
    self.owners = owners
    var totals = ContentKind.allCases.map { _ in 0 }
    for owner in owners { totals[owner.content.rawValue] += 1 }
    self.totals = totals
    var tree = KeyTree()
    tree.learnOrder(from: Self.typical(owners), of: document)
    for (index, owner) in owners.enumerated() { tree.add(owner.node, object: index, of: document) }
    columns = tree.paths().enumerated().map { index, entry in
      KeySheet.column(index, path: entry.path, cells: entry.cells, owners: owners, document: document)
    }
  }

  /// Objects from all over, which tell the order of the keys.
  private static func typical(_ owners: [Owner]) -> [JSONNodeID] {
    let step = max(1, owners.count / 96)
    return stride(from: 0, to: owners.count, by: step).map { owners[$0].node }
  }

  private static func column(
    _ index: Int, path: [String], cells: [KeyColumn.Cell], owners: [Owner], document: JSONDocument
  ) -> KeyColumn {
    var kinds: [JSONKind: Int] = [:]
    var counts = ContentKind.allCases.map { _ in 0 }
    for cell in cells where cell.kind != .null {
      kinds[cell.kind, default: 0] += 1
      counts[owners[cell.object].content.rawValue] += 1
    }
    let kind = kinds.max { ($0.value, $1.key.rawValue) < ($1.value, $0.key.rawValue) }?.key ?? .null
    let strings = kind == .string ? cells.compactMap { document.string(of: $0.node) } : []
    var numbers: [Double] = []
    if kind == .number || (kind == .string && strings.allSatisfy { Rational(decimal: $0.utf8) != nil }) {
      numbers = [Double](repeating: .nan, count: owners.count)
      for cell in cells {
        let text = document.numberSpelling(of: cell.node) ?? document.string(of: cell.node)
        numbers[cell.object] = text.flatMap(Double.init) ?? .nan
      }
    }
    return KeyColumn(
      index: index, path: path, spelling: path.joined(separator: "/"),
      cells: cells.filter { $0.kind != .null }, kind: kind, counts: counts,
      numbers: numbers, strings: strings)
  }

  func total(_ kind: ContentKind) -> Int { totals[kind.rawValue] }

  /// The share of the objects of a kind that have a column; 0 where there are no such objects.
  func share(_ column: KeyColumn, _ kind: ContentKind) -> Double {
    total(kind) == 0 ? 0 : Double(column.count(kind)) / Double(total(kind))
  }

  /// The share of all objects that have a column.
  func coverage(_ column: KeyColumn) -> Double {
    owners.isEmpty ? 0 : Double(column.cells.count) / Double(owners.count)
  }

  /// How alike the sets of objects are that have two columns: 1 where they are the same.
  func overlap(_ a: KeyColumn, _ b: KeyColumn) -> Double {
    let objects = Set(a.cells.lazy.map(\.object))
    let both = b.cells.lazy.filter { objects.contains($0.object) }.count
    let either = a.cells.count + b.cells.count - both
    return either == 0 ? 0 : Double(both) / Double(either)
  }
}
