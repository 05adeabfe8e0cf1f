import DraftModel
import JSONTree

/// Says a transition, a crop, a style, an effect in a few words.
struct ObjectText {
  private let property: DraftProperty

  init(_ property: DraftProperty) { self.property = property }

  var isObject: Bool { property.innerScope != nil }

  func text(_ node: JSONNodeID?, in draft: Draft) -> String {
    guard let node else { return "none" }
    guard let scope = property.innerScope, draft.document.kind(of: node) == .object else {
      return ValueText.plain(node, in: draft.document)
    }
    let object = draft.object(node, scope)
    var words: [String] = []
    for entry in DraftKeys.table where entry.scope == scope {
      guard let value = object.node(entry.property) else { continue }
      let said =
        entry.property.innerScope != nil
        ? ObjectText(entry.property).text(value, in: draft) : ValueText.text(value, entry.property, in: draft)
      let isPlain =
        [.transitionKind, .transitionDuration, .animationKind, .animationDuration].contains(entry.property)
      words.append(isPlain ? said : "\(entry.name) \(said)")
    }
    return words.isEmpty
      ? ValueText.plain(node, in: draft.document) : words.joined(separator: scope.isShort ? " " : ", ")
  }

  /// A list of effects or of keyframes.
  static func list(_ node: JSONNodeID?, _ property: DraftProperty, in draft: Draft) -> String {
    guard let node else { return "none" }
    // In a shape that is not read, it is still something.
    guard draft.document.kind(of: node) == .array else { return ValueText.plain(node, in: draft.document) }
    let elements = Array(draft.document.elements(of: node))
    guard !elements.isEmpty else { return "none" }
    guard property == .effects || elements.allSatisfy({ draft.document.kind(of: $0) == .object }) else {
      return ValueText.plain(node, in: draft.document)
    }
    if property == .effects {
      return ValueText.cut(elements.map { effect($0, in: draft) }.joined(separator: ", "), 80)
    }
    var counts: [(name: String, keys: [String])] = []
    for element in elements {
      let object = draft.object(element, .keyframe)
      let name = longName(object.string(.keyframeProperty) ?? "?")
      let key =
        "\(object.time(.keyframeTime) ?? .zero) "
        + ValueText.text(object.node(.keyframeValue), .keyframeValue, in: draft)
      if let at = counts.firstIndex(where: { $0.name == name }) {
        counts[at].keys.append(key)
      } else {
        counts.append((name, [key]))
      }
    }
    return ValueText.cut(
      counts.map { "\($0.name) (\($0.keys.joined(separator: ", ")))" }.joined(separator: ", "), 120)
  }

  private static func effect(_ node: JSONNodeID, in draft: Draft) -> String {
    guard draft.document.kind(of: node) == .object else {
      return ValueText.plain(node, in: draft.document)
    }
    let object = draft.object(node, .effect)
    let kind = object.string(.effectKind)?.visible ?? "unnamed"
    let amount = object.node(.effectAmount).map { " " + ValueText.plain($0, in: draft.document) } ?? ""
    let color = object.string(.effectColor).map { " " + $0.visible } ?? ""
    return kind + amount + color
  }

  /// Keyframes name properties by their keys.
  private static func longName(_ key: String) -> String {
    DraftKeys.table.first { $0.scope == .segment && $0.spellings.contains(key) }?.name ?? key.visible
  }
}

extension DraftScope {
  /// Whether its properties are said without commas: `crossfade 0.5s`.
  var isShort: Bool { self == .transition || self == .animationPart }
}
