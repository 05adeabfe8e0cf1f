import DraftModel

/// Says what became of properties, texts and keys.
extension ChangeSentence {
  var wordDiff: String {
    guard let before = old?.text, let after = new?.text else {
      return change.properties.map { "\($0.beforeText) → \($0.afterText)" }.joined(separator: ", ")
    }
    guard !before.isEmpty, !after.isEmpty else {
      return "\(ValueText.quoted(before)) → \(ValueText.quoted(after))"
    }
    let diff = WordDiff(before, after)
    guard diff.likeness > 0 else { return "\"[-\(before.visible)-]{+\(after.visible)+}\"" }
    let words = diff.parts.map { part in
      switch part {
      case .kept(let text): text
      case .removed(let text): "[-\(text)-]"
      case .added(let text): "{+\(text)+}"
      }
    }
    return "\"" + words.joined().visible + "\""
  }

  /// ` from audio to video`
  var values: String {
    change.properties.map { " from \($0.beforeText) to \($0.afterText)" }.joined(separator: ",")
  }

  func pair(_ property: PropertyChange) -> String {
    "\(property.name.visible) \(property.beforeText) → \(property.afterText)"
  }

  var property: String {
    let properties = change.properties
    // By its new name nobody would know what got a new name.
    let isRenamed = properties.contains { $0.name == "title" }
    func said(_ pair: SegmentPair) -> String { named(isRenamed ? pair.old : pair.new, at: pair.new) }
    let subjects =
      switch change.segments.count {
      case 0: change.kind == .draftUnknown ? "the draft" : ""
      case 1...3: ValueText.list(change.segments.map(said))
      default: "\(change.segments.count) segments"
      }
    let subject = subjects.isEmpty ? "" : " of " + subjects
    if properties.count == 1, let only = properties.first {
      if let verb = only.switchVerb { return "\(verb) \(subjects.isEmpty ? "the track" : subjects)" }
      let name = only.name.visible
      let head = change.kind.isUnknown ? "Unknown key \(name)" : change.kind.head(name.spoken)
      if only.afterText.isEmpty { return "\(head)\(subject) changed" }
      if only.beforeText.isEmpty { return "\(head)\(subject) set to \(only.afterText)" }
      return "\(head)\(subject): \(only.beforeText) → \(only.afterText)"
    }
    let prefix = properties.first.map { $0.name.prefix { $0 != "." } } ?? ""
    let isOneObject =
      !prefix.isEmpty && properties.allSatisfy { $0.name.hasPrefix(prefix + ".") }
    let all = properties.map { property in
      let name =
        isOneObject ? property.name.dropFirst(prefix.count + 1).description.spoken : property.name
      if property.afterText.isEmpty { return "\(name.visible) changed" }
      let before = property.beforeText.isEmpty ? "set to" : property.beforeText + " →"
      return "\(name.visible) \(before) \(property.afterText)"
    }
    let head = isOneObject ? String(prefix).spaced.capitalizedFirst : change.kind.noun
    return "\(head)\(subject): \(all.joined(separator: ", "))"
  }
}

extension PropertyChange {
  /// What was done with a switch: `Muted`, `Hid`.
  fileprivate var switchVerb: String? {
    switch (name, afterText) {
    case ("muted", "on"): "Muted"
    case ("muted", "off"): "Unmuted"
    case ("hidden", "on"): "Hid"
    case ("hidden", "off"): "Showed"
    default: nil
    }
  }
}

extension Change.Kind {
  var namesItsTrack: Bool { rawValue.hasPrefix("track.") && !isPropertyOfTrack }
  private var isPropertyOfTrack: Bool {
    self == .trackProperty || self == .trackMetadata || self == .trackUnknown
  }
  var isUnknown: Bool { self == .segmentUnknown || self == .trackUnknown || self == .draftUnknown }

  /// How a sentence about a property begins.
  func head(_ name: String) -> String {
    self == .draftProperty || self == .draftMetadata ? "Draft " + name : name.capitalizedFirst
  }

  /// What several properties together are called.
  var noun: String {
    switch self {
    case .segmentUnknown, .trackUnknown, .draftUnknown: "Unknown keys"
    case .segmentMetadata, .trackMetadata, .draftMetadata: "Metadata"
    default: "Position"
    }
  }
}

extension String {
  /// A path in an object as a person says it: `in.kind` as `in`, `shadow.color` as `shadow color`.
  var spoken: String { (hasSuffix(".kind") ? String(dropLast(5)) : self).spaced }

  /// `fadeIn` as `fade in`.
  var spaced: String {
    guard !contains("/"), allSatisfy({ $0.isASCII }) else { return self }
    return reduce(into: "") { result, character in
      if character.isUppercase { result += " " + character.lowercased() } else { result.append(character) }
    }.replacingDots
  }

  private var replacingDots: String { String(map { $0 == "." ? " " : $0 }) }

  var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
