import JSONTree

/// Where an object holds a property: in itself or, where the spelling is a path, further inside.
struct PropertyPlace {
  let container: JSONNodeID
  let name: JSONNodeID
  let value: JSONNodeID
}

/// Every place where an object holds a property.
struct PropertyPlaces {
  /// The place that is read; nil where the property has its default.
  private(set) var winner: PropertyPlace?
  /// All places of the right type, the winner included, each once.
  private(set) var all: [PropertyPlace] = []
  private let document: JSONDocument

  init(of property: DraftProperty, in object: JSONNodeID, of document: JSONDocument, keys: DraftKeys) {
    self.document = document
    let type = DraftKeys.entry(property).type
    var seen: Set<JSONNodeID> = []
    for spelling in keys.spellings(of: property) {
      let found = Self.find(spelling.keyPath[...], in: object, of: document).filter {
        ScopeReader.accepts(type, $0.value, document.kind(of: $0.value), in: document)
      }
      // Of members with one name the last is read.
      if winner == nil { winner = found.last }
      all += found.filter { seen.insert($0.value).inserted }
    }
  }

  /// The winner and the places that say the same as it.
  var agreeing: [PropertyPlace] {
    guard let winner else { return [] }
    let time = document.time(of: winner.value)
    return all.filter {
      document.source(of: $0.value).elementsEqual(document.source(of: winner.value))
        || (time != nil && document.time(of: $0.value) == time)
    }
  }

  private static func find(
    _ path: ArraySlice<String>, in object: JSONNodeID, of document: JSONDocument
  ) -> [PropertyPlace] {
    guard let first = path.first else { return [] }
    let key = JSONKey(first)
    let rest = path.dropFirst()
    return document.members(of: object).filter { document.key(of: $0.name) == key }.flatMap { member in
      rest.isEmpty
        ? [PropertyPlace(container: object, name: member.name, value: member.value)]
        : find(rest, in: member.value, of: document)
    }
  }
}

extension String {
  /// A spelling as the names that lead to the value: `asset/p` has two.
  var keyPath: [String] { split(separator: "/").map(String.init) }
}
