import DraftModel
import JSONTree

/// Writes drafts in the keys of a table.
struct DraftSpelling: Sendable {
  let keys: DraftKeys
  /// What a key file for the client says; nil for the standard keys.
  let keyFile: String?

  static func of(_ choice: Settings.Keys) -> DraftSpelling { choice == .standard ? standard : foreign }

  private static let standard = DraftSpelling(keys: .standard, keyFile: nil)

  /// The five documented keys, and everything else in words that no one would guess at once.
  private static let foreign: DraftSpelling = {
    let spellings: [(name: String, spelling: String)] = [
      ("track.id", "rid"), ("segment.id", "rid"), ("segment.start", "at"), ("segment.sourceStart", "cut_in"),
      ("segment.speed", "rate"), ("segment.media", "asset/uri"), ("segment.volume", "gain"),
      ("track.volume", "gain"), ("segment.fadeIn", "ramp_in"), ("segment.fadeOut", "ramp_out"),
      ("segment.text", "words"), ("segment.x", "px"), ("segment.y", "py"), ("segment.scale", "zoom"),
      ("segment.rotation", "spin"), ("segment.opacity", "alpha"), ("segment.fit", "framing"),
      ("segment.textStyle", "look"), ("track.role", "part"), ("segment.muted", "silent"),
      ("textStyle.size", "em"), ("textStyle.color", "ink"), ("textStyle.bold", "heavy"),
    ]
    let file = JSONLiteral.object(spellings.map { .init($0.name, .string($0.spelling)) }).text(style: .pretty)
    let keys = (try? DraftKeys(keyFile: Array(file.utf8))) ?? .standard
    return DraftSpelling(keys: keys, keyFile: file + "\n")
  }()

  /// An object with these properties, inner objects made where a spelling is a path.
  func object(_ members: [(DraftProperty, JSONLiteral)]) -> JSONLiteral {
    Self.object(members.map { (keys.canonical($0.0).split(separator: "/").map(String.init)[...], $0.1) })
  }

  private static func object(_ members: [(path: ArraySlice<String>, value: JSONLiteral)]) -> JSONLiteral {
    var names: [String] = []
    for member in members {
      if let name = member.path.first, !names.contains(name) { names.append(name) }
    }
    return .object(
      names.map { name in
        let inside = members.filter { $0.path.first == name }.map { ($0.path.dropFirst(), $0.value) }
        if let leaf = inside.first(where: { $0.0.isEmpty }) { return .init(name, leaf.1) }
        return .init(name, object(inside.map { (path: $0.0, value: $0.1) }))
      })
  }

  /// The edits that give an object a property.
  /// - Parameter place: where it stands now; nil where the object does not have it.
  func edits(
    setting property: DraftProperty, at place: JSONNodeID?, of object: JSONNodeID, in document: JSONDocument,
    to value: JSONLiteral
  ) -> [JSONEdit] {
    if let place { return [.replace(place, value)] }
    var container = object
    var path = keys.canonical(property).split(separator: "/").map(String.init)[...]
    while path.count > 1, let name = path.first, let inner = document.value(of: JSONKey(name), in: container),
      document.kind(of: inner) == .object
    {
      container = inner
      path = path.dropFirst()
    }
    guard let name = path.first else { return [] }
    let literal = path.dropFirst().reversed().reduce(value) { .object([.init($1, $0)]) }
    return [.appendMember(container, name: name, literal)]
  }
}

extension Draft {
  /// The draft with properties of segments and tracks set.
  func setting(_ edits: [JSONEdit]) throws -> Draft { try Draft(document.applying(edits), keys: keys) }

  /// The draft as a service saves it that gives everything a new id each time.
  func withNewIdentities(_ make: () -> String) throws -> Draft {
    var edits: [JSONEdit] = []
    for track in tracks {
      if let node = track.node(.trackID) { edits.append(.replace(node, .string(make()))) }
      for segment in track.segments {
        if let node = segment.node(.segmentID) { edits.append(.replace(node, .string(make()))) }
      }
    }
    return try setting(edits)
  }
}
