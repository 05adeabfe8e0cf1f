import JSONTree

/// What a track holds, as far as discovery tells it apart.
enum ContentKind: Int, CaseIterable {
  case picture, sound, text, other

  var word: String {
    switch self {
    case .picture: "picture"
    case .sound: "sound"
    case .text: "text"
    case .other: "other"
    }
  }
}

/// Everything that stands under one key path, over many objects of one scope.
struct KeyColumn {
  struct Cell {
    /// The object's place in the sheet.
    let object: Int
    let node: JSONNodeID
    let kind: JSONKind
  }

  /// Its place in the sheet, which is document order: where keys come and go, as if merged.
  let index: Int
  let path: [String]
  let spelling: String
  let cells: [Cell]
  /// The kind that most cells have, null aside.
  let kind: JSONKind
  /// How many objects of each kind of content have it.
  let counts: [Int]
  /// One for each object of the sheet, NaN where there is none. Empty where the column holds neither
  /// numbers nor strings that spell numbers.
  let numbers: [Double]
  /// The strings, in cell order.
  let strings: [String]

  /// The path as it may be shown in a sentence.
  var shown: String { "`\(spelling.visible)`" }
  var parentPath: ArraySlice<String> { path.dropLast() }
  var isScalar: Bool { kind != .object && kind != .array && kind != .null }
  func count(_ kind: ContentKind) -> Int { counts[kind.rawValue] }

  /// The numbers that are there.
  var present: [Double] { numbers.filter { !$0.isNaN } }
}

/// What a column's numbers have in common.
struct NumberFacts {
  let count: Int
  let minimum: Double
  let maximum: Double
  let areIntegers: Bool
  let distinct: Int
  let median: Double

  /// Nil where the column holds anything but numbers.
  init?(_ column: KeyColumn, spelledToo: Bool = false) {
    guard column.kind == .number || (spelledToo && !column.numbers.isEmpty) else { return nil }
    let sorted = column.present.sorted()
    guard let first = sorted.first, let last = sorted.last else { return nil }
    count = sorted.count
    minimum = first
    maximum = last
    median = sorted[sorted.count / 2]
    areIntegers = sorted.allSatisfy { $0.rounded() == $0 }
    distinct = Set(sorted).count
  }

  func lies(in range: ClosedRange<Double>) -> Bool {
    range.contains(minimum) && range.contains(maximum)
  }

  /// As a person says it: "integers from 200 to 500".
  var phrase: String {
    let noun = areIntegers ? "integer" : "number"
    func text(_ value: Double) -> String {
      value.rounded() == value && abs(value) < 1e15 ? String(Int(value)) : String(value)
    }
    return minimum == maximum
      ? "the \(noun) \(text(minimum))" : "\(noun)s from \(text(minimum)) to \(text(maximum))"
  }
}
