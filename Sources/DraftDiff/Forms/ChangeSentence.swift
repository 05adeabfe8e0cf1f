import DraftModel
import JSONTree

/// Says a change in one short sentence.
struct ChangeSentence {
  let change: Change

  /// `Video: Removed B (4-6s); later Video moves 2 s earlier`
  var text: String {
    guard let track = change.track else { return withoutTrack }
    return change.kind.namesItsTrack ? withoutTrack : "\(track.name): \(withoutTrack)"
  }

  var first: SegmentPair? { change.segments.first }
  var old: Segment? { first?.old }
  var new: Segment? { first?.new }
  /// Where what it was done to was: of a part of what was split, the piece that the cuts made.
  private var oldRange: TimeRange {
    change.piece?.range ?? old?.rangeInParent ?? TimeRange(start: .zero, end: .zero)
  }
  /// `0-4s → 0-3.5s`
  private var ranges: String {
    let (before, after) = ValueText.apart(oldRange, new?.rangeInParent ?? oldRange)
    return "\(before) → \(after)"
  }
  private var oldDuration: Time { change.piece?.range.duration ?? old?.duration ?? .zero }
  private var oldSource: TimeRange? { change.piece?.sourceRange ?? old?.sourceRange }
  private var trackName: String { change.track?.name ?? "Track" }

  /// The same without the name of its track.
  var withoutTrack: String {
    switch change.kind {
    case .trackAdded: "Added track \(trackName)\(contents { $0.new })"
    case .trackRemoved: "Removed track \(trackName)\(contents { $0.old })"
    case .trackMoved: trackMoved
    case .trackRetyped: "Changed track \(trackName)\(values)"
    case .segmentAdded: "Added \(named(new, at: new))\(shifted)"
    case .segmentRemoved: "Removed \(named(old, at: old))\(shifted)"
    case .segmentMoved: moved
    case .segmentTrimmed: trimmed
    case .segmentSlipped: slipped
    case .segmentRetimed: retimed
    case .segmentReplaced: "Replaced \(named(old, at: old)) by \(named(new, at: new))\(shifted)"
    case .segmentSplit: split
    case .segmentJoined: joined
    case .segmentText: "Text of \(named(old, at: new)): \(wordDiff)"
    case .idsRenewed: "New ids for \(identified), the same otherwise"
    case .idsDropped: "Ids of \(identified) dropped"
    case .idsGiven: "Ids given to \(identified)"
    case .mediaAddresses: "New signatures in the addresses of \(counted("segment")), whose media are the same"
    case .respelled: "\(counted("value").capitalizedFirst) written in another way, with the same meaning"
    case .shadowed:
      "\(counted("value").capitalizedFirst) changed that \(change.count == 1 ? "does" : "do") not count: another of the same property overrules \(change.count == 1 ? "it" : "them")"
    case .rounded: "\(counted("time").capitalizedFirst) changed by a millisecond or less"
    case .canvas: "Canvas: " + pairsToldOnce.joined(separator: ", ")
    case .mediaList: mediaList
    case .around:
      "Around the draft: "
        + (change.properties.allSatisfy { $0.name.isEmpty }
          ? "wrapped in another way" : change.properties.map(pair).joined(separator: ", "))
    case .trackProperty, .trackMetadata, .trackUnknown, .draftProperty, .draftMetadata, .draftUnknown,
      .segmentProperty, .segmentStyle, .segmentAnimation, .segmentEffects, .segmentKeyframes,
      .segmentTransition, .segmentMetadata, .segmentUnknown:
      property
    }
  }

  /// The size stands in the draft and, often, in the `canvas_config` beside it: the same words come once.
  private var pairsToldOnce: [String] {
    var told: [String] = []
    for pair in change.properties.map(pair) where !told.contains(pair) { told.append(pair) }
    return told
  }

  // MARK: Names

  func label(_ segment: Segment?) -> String { segment?.label ?? "a segment" }
  func range(_ segment: Segment?) -> String { segment.map { $0.rangeInParent.description } ?? "" }
  func named(_ segment: Segment?, at other: Segment?) -> String {
    "\(label(segment)) (\(range(other ?? segment)))"
  }

  private var identified: String { counted("track or segment", "tracks and segments") }

  private func counted(_ noun: String, _ plural: String? = nil) -> String {
    "\(change.count) \(change.count == 1 ? noun : plural ?? noun + "s")"
  }

  /// `Moved track Title before Video (from place 3 to 1)`
  private var trackMoved: String {
    let place = change.properties.first
    func number(_ value: JSONLiteral?) -> String { value?.text(style: .compact) ?? "" }
    let (before, after) = (number(place?.before), number(place?.after))
    let numbers = before == after ? "" : " (from place \(before) to \(after))"
    return "Moved track \(trackName) \(place?.afterText ?? "")\(numbers)"
  }

  private func contents(_ side: (SegmentPair) -> Segment?) -> String {
    let segments = change.segments.compactMap(side)
    guard !segments.isEmpty else { return "" }
    let shown = segments.prefix(4).map(\.summary)
    let more = segments.count > 4 ? ["+\(segments.count - 4) more"] : []
    return ": " + (shown + more).joined(separator: ", ")
  }

  /// `; later Video and Title move 2 s earlier; BGM stays`
  private var shifted: String {
    guard let shift = change.shift, !shift.tracks.isEmpty else { return "" }
    let names = shift.tracks.map(\.name)
    let way = shift.offset.isNegative ? "earlier" : "later"
    var text =
      "; later \(ValueText.list(names)) \(names.count == 1 ? "moves" : "move") "
      + "\(ValueText.length(shift.offset.microseconds)) \(way)"
    if !shift.staying.isEmpty {
      let names = shift.staying.map(\.name)
      text += "; \(ValueText.list(names)) \(names.count == 1 ? "stays" : "stay")"
    }
    return text
  }

