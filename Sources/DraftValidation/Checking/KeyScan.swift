import DraftModel
import JSONTree

/// What is odd about a draft's names and the types of its values: one pass over every object that the
/// table knows, for all rules of shape.
public struct KeyScan: Sendable {
  public struct Mismatch: Sendable {
    public let property: DraftProperty
    public let value: JSONNodeID
    /// The track, segment or inner object that it is a property of.
    public let owner: JSONNodeID
    /// Whether another spelling has a value that counts.
    public let isFoundElsewhere: Bool
  }

  public struct UnknownKey: Sendable {
    public let scope: DraftScope
    public let key: JSONKey
    /// The first name that spells it.
    public let name: JSONNodeID
    public internal(set) var count: Int
  }

  /// Two spellings of one property with different values.
  public struct Disagreement: Sendable {
    public let property: DraftProperty
    public let winner: JSONNodeID
    public let other: JSONNodeID
    public let ranks: (winner: Int, other: Int)
    /// Whether the one that counts is the user's own, from a key table, and the other is not.
    public let isOverruled: Bool

    /// Whether it is only told: someone chose, or the two are two facts rather than one said twice. Those
    /// are a media's `filename` beside its `url`, and a `name` beside a title.
    var isHarmless: Bool {
      switch property {
      case .media, .title, .trackTitle, .draftTitle, .segmentID, .trackID: true
      default: isOverruled
      }
    }
  }

  /// A property of which an object says more than one thing, none of them by anyone's choice.
  struct Dispute {
    let place: Doubts.Place
    /// The value that counts.
    let winner: JSONNodeID
  }

  /// A name that stands again in one object.
  struct Duplicate {
    let member: JSONDocument.DuplicateMember
    /// Whether its value is spelled like the first one.
    let isSame: Bool
  }

  /// Values that are alike, of which the first is shown.
  public struct Group: Sendable {
    public let first: JSONNodeID
    public internal(set) var count: Int
  }

  public private(set) var mismatches: [Mismatch] = []
  private(set) var mistyped: Set<Doubts.Place> = []
  private(set) var disputes: [Dispute] = []
  public private(set) var missing: [(property: DraftProperty, object: JSONNodeID)] = []
  public private(set) var notObjects: [(scope: DraftScope, node: JSONNodeID)] = []
  public private(set) var unknownKeys: [UnknownKey] = []
  public private(set) var disagreements: [Disagreement] = []
  public private(set) var stringTimes: Group?
  public private(set) var fractionalTimes: Group?
  /// Names that stand more than once, in the draft and around it, in document order.
  let duplicates: [Duplicate]

  /// Objects with names that nobody here knows: what they seem to lack may be spelled so.
  private var objectsWithUnknownKeys: Set<JSONNodeID> = []

  private let draft: Draft
  private var unknownIndex: [DraftScope: [JSONKey: Int]] = [:]
  /// Where in `sightings` the winner of each property stands, for the object being looked at.
  private var winners = [Int](repeating: -1, count: DraftProperty.allCases.count)
  private var sightings: [KeySighting] = []

  init(_ draft: Draft) {
    self.draft = draft
    let document = draft.document
    duplicates = document.duplicateMembers(in: document.root).map { member in
      Duplicate(
        member: member,
        isSame: document.source(of: member.first.value)
          .elementsEqual(document.source(of: member.later.value)))
    }
    look(at: draft.node, .draft, required: [.draftTracks])
    for track in draft.tracks {
      look(at: track.node, .track, required: [.trackType, .trackSegments])
      for segment in track.segments { look(at: segment.node, .segment, required: [.duration]) }
    }
  }

