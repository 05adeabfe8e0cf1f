import DraftModel

/// Two segments of a track that turn into each other. Both are blended first, then laid over what is
/// below, in the place of the higher of the two.
///
///     outgoing ========|::::          :::: shown beyond the cut, from source handles
///              |  ::::|========== incoming
///                 [ range  )
public struct TransitionPlan: Hashable, Sendable {
  public let track: Int
  public let kind: TransitionKind
  /// Half-open; `[cut - floor(d/2), cut + ceil(d/2))`, in milliseconds.
  public let range: TimeRange
  public let frames: Range<Int>
  /// Indices of the layers on either side; a side without any is transparent.
  public let outgoing: [Int]
  public let incoming: [Int]

  /// From 0 to 1.
  public func progress(at time: Time) -> Double {
    min(max(((time - range.start).milliseconds / range.duration.milliseconds).double, 0), 1)
  }
}

/// A transition between two segments, before there are layers.
struct SegmentJoin {
  let kind: TransitionKind
  let range: TimeRange
  /// Indices in the track.
  let outgoing: Int
  let incoming: Int
}

/// The transitions of a track.
struct TrackJoins {
  private(set) var joins: [SegmentJoin] = []
  /// What is to be said, by segment.
  private(set) var notes: [Int: [String]] = [:]
  private var into: [Int: Int] = [:]
  private var outOf: [Int: Int] = [:]

  /// The transition that leads into a segment.
  func leading(into segment: Int) -> SegmentJoin? { into[segment].map { joins[$0] } }
  /// The transition that leads out of a segment.
  func leading(outOf segment: Int) -> SegmentJoin? { outOf[segment].map { joins[$0] } }

  /// Segments touch where less than this lies between them.
  private static let tolerance = Time(milliseconds: 1)

  private struct Wish {
    let kind: TransitionKind
    let outgoing: Segment
    let incoming: Segment
    var duration: Time

    var before: Time { Time(milliseconds: (duration.milliseconds / Rational(2)).floor) }
    var after: Time { Time(milliseconds: (duration.milliseconds / Rational(2)).ceiling) }
  }

  init(_ track: Track) {
    let segments = track.segments
    guard segments.contains(where: { $0.node(.transition) != nil }) else { return }
    let inTime = segments.filter { $0.duration > .zero }.sorted {
      ($0.start, $0.index) < ($1.start, $1.index)
    }
    var wishes: [Wish] = []
    var taken: Set<Int> = []
    for segment in inTime {
      guard let wish = wish(of: segment, among: inTime) else { continue }
      guard taken.insert(wish.incoming.index).inserted else {
        note(segment, "another transition leads to where its transition does: shown as a cut")
        continue
      }
      wishes.append(wish)
    }
    for wish in fitted(wishes) where wish.duration > .zero {
      into[wish.incoming.index] = joins.count
      outOf[wish.outgoing.index] = joins.count
      let cut = wish.outgoing.end
      joins.append(
        SegmentJoin(
          kind: wish.kind, range: TimeRange(start: cut - wish.before, end: cut + wish.after),
          outgoing: wish.outgoing.index, incoming: wish.incoming.index))
    }
  }

  private mutating func note(_ segment: Segment, _ text: String) {
    notes[segment.index, default: []].append(text)
  }

  /// What a segment says of its transition, where that can be shown.
  private mutating func wish(of segment: Segment, among inTime: [Segment]) -> Wish? {
    guard let node = segment.node(.transition) else { return nil }
    let transition = segment.draft.object(node, .transition)
    guard let duration = transition.time(.transitionDuration), duration > .zero else {
      note(segment, "its transition has no length: shown as a cut")
      return nil
    }
    var (low, high) = (0, inTime.count)
    while low < high {
      let middle = (low + high) / 2
      if inTime[middle].start <= segment.end - Self.tolerance { low = middle + 1 } else { high = middle }
    }
    guard low < inTime.count, inTime[low].start < segment.end + Self.tolerance,
      inTime[low].index != segment.index
    else {
      note(segment, "no segment of its track begins where its transition leads: shown as a cut")
      return nil
    }
    let word = transition.string(.transitionKind) ?? TransitionKind.crossfade.rawValue
    let kind = TransitionKind(word: word)
    if kind == nil { note(segment, "the transition \"\(word.visible)\" is shown as a crossfade") }
    return Wish(kind: kind ?? .crossfade, outgoing: segment, incoming: inTime[low], duration: duration)
  }

  /// Shortens transitions until no segment has more of them than it is long: where two would meet,
  /// both in proportion.
  private mutating func fitted(_ wishes: [Wish]) -> [Wish] {
    var fitted = wishes
    func share(of segment: Segment, _ wishes: [Wish]) -> Time {
      var share = Time.zero
      if let index = incoming[segment.index] { share += wishes[index].after }
      if let index = outgoing[segment.index] { share += wishes[index].before }
      return share
    }
    let incoming = Dictionary(uniqueKeysWithValues: wishes.enumerated().map { ($1.incoming.index, $0) })
    let outgoing = Dictionary(uniqueKeysWithValues: wishes.enumerated().map { ($1.outgoing.index, $0) })
    for index in fitted.indices {
      let wish = wishes[index]
      var factor = Rational.one
      for segment in [wish.outgoing, wish.incoming] {
        let wanted = share(of: segment, wishes)
        guard wanted > segment.duration else { continue }
        factor = min(factor, segment.duration.milliseconds / wanted.milliseconds)
      }
      if factor < .one {
        fitted[index].duration = Time(milliseconds: (wish.duration.milliseconds * factor).floor)
      }
    }
    // Halves are whole milliseconds: a rest of one may still be too much.
    for index in fitted.indices {
      let wish = fitted[index]
      for segment in [wish.outgoing, wish.incoming] where share(of: segment, fitted) > segment.duration {
        fitted[index].duration = max(.zero, fitted[index].duration - Time(milliseconds: 2))
      }
    }
    for (wish, whole) in zip(fitted, wishes) where wish.duration < whole.duration {
      note(
        wish.outgoing,
        wish.duration > .zero
          ? "its transition is shortened to \(wish.duration), for the segments beside it"
          : "there is no room for its transition: shown as a cut")
    }
    return fitted
  }
}