  // MARK: Time

  private var moved: String {
    guard let old, let new else { return "Moved a segment" }
    let count = change.segments.count
    let oldStart = change.piece?.range.start ?? old.start
    let offset = new.start.microseconds - oldStart.microseconds
    let isListed =
      change.piece == nil
      ? change.segments.allSatisfy { $0.old?.start == $0.new?.start } : oldStart == new.start
    if count > 1, isListed {
      return "Listed \(count) segments in another order, at the same times"
    }
    let way = "\(ValueText.length(offset)) \(offset < 0 ? "earlier" : "later")"
    if count > 1 {
      let labels = change.segments.count <= 3 ? ValueText.list(change.segments.map { label($0.new) }) : nil
      let what =
        labels ?? "\(count) segments from \(label(new)) to \(label(change.segments.last?.new))"
      return "Moved \(what) \(way), from \(old.start) to \(new.start)"
    }
    if let former = change.formerTrack {
      let here = change.track?.old == nil ? "to this new track" : "here"
      let place = oldStart == new.start ? "" : ", to \(range(new))"
      return "Moved \(label(old)) (\(oldRange)) \(here) from \(former.name)\(place)\(shifted)"
    }
    if isListed { return "Listed \(named(new, at: new)) at another place, at the same time" }
    let (before, after) = ValueText.apart(oldRange, new.rangeInParent)
    return "Moved \(label(new)) from \(before) to \(after)"
  }

  private var trimmed: String {
    guard let old, let new else { return "Trimmed a segment" }
    if change.segments.count > 1 { return rolled(old, new) }
    let length = (new.duration - oldDuration).microseconds
    if let both = trimmedAtBothEnds(old, new, longer: length) { return both + shifted }
    let ends =
      change.edges.count == 2 ? "both ends" : change.edges.contains(.head) ? "the head" : "the tail"
    let verb = length < 0 ? "Trimmed" : "Extended"
    return "\(verb) \(ends) of \(label(new)) by \(ValueText.length(length)) (\(ranges))"
      + shifted
  }

  /// Each end by its own length, where the source tells them apart.
  private func trimmedAtBothEnds(_ old: Segment, _ new: Segment, longer length: Int) -> String? {
    guard change.edges.count == 2, new.media != nil, new.speed == old.speed, new.speed > .zero else {
      return nil
    }
    let offset = (new.sourceStart - (oldSource?.start ?? old.sourceStart)).microseconds
    // What was taken off each end, on the timeline.
    let head = Int((Double(offset) / new.speed.double).rounded())
    let tail = -length - head
    guard head != 0, tail != 0 else { return nil }
    let verb = head > 0 ? "Trimmed" : "Extended"
    let other = (tail > 0) == (head > 0) ? "" : tail > 0 ? "trimmed " : "extended "
    return "\(verb) the head of \(label(new)) by \(ValueText.length(head)), and \(other)its tail by "
      + "\(ValueText.length(tail)) (\(ranges))"
  }

  /// Neighbours that were trimmed so that a cut, or what lies between them, could move.
  private func rolled(_ old: Segment, _ new: Segment) -> String {
    // Beside what moved both of them.
    let offset = (new.duration - old.duration).microseconds
    let way = "\(ValueText.length(offset)) \(offset < 0 ? "earlier" : "later")"
    let (tail, head) = (label(new), label(change.segments.last?.new))
    if change.segments.count == 2 {
      return "Trimmed the tail of \(tail) and the head of \(head): their cut moves \(way) "
        + "(\(old.end) → \(new.end))"
    }
    let between = change.segments.dropFirst().dropLast()
    let what = between.count == 1 ? label(between.first?.new) : "\(between.count) segments"
    return "Moved \(what) \(way) between \(tail) and \(head), which were trimmed to make room"
  }

  /// `Split a (0-4s) at 2s`, `Cut 1-1.5s out of a (0-4s)`
  private var split: String {
    let subject = named(old, at: old)
    let cuts = ValueText.list(change.cuts.map(\.description))
    guard !change.cutOut.isEmpty else { return "Split \(subject) at \(cuts)\(shifted)" }
    let gone = ValueText.list(change.cutOut.map(\.description))
    guard !change.cuts.isEmpty else { return "Cut \(gone) out of \(subject)\(shifted)" }
    return "Cut \(gone) out of \(subject) and split it at \(cuts)\(shifted)"
  }

  private var joined: String {
    let parts = "Joined \(change.segments.count) parts of \(label(new))"
    let cuts = change.cuts.isEmpty ? "" : " at " + ValueText.list(change.cuts.map(\.description))
    let back = ValueText.list(change.cutOut.map(\.description))
    return parts + cuts + (back.isEmpty ? "" : " and put \(back) back") + " (\(range(new)))\(shifted)"
  }

  private var slipped: String {
    guard let old, let new else { return "Slipped a segment" }
    let source = oldSource ?? old.sourceRange
    let (before, after) = ValueText.apart(source, new.sourceRange)
    let offset = new.sourceStart.microseconds - source.start.microseconds
    return "Slipped \(named(new, at: new)) \(ValueText.length(offset)) \(offset < 0 ? "back" : "on")"
      + " in its source (\(before) → \(after))"
  }

  private var retimed: String {
    guard let old, let new else { return "Retimed a segment" }
    let verb = new.speed > old.speed ? "Sped up" : "Slowed down"
    let times = oldDuration == new.duration ? range(new) : ranges
    return "\(verb) \(label(new)) from \(old.speed.decimal(places: 3))x to \(new.speed.decimal(places: 3))x"
      + " (\(times))\(shifted)"
  }
}
