import JSONTree

/// Something in a draft that could not be read as what the format says, and was passed over.
public struct DraftOddity: Hashable, Sendable {
  public enum Kind: Hashable, Sendable {
    /// A known key with a value that it cannot have.
    case wrongType(DraftProperty)
    /// Something other than an object where a track or a segment should be.
    case notAnObject(DraftScope)
    /// A required key is not there: on a segment it counts as zero, on a track as empty.
    case missing(DraftProperty)
    /// A length below zero; it counts as zero.
    case negativeDuration
    /// A number with more digits than a time can have, or out of every range.
    case unreadableNumber(DraftProperty)
  }

  public let kind: Kind
  /// The value, or where one is missing, the object that lacks it.
  public let node: JSONNodeID
}

extension Draft {
  /// What was passed over, in document order. Legal drafts have none.
  public var oddities: [DraftOddity] {
    guard storage.isOdd else { return [] }
    var found: [DraftOddity] = []
    func report(_ kind: DraftOddity.Kind, _ node: JSONNodeID) {
      found.append(DraftOddity(kind: kind, node: node))
    }
    func mismatches(_ scope: DraftScope, _ object: JSONNodeID) {
      guard storage.hasMismatches else { return }
      keys.reader(scope).forEachMismatch(in: object, of: document) { report(.wrongType($0), $1) }
    }
    func expectObject(_ scope: DraftScope, _ node: JSONNodeID) -> Bool {
      if document.kind(of: node) == .object { return true }
      report(.notAnObject(scope), node)
      return false
    }
    func isMismatched(_ property: DraftProperty, _ node: JSONNodeID) -> Bool {
      found.contains { $0.kind == .wrongType(property) && document.subtree(of: node).contains($0.node) }
    }

    mismatches(.draft, node)
    if node(.draftTracks) == nil, !isMismatched(.draftTracks, node) { report(.missing(.draftTracks), node) }
    for track in tracks where expectObject(.track, track.node) {
      let known = found.count
      mismatches(.track, track.node)
      let own = found[known...]
      for property in [DraftProperty.trackType, .trackSegments]
      where track.node(property) == nil && !own.contains(where: { $0.kind == .wrongType(property) }) {
        report(.missing(property), track.node)
      }
    }
    for segment in segments where expectObject(.segment, segment.node) {
      let known = found.count
      mismatches(.segment, segment.node)
      let duration = segment.node(.duration)
      if duration == nil, !found[known...].contains(where: { $0.kind == .wrongType(.duration) }) {
        report(.missing(.duration), segment.node)
      }
      for property in [DraftProperty.start, .duration] {
        guard let node = segment.node(property) else { continue }
        if let time = document.time(of: node) {
          if property == .duration, time.isNegative { report(.negativeDuration, node) }
        } else {
          report(.unreadableNumber(property), node)
        }
      }
    }
    return found.sorted { $0.node < $1.node }
  }

  /// What is odd, in words: what was expected and what was found.
  public func description(of oddity: DraftOddity) -> String {
    let found = document.kind(of: oddity.node).phrase
    switch oddity.kind {
    case .wrongType(let property):
      let entry = DraftKeys.entry(property)
      return "\(entry.qualifiedName): expected \(entry.type.phrase), found \(found)"
    case .notAnObject(let scope): return "\(scope.rawValue): expected an object, found \(found)"
    case .missing(let property):
      let entry = DraftKeys.entry(property)
      return "no `\(keys.canonical(property))` (\(entry.qualifiedName)): expected \(entry.type.phrase)"
    case .negativeDuration: return "segment.duration: expected a length above 0, found a negative one"
    case .unreadableNumber(let property):
      return "\(DraftKeys.entry(property).qualifiedName): expected a number of milliseconds, "
        + "found one of more than \(Rational.maximumDigits) digits"
    }
  }
}