  private mutating func look(at object: JSONNodeID, _ scope: DraftScope, required: [DraftProperty] = []) {
    let document = draft.document
    guard document.kind(of: object) == .object else { return notObjects.append((scope, object)) }
    sightings.removeAll(keepingCapacity: true)
    var unknown: [JSONNodeID] = []
    // Out of self for the closures' sake; both are uniquely owned again afterwards.
    var seen = sightings
    sightings = []
    draft.scanKeys(of: object, scope, known: { seen.append($0) }, unknown: { unknown.append($0) })
    for name in unknown { countUnknown(name, scope) }
    if !unknown.isEmpty, scope != .draft, scope != .track, scope != .segment {
      objectsWithUnknownKeys.insert(object)
    }

    for (index, sighting) in seen.enumerated() {
      let slot = Int(sighting.property.rawValue)
      if sighting.isAccepted, winners[slot] < 0 || sighting.rank <= seen[winners[slot]].rank {
        winners[slot] = index
      }
    }
    var inner: [(JSONNodeID, DraftScope, isArray: Bool)] = []
    for (index, sighting) in seen.enumerated() {
      let winner = winners[Int(sighting.property.rawValue)]
      if !sighting.isAccepted {
        mismatches.append(
          Mismatch(
            property: sighting.property, value: sighting.value, owner: object, isFoundElsewhere: winner >= 0))
        // Null counts as absent, and of a property that is found elsewhere nothing is lacking.
        if winner < 0, document.kind(of: sighting.value) != .null {
          mistyped.insert(Doubts.Place(object: object, property: sighting.property))
        }
      }
      if winner != index, winner >= 0 { compare(sighting, seen[winner], in: object) }
      if sighting.isAccepted, Self.isTime[Int(sighting.property.rawValue)] { noteSpelling(sighting.value) }
      if sighting.isAccepted, let (scope, isArray) = Self.inner(sighting.property) {
        inner.append((sighting.value, scope, isArray))
      }
    }
    for property in required
    where winners[Int(property.rawValue)] < 0 && !seen.contains(where: { $0.property == property }) {
      missing.append((property, object))
    }
    for sighting in seen { winners[Int(sighting.property.rawValue)] = -1 }
    seen.removeAll(keepingCapacity: true)
    sightings = seen
    for (node, scope, isArray) in inner {
      if isArray {
        for element in document.elements(of: node) { look(at: element, scope) }
      } else {
        look(at: node, scope)
      }
    }
  }

  /// Whether an inner object has a name that nobody here knows.
  func hasUnknownKeys(_ object: JSONNodeID) -> Bool { objectsWithUnknownKeys.contains(object) }

  private mutating func countUnknown(_ name: JSONNodeID, _ scope: DraftScope) {
    guard let key = draft.document.key(of: name) else { return }
    if let index = unknownIndex[scope]?[key] {
      unknownKeys[index].count += 1
    } else {
      unknownIndex[scope, default: [:]][key] = unknownKeys.count
      unknownKeys.append(UnknownKey(scope: scope, key: key, name: name, count: 1))
    }
  }

  private mutating func compare(_ sighting: KeySighting, _ winner: KeySighting, in object: JSONNodeID) {
    guard !draft.hasEqualValues(sighting.value, winner.value) else { return }
    let dispute = Dispute(
      place: Doubts.Place(object: object, property: sighting.property), winner: winner.value)
    // Values of one spelling that is duplicated are the business of another rule.
    guard sighting.rank != winner.rank else { return disputes.append(dispute) }
    guard sighting.isAccepted else { return }
    let own = draft.keys.userSpellings[sighting.property]?.count ?? 0
    let isOverruled = winner.rank < own && sighting.rank >= own
    let disagreement = Disagreement(
      property: sighting.property, winner: winner.value, other: sighting.value,
      ranks: (winner.rank, sighting.rank), isOverruled: isOverruled)
    disagreements.append(disagreement)
    if !disagreement.isHarmless { disputes.append(dispute) }
  }

  private mutating func noteSpelling(_ value: JSONNodeID) {
    func count(_ group: inout Group?) {
      if group == nil { group = Group(first: value, count: 1) } else { group?.count += 1 }
    }
    if draft.document.kind(of: value) == .string { count(&stringTimes) }
    let isFractional = draft.document.source(of: value).contains {
      $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "e") || $0 == UInt8(ascii: "E")
    }
    // One that is beyond what a time can hold is another rule's finding.
    if isFractional, draft.document.time(of: value) != nil { count(&fractionalTimes) }
  }

  private static let isTime = DraftProperty.allCases.map { DraftKeys.entry($0).type == .time }

  private static func inner(_ property: DraftProperty) -> (DraftScope, isArray: Bool)? {
    switch property {
    case .transition: (.transition, false)
    case .crop: (.crop, false)
    case .animation: (.animation, false)
    case .animationIn, .animationOut: (.animationPart, false)
    case .keyframes: (.keyframe, true)
    case .effects: (.effect, true)
    case .textStyle: (.textStyle, false)
    case .shadow: (.shadow, false)
    default: nil
    }
  }
}

extension Draft {
  /// Whether two values mean the same: numbers and times by value, others as they are written.
  func hasEqualValues(_ a: JSONNodeID, _ b: JSONNodeID) -> Bool {
    if let first = document.time(of: a), let second = document.time(of: b) { return first == second }
    if let first = document.string(of: a), let second = document.string(of: b) { return first == second }
    return document.source(of: a).elementsEqual(document.source(of: b))
  }
}
