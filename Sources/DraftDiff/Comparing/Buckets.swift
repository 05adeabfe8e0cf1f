import DraftModel
import JSONTree

/// Differences of properties, sorted by the object and the line that they are told in.
struct Buckets {
  struct Key: Hashable {
    let place: Difference.Place
    let name: String
  }

  struct Item {
    let difference: Int
    let property: DraftProperty?
    /// What of the path leads on inside the property's value.
    let rest: [JSONKey]
  }

  struct Bucket {
    let kind: Change.Kind
    let place: Difference.Place
    let name: String
    var items: [Item] = []
  }

  private(set) var list: [Bucket] = []
  private var places: [Key: Int] = [:]

  mutating func add(
    _ difference: Int, _ kind: Change.Kind, _ place: Difference.Place, _ name: String,
    _ property: DraftProperty?, _ rest: ArraySlice<JSONKey>
  ) {
    let key = Key(place: place, name: name)
    let item = Item(difference: difference, property: property, rest: Array(rest))
    if let at = places[key] {
      list[at].items.append(item)
    } else {
      places[key] = list.count
      list.append(Bucket(kind: kind, place: place, name: name, items: [item]))
    }
  }
}

extension ChangeBuilder {
  /// Makes changes of the buckets. What was done alike to several segments of a track is one change.
  mutating func tell(_ buckets: Buckets) {
    struct Group: Hashable {
      let kind: Change.Kind
      let track: Int
      let name: String
      let values: [String]
    }
    struct Whole: Hashable {
      let kind: Change.Kind
      let track: Int
      let name: String
      let value: String
    }
    var groups: [Group: Int] = [:]
    /// Changes after which all their segments have one and the same object.
    var wholes: [Whole: Int] = [:]
    var wholeOf: [Int: Whole] = [:]
    /// Of these, those that are told by the object alone.
    var retold: Set<Int> = []
    for bucket in buckets.list {
      let properties = describe(bucket)
      var change = Change(kind: bucket.kind)
      change.properties = properties
      change.count = 1
      var group: Group?
      var whole: Whole?
      switch bucket.place {
      case .segment(let i, let j):
        place(&change, i, j)
        change.segments = [pair(i, j)]
        // Notes that a service keeps are told by their name alone: every segment has its own.
        let isNote = bucket.kind == .segmentUnknown || bucket.kind == .segmentMetadata
        group = Group(
          kind: bucket.kind, track: new.facts[j].track, name: bucket.name,
          values: bucket.kind == .segmentText
            ? ["\(i)"] : isNote ? properties.map(\.name) : properties.map { $0.name + "\n" + $0.afterText })
        if bucket.name == "media", old.facts[i].file == new.facts[j].file {
          change.properties = properties.map(\.asAddress)
          group = Group(kind: bucket.kind, track: -1, name: "mediaAddress", values: [])
        }
        whole = finalObject(bucket, j).map {
          Whole(kind: bucket.kind, track: new.facts[j].track, name: bucket.name, value: $0)
        }
      case .track(let i, let j): change.track = names.reference(old: i, new: j)
      default: break
      }
      let index: Int
      if let group, let known = groups[group], !retold.contains(known) || wholeOf[known] == whole {
        index = known
        changes[index].segments += change.segments
        changes[index].count += 1
        if changes[index].track != change.track { changes[index].track = nil }
        if !retold.contains(index) { merge(change.properties, into: index) }
        if let known = wholeOf[index], known != whole {
          wholes[known] = nil
          wholeOf[index] = nil
        }
      } else if let whole, let known = wholes[whole] {
        index = known
        changes[index].segments += change.segments
        changes[index].count += 1
        retold.insert(index)
        if let item = bucket.items.first?.property, case .segment(_, let j) = bucket.place {
          let node = new.segments[j].node(item)
          changes[index].properties = [
            PropertyChange(
              name: DraftKeys.entry(item).name, before: nil, after: node.map(new.draft.document.literal),
              beforeText: "", afterText: whole.value)
          ]
        }
      } else if bucket.kind == .canvas {
        index = collect(.canvas)
        changes[index].properties += properties
      } else {
        index = add(change)
        if let group { groups[group] = index }
        if let whole { (wholes[whole], wholeOf[index]) = (index, whole) }
      }
      for item in bucket.items { owners[item.difference] = index }
    }
  }

