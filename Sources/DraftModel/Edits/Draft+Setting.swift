import JSONTree

extension Draft {
  /// The edits that give a time property of an object another value: under every spelling that says
  /// what is read now, each in the form that it has. Nothing where the object has no such property.
  /// - Parameter object: the draft, a track, a segment or an inner object, as the property has it.
  public func edits(setting property: DraftProperty, of object: JSONNodeID, to time: Time) -> [JSONEdit] {
    PropertyPlaces(of: property, in: object, of: document, keys: keys).agreeing.map {
      .replace($0.value, document.literal(time, like: $0.value))
    }
  }

  /// The edits that give a text property of an object another value: under every spelling that says what
  /// is read now. Nothing where the object has no such property.
  public func edits(setting property: DraftProperty, of object: JSONNodeID, to text: String) -> [JSONEdit] {
    PropertyPlaces(of: property, in: object, of: document, keys: keys).agreeing.map {
      .replace($0.value, .string(text))
    }
  }
}
