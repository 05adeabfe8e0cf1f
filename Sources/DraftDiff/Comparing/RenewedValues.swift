import DraftModel
import JSONTree

/// Keys that no property is read from and whose values a service gives anew each time it saves: ids that
/// nobody has told us of.
///
/// A key is taken for one where every object of its kind has it, all its values are different, none of
/// them stayed, and they look as ids do: letters, digits and `-_.:{}`, with digits. So a text that was
/// translated everywhere, or a number that was moved everywhere, is a change.
struct RenewedValues {
  private var paths: [DraftScope: Set<[JSONKey]>] = [:]

  init(_ matching: DraftMatching, differences: [Difference]) {
    let index = PropertyIndex.shared(for: matching.new.draft.keys)
    var candidates: [DraftScope: Set<[JSONKey]>] = [:]
    for difference in differences where difference.old != nil && difference.new != nil {
      guard let scope = Self.scope(of: difference.place), (1...4).contains(difference.path.count),
        index.property(difference.path, in: scope) == nil
      else { continue }
      candidates[scope, default: []].insert(difference.path)
    }
    for (scope, found) in candidates {
      // A draft with hundreds of unknown keys is not looked through for each.
      for path in found.sorted(by: { "\($0)" < "\($1)" }).prefix(32)
      where Self.isRenewed(path, scope, matching) {
        paths[scope, default: []].insert(path)
      }
    }
  }

  func contains(_ path: [JSONKey], in scope: DraftScope) -> Bool { paths[scope]?.contains(path) ?? false }

  private static func scope(of place: Difference.Place) -> DraftScope? {
    switch place {
    case .draft: .draft
    case .track: .track
    case .segment: .segment
    default: nil
    }
  }

  private static func isRenewed(_ path: [JSONKey], _ scope: DraftScope, _ matching: DraftMatching) -> Bool {
    guard let old = values(path, scope, matching.old), let new = values(path, scope, matching.new),
      Set(old).count == old.count, Set(new).count == new.count, Set(old).isDisjoint(with: new)
    else { return false }
    // Of one object alone only a long one is certain.
    return (old + new).allSatisfy { looksLikeID($0, isAlone: min(old.count, new.count) < 2) }
  }

  /// - Returns: nil where an object does not have a text there.
  private static func values(_ path: [JSONKey], _ scope: DraftScope, _ facts: DraftFacts) -> [String]? {
    let document = facts.draft.document
    let nodes: [JSONNodeID] =
      switch scope {
      case .segment: facts.segments.map(\.node)
      case .track: facts.tracks.map(\.node)
      default: [facts.draft.node]
      }
    var values: [String] = []
    for node in nodes {
      var place: JSONNodeID? = node
      for key in path { place = place.flatMap { document.value(of: key, in: $0) } }
      guard let text = place.flatMap(document.string) else { return nil }
      values.append(text)
    }
    return values.isEmpty ? nil : values
  }

  private static func looksLikeID(_ text: String, isAlone: Bool) -> Bool {
    let bytes = text.utf8
    guard (isAlone ? 16 : 4)...128 ~= bytes.count else { return false }
    let isPlain = bytes.allSatisfy { byte in
      (byte | 0x20) &- UInt8(ascii: "a") < 26 || byte &- UInt8(ascii: "0") < 10
        || "-_.:{}".utf8.contains(byte)
    }
    return isPlain && bytes.contains { $0 &- UInt8(ascii: "0") < 10 }
  }
}
