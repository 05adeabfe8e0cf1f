import DraftModel
import JSONTree

/// The values of a draft that cannot be relied on: those of a wrong type, for which a default stands in,
/// and those that are disputed, because a name is there twice with different values, or two spellings of a
/// property disagree.
///
/// That they do is the finding. What follows from the one that happens to count is none: the checker keeps
/// findings at such a value, or on such a ``Ground``, to itself.
struct Doubts {
  /// A property of an object.
  struct Place: Hashable {
    let object: JSONNodeID
    let property: DraftProperty
  }

  private let document: JSONDocument
  private let places: Set<Place>
  /// The objects of the places, by property, in document order.
  private let objects: [DraftProperty: [JSONNodeID]]
  /// Values that count although others say otherwise, with all that they hold.
  private let disputed: NodeRanges
  /// Such values that are lists of tracks or segments: what is in them is what it is, whichever list counts.
  private let disputedLists: Set<JSONNodeID>

  init(_ keys: KeyScan, in draft: Draft) {
    document = draft.document
    places = keys.mistyped.union(keys.disputes.map(\.place))
    objects = Dictionary(grouping: places, by: \.property).mapValues { $0.map(\.object).sorted() }
    let lists = keys.disputes.filter { [.draftTracks, .trackSegments].contains($0.place.property) }
    let others = keys.disputes.filter { ![.draftTracks, .trackSegments].contains($0.place.property) }
    disputedLists = Set(lists.map(\.winner))
    // Around the draft there are no properties; what holds the draft is a list in its own way.
    let around = keys.duplicates.filter {
      !$0.isSame && !draft.document.subtree(of: draft.node).contains($0.member.object)
        && !draft.document.subtree(of: $0.member.later.value).contains(draft.node)
    }
    disputed = NodeRanges(
      (others.map(\.winner) + around.map(\.member.later.value)).map { draft.document.subtree(of: $0) })
  }

  /// Whether an object's property is of a wrong type or disputed.
  func concern(_ property: DraftProperty, of object: JSONNodeID) -> Bool {
    !places.isEmpty && places.contains(Place(object: object, property: property))
  }

  /// Whether some object's property is.
  func concern(_ property: DraftProperty) -> Bool { objects[property] != nil }

  /// Whether a finding only follows from a value that cannot be relied on.
  func concern(_ finding: Finding) -> Bool {
    disputed.contains(finding.node) || disputedLists.contains(finding.node)
      || (!places.isEmpty && finding.grounds.contains(where: concern))
  }

  private func concern(_ ground: Ground) -> Bool {
    let inside = document.subtree(of: ground.object)
    return ground.properties.contains { property in
      guard let objects = objects[property] else { return false }
      var (low, high) = (0, objects.count)
      while low < high {
        let middle = (low + high) / 2
        if objects[middle] < inside.lowerBound { low = middle + 1 } else { high = middle }
      }
      return low < objects.count && inside.contains(objects[low])
    }
  }
}
