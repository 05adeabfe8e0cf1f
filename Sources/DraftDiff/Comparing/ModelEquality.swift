import DraftModel
import JSONTree

extension ChangeBuilder {
  /// Whether a property says the same on both sides, though it is written in another way.
  func isSameInModel(_ property: DraftProperty, _ a: JSONNodeID?, _ b: JSONNodeID?) -> Bool {
    let (mine, theirs) = (old.draft.document, new.draft.document)
    let entry = DraftKeys.entry(property)
    guard a != nil || b != nil else { return false }
    if let a, let b, mine.isEqual(a, to: b, in: theirs) { return true }
    switch entry.type {
    case .number:
      let standard = Rational(decimal: entry.defaultValue.utf8)
      guard let x = a.map(mine.rational) ?? standard, let y = b.map(theirs.rational) ?? standard else {
        return false
      }
      return x == y
    case .time:
      let standard = Rational(decimal: entry.defaultValue.utf8).map(Time.init(milliseconds:))
      guard let x = a.map(mine.time) ?? standard, let y = b.map(theirs.time) ?? standard else { return false }
      return x == y
    case .bool: return (a.flatMap(mine.bool) ?? false) == (b.flatMap(theirs.bool) ?? false)
    case .identifier:
      func text(_ node: JSONNodeID?, _ document: JSONDocument) -> String? {
        node.flatMap { document.string(of: $0) ?? document.numberSpelling(of: $0) }
      }
      return text(a, mine) == text(b, theirs)
    case .string:
      let x = a.flatMap(mine.string)
      let y = b.flatMap(theirs.string)
      if property == .fit { return (x ?? "contain").lowercased() == (y ?? "contain").lowercased() }
      if property == .media, let x, let y { return x == y }
      return x == y
    case .frameRate:
      return (a.flatMap(mine.frameRate) ?? .thirty) == (b.flatMap(theirs.frameRate) ?? .thirty)
    case .object, .array: return false
    }
  }
}

extension DraftProperty {
  /// The class that a change of a segment's property belongs to.
  var changeKind: Change.Kind {
    switch self {
    case .text: .segmentText
    case .textStyle: .segmentStyle
    case .animation: .segmentAnimation
    case .effects: .segmentEffects
    case .keyframes: .segmentKeyframes
    case .transition: .segmentTransition
    case .segmentMetadata: .segmentMetadata
    default: .segmentProperty
    }
  }

  /// What is told in one line: a property, the two of a position, a key of the metadata.
  func bucketName(_ path: [JSONKey]) -> String {
    switch self {
    case .x, .y: "position"
    case .segmentMetadata, .trackMetadata, .draftMetadata:
      path.prefix(2).map(\.description).joined(separator: "/")
    default: "\(DraftKeys.entry(self).name)"
    }
  }

  /// The scope of the properties inside this one.
  var innerScope: DraftScope? {
    switch self {
    case .textStyle: .textStyle
    case .shadow: .shadow
    case .crop: .crop
    case .transition: .transition
    case .animation: .animation
    case .animationIn, .animationOut: .animationPart
    default: nil
    }
  }
}
