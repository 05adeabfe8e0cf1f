import JSONTree

/// Gives out identities that no track or segment of a draft has.
struct FreshIdentities {
  private var texts: Set<String> = []
  private var largest = Rational.zero

  /// - Parameter literals: segments that are to come into the draft with identities of their own.
  init(besides literals: [JSONLiteral], in draft: Draft) {
    for track in draft.tracks {
      add(.trackID, of: track.node, in: draft.document, draft.keys)
      for segment in track.segments { add(.segmentID, of: segment.node, in: draft.document, draft.keys) }
    }
    for literal in literals {
      guard let document = try? JSONDocument(writing: literal) else { continue }
      add(.segmentID, of: document.root, in: document, draft.keys)
    }
  }

  private mutating func add(
    _ property: DraftProperty, of object: JSONNodeID, in document: JSONDocument, _ keys: DraftKeys
  ) {
    for place in PropertyPlaces(of: property, in: object, of: document, keys: keys).all {
      if let text = document.string(of: place.value) { texts.insert(text) }
      if let number = document.rational(of: place.value) { largest = max(largest, number) }
    }
  }

  /// The identity of something made from what has this one: `"a"` becomes `"a-2"`, or the next that
  /// is free; a number becomes one more than the largest.
  mutating func next(after node: JSONNodeID, in document: JSONDocument) -> JSONLiteral {
    guard let text = document.string(of: node) else {
      largest = Rational(largest.numerator / largest.denominator, 1) + .one
      return .number(String(largest.numerator / largest.denominator))
    }
    var count = 2
    while !texts.insert("\(text)-\(count)").inserted { count += 1 }
    return .string("\(text)-\(count)")
  }
}
