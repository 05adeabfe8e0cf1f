import JSONTree

/// Why a key file cannot be used.
public enum KeyFileError: Error, Hashable, Sendable {
  case syntax(JSONSyntaxError)
  /// Something other than what a key file holds stands at a place.
  case unexpected(JSONPointer, JSONPosition, line: String, expected: String, found: String)
  case unknownProperty(String, JSONPosition, line: String, suggestion: String?)
}

extension DraftKeys {
  /// Reads a key file: a JSON object from a property to a spelling or a list of spellings, which
  /// then come before the standard ones.
  ///
  /// A property is named as in the table (`start`, `segment.start`), or by any of its standard
  /// spellings (`s`, `startTime`). Without a scope, it is meant on the draft, its tracks and its
  /// segments, wherever it is there. A spelling may be a path into inner objects: `asset/p`.
  public init(keyFile bytes: [UInt8]) throws(KeyFileError) {
    let document: JSONDocument
    do throws(JSONSyntaxError) { document = try JSONDocument(parsing: bytes) } catch { throw .syntax(error) }
    func line(_ node: JSONNodeID) -> String {
      document.line(around: document.byteRange(of: node).lowerBound).text
    }
    func fail(_ node: JSONNodeID, expected: String) -> KeyFileError {
      .unexpected(
        document.pointer(of: node), document.position(of: node), line: line(node), expected: expected,
        found: document.kind(of: node).phrase)
    }
    guard document.kind(of: document.root) == .object else {
      throw fail(document.root, expected: "an object from properties to spellings")
    }
    var spellings: [DraftProperty: [String]] = [:]
    for member in document.members(of: document.root) {
      let name = document.string(of: member.name) ?? ""
      let properties = Self.properties(named: name)
      guard !properties.isEmpty else {
        throw .unknownProperty(
          name, document.position(of: member.name), line: line(member.name),
          suggestion: Self.nearestName(to: name))
      }
      let values =
        document.kind(of: member.value) == .array
        ? Array(document.elements(of: member.value)) : [member.value]
      for value in values {
        guard let spelling = document.string(of: value), spelling.contains(where: { $0 != "/" }) else {
          throw fail(value, expected: "a spelling, as a string that is not empty")
        }
        for property in properties { spellings[property, default: []].append(spelling) }
      }
    }
    self.init(userSpellings: spellings)
  }

  /// The properties that a name in a key file means.
  static func properties(named name: String) -> [DraftProperty] {
    let outer: Set<DraftScope> = [.draft, .track, .segment]
    func matching(_ matches: (Entry) -> Bool) -> [DraftProperty] {
      let rows = table.filter(matches)
      let outerRows = rows.filter { outer.contains($0.scope) }
      return (outerRows.isEmpty ? rows : outerRows).map(\.property)
    }
    if let row = table.first(where: { $0.qualifiedName == name }) { return [row.property] }
    let named = matching { $0.name == name }
    if !named.isEmpty { return named }
    let parts = name.split(separator: ".", maxSplits: 1)
    if parts.count == 2, let scope = DraftScope(rawValue: String(parts[0])) {
      return table.filter { $0.scope == scope && $0.spellings.contains(String(parts[1])) }.map(\.property)
    }
    return matching { $0.spellings.contains(name) }
  }

  private static func nearestName(to name: String) -> String? {
    guard !name.isEmpty else { return nil }
    let names = table.flatMap { [$0.name, $0.qualifiedName] }
    let best = names.map { (name: $0, distance: editDistance(Array($0.utf8), Array(name.utf8.prefix(64)))) }
      .min { $0.distance < $1.distance }
    guard let best, best.distance <= max(1, name.utf8.count / 3) else { return nil }
    return best.name
  }
}

/// Levenshtein's distance: single-byte insertions, removals and replacements between two words.
func editDistance(_ a: [UInt8], _ b: [UInt8]) -> Int {
  var row = Array(0...b.count)
  for (i, x) in a.enumerated() {
    var diagonal = row[0]
    row[0] = i + 1
    for (j, y) in b.enumerated() {
      let cost = min(diagonal + (x == y ? 0 : 1), row[j] + 1, row[j + 1] + 1)
      diagonal = row[j + 1]
      row[j + 1] = cost
    }
  }
  return row[b.count]
}