  /// What an object came to say as a whole, where it is a property of its own.
  private func finalObject(_ bucket: Buckets.Bucket, _ j: Int) -> String? {
    guard let property = bucket.items.first?.property, property.innerScope != nil,
      let node = new.segments[j].node(property)
    else { return nil }
    return ObjectText(property).text(node, in: new.draft)
  }

  /// A property that had several values before is told by the new one alone.
  private mutating func merge(_ properties: [PropertyChange], into index: Int) {
    for (at, property) in properties.enumerated() {
      let known = changes[index].properties[at]
      let isAlike = (known.beforeText == property.beforeText, known.afterText == property.afterText)
      guard !isAlike.0 || !isAlike.1 else { continue }
      changes[index].properties[at] = PropertyChange(
        name: known.name, before: isAlike.0 ? known.before : nil, after: isAlike.1 ? known.after : nil,
        beforeText: isAlike.0 ? known.beforeText : "", afterText: isAlike.1 ? known.afterText : "")
    }
  }

  private func describe(_ bucket: Buckets.Bucket) -> [PropertyChange] {
    switch bucket.kind {
    case .segmentEffects, .segmentKeyframes:
      guard case .segment(let i, let j) = bucket.place, let property = bucket.items.first?.property else {
        return []
      }
      let (a, b) = (old.segments[i].node(property), new.segments[j].node(property))
      return [
        PropertyChange(
          name: DraftKeys.entry(property).name, before: a.map(old.draft.document.literal),
          after: b.map(new.draft.document.literal),
          beforeText: ObjectText.list(a, property, in: old.draft),
          afterText: ObjectText.list(b, property, in: new.draft))
      ]
    default: return bucket.items.flatMap { describe($0) }
    }
  }

  /// The members of metadata that are there on one side only.
  private func describeMembers(_ difference: Difference) -> [PropertyChange]? {
    guard (difference.old == nil) != (difference.new == nil),
      let side = difference.old ?? difference.new
    else { return nil }
    let draft = difference.old == nil ? new.draft : old.draft
    let document = draft.document
    guard document.kind(of: side.node) == .object else { return nil }
    let members = Array(document.members(of: side.node))
    guard (1...4).contains(members.count) else { return nil }
    return members.map { member in
      let (value, text) = (document.literal(of: member.value), ValueText.plain(member.value, in: document))
      let isOld = difference.old != nil
      return PropertyChange(
        name: document.string(of: member.name) ?? "?", before: isOld ? value : nil,
        after: isOld ? nil : value,
        beforeText: isOld ? text : "none", afterText: isOld ? "none" : text)
    }
  }

  private func describe(_ item: Buckets.Item) -> [PropertyChange] {
    let difference = differences[item.difference]
    guard let top = item.property else {
      return [property(difference.path.map(\.description).joined(separator: "/"), difference, nil)]
    }
    if item.rest.isEmpty, [.segmentMetadata, .trackMetadata, .draftMetadata].contains(top),
      let members = describeMembers(difference)
    {
      return members
    }
    let path = PropertyPath(top, item.rest)
    let (a, b) = (difference.old?.node, difference.new?.node)
    return [
      PropertyChange(
        name: path.name, before: a.map(old.draft.document.literal), after: b.map(new.draft.document.literal),
        beforeText: path.text(a, in: old.draft), afterText: path.text(b, in: new.draft))
    ]
  }
}

extension PropertyChange {
  /// As the change of an address alone: the file has the name that it had.
  fileprivate var asAddress: PropertyChange {
    PropertyChange(
      name: "mediaAddress", before: before, after: after, beforeText: beforeText, afterText: afterText)
  }
}
