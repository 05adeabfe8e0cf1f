import JSONTree

/// Collects the edits of one object of a draft: writes properties at the places and in the spelling
/// that the object has for them.
struct ObjectEdits {
  let document: JSONDocument
  let keys: DraftKeys
  let object: JSONNodeID
  /// The object's place, asked for only when something goes wrong.
  private let pointer: () -> JSONPointer
  private var edits: [JSONEdit] = []
  private var additions: [Addition] = []

  init(
    of object: JSONNodeID, in document: JSONDocument, keys: DraftKeys,
    pointer: @escaping () -> JSONPointer
  ) {
    self.document = document
    self.keys = keys
    self.object = object
    self.pointer = pointer
  }

  /// All that was collected, for ``JSONDocument/applying(_:)``.
  var result: [JSONEdit] { edits + Addition.edits(adding: additions[...], to: object, of: document) }

  func places(_ property: DraftProperty) -> PropertyPlaces {
    PropertyPlaces(of: property, in: object, of: document, keys: keys)
  }

  /// Writes a time in the place of every spelling that said what the property was, or under a new
  /// key. A time that is there already is left as it is spelled.
  mutating func set(_ property: DraftProperty, to time: Time) throws(DraftEditError) {
    let text = time.writtenMilliseconds
    guard Rational(decimal: text.utf8) != nil else { throw .timeTooLarge(time) }
    let places = places(property)
    guard let winner = places.winner else { return try add(property, .number(text)) }
    guard document.time(of: winner.value) != time else { return }
    edits += places.agreeing.map { .replace($0.value, document.literal(time, like: $0.value)) }
  }

  /// Gives the object a property that it does not have.
  mutating func add(_ property: DraftProperty, _ value: JSONLiteral) throws(DraftEditError) {
    for spelling in [keys.canonical(property)] + keys.spellings(of: property) {
      switch Addition.room(for: spelling.keyPath, in: object, of: document) {
      case .free: return additions.append(Addition(path: spelling.keyPath[...], value: value))
      case .scalar(let node): return edits.append(.replace(node, value))
      case .taken: continue
      }
    }
    throw .cannotWrite(property, pointer())
  }

  /// Takes a property away, in every spelling: one that stayed would be read in its place.
  mutating func remove(_ property: DraftProperty) {
    edits += places(property).all.map { .removeMember($0.name, of: $0.container) }
  }

  /// Edits the objects that a property holds: its value, or the elements of it.
  mutating func editInside(
    _ property: DraftProperty, _ body: (inout ObjectEdits) throws(DraftEditError) -> Void
  ) throws(DraftEditError) {
    for place in places(property).all {
      let isArray = document.kind(of: place.value) == .array
      for node in isArray ? Array(document.elements(of: place.value)) : [place.value]
      where document.kind(of: node) == .object {
        var inner = ObjectEdits(of: node, in: document, keys: keys, pointer: pointer)
        try body(&inner)
        edits += inner.result
      }
    }
  }

  /// Gives the object an identity of its own, where it has one.
  mutating func renewIdentity(from identities: inout FreshIdentities) {
    var renewed: [[UInt8]: JSONLiteral] = [:]
    for place in places(.segmentID).all {
      let source = Array(document.source(of: place.value))
      let fresh = renewed[source] ?? identities.next(after: place.value, in: document)
      renewed[source] = fresh
      edits.append(.replace(place.value, fresh))
    }
  }
}
