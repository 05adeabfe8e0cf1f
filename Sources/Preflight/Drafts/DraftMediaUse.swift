import DraftModel
import JSONTree

/// Where the file of a reference is.
public enum LocatedMedia: Hashable, Sendable {
  case file(path: String)
  /// Not to be found, or not to be used; the reason in a few words.
  case missing(reason: String)
  /// It lies on a server already, so that nothing is to be uploaded.
  case remote
}

/// A file that a draft uses, once, however often it is named.
public struct DraftMediaUse: Sendable {
  /// A segment that plays it.
  public struct Use: Hashable, Sendable {
    public var segment: SegmentReference
    /// From the draft, whatever its wrapper.
    public var pointer: JSONPointer
    public var trackType: TrackType
    /// The stretch of the file that it plays, handles of transitions included.
    public var range: TimeRange
  }

  /// As the draft writes it, every spelling once.
  public var references: [String]
  public var location: LocatedMedia
  public var uses: [Use]

  /// What is used of the file: ranges that touch are one, in order. Of no meaning for pictures without a
  /// time.
  public var ranges: [TimeRange] { Self.merged(uses.map(\.range)) }

  /// From the first moment that is used to the last.
  public var hull: TimeRange? {
    let ranges = ranges
    guard let first = ranges.first, let last = ranges.last else { return nil }
    return TimeRange(start: first.start, end: last.end)
  }

  static func merged(_ ranges: [TimeRange]) -> [TimeRange] {
    var merged: [TimeRange] = []
    for range in ranges.sorted(by: { $0.start < $1.start }) where !range.isEmpty {
      if let last = merged.last, range.start <= last.end {
        merged[merged.count - 1] = TimeRange(start: last.start, end: max(last.end, range.end))
      } else {
        merged.append(range)
      }
    }
    return merged
  }
}

extension Draft {
  /// Every file that the draft uses, in the order of its first use: on any track, hidden and muted ones
  /// too, as the service fetches what the draft names.
  /// - Parameters:
  ///   - locate: finds the file of a reference; asked once for each.
  ///   - identity: what two paths to one file have in common, such as the path without symbolic links.
  public func mediaUses(
    locate: (String) -> LocatedMedia, identity: (String) -> String = { $0 }
  ) -> [DraftMediaUse] {
    var places: [String: LocatedMedia] = [:]
    var order: [String] = []
    var uses: [String: DraftMediaUse] = [:]
    for track in tracks {
      let handles = TransitionHandles(track)
      for segment in track.segments {
        guard let reference = segment.media, !reference.isEmpty else { continue }
        let place = places[reference] ?? locate(reference)
        places[reference] = place
        let key: String
        if case .file(let path) = place { key = "file " + identity(path) } else { key = "name " + reference }
        let use = DraftMediaUse.Use(
          segment: segment.reference, pointer: segment.pointer, trackType: track.type,
          range: handles.range(of: segment))
        if uses[key] == nil { order.append(key) }
        uses[key, default: DraftMediaUse(references: [], location: place, uses: [])].uses.append(use)
        if uses[key]?.references.contains(reference) == false { uses[key]?.references.append(reference) }
      }
    }
    return order.compactMap { uses[$0] }
  }
}

/// How far transitions reach beyond the in-points and out-points of a track's segments: `floor(d/2)`
/// before a cut and `ceil(d/2)` after it, in time of the timeline.
private struct TransitionHandles {
  private var before: [Int: Time] = [:]
  private var after: [Int: Time] = [:]

  init(_ track: Track) {
    let inTime = track.segments.filter { $0.duration > .zero }.sorted {
      ($0.start, $0.index) < ($1.start, $1.index)
    }
    for (segment, next) in zip(inTime, inTime.dropFirst()) {
      guard let node = segment.node(.transition),
        let duration = segment.draft.object(node, .transition).time(.transitionDuration), duration > .zero,
        next.start < segment.end + Time(milliseconds: 1), next.start > segment.end - Time(milliseconds: 1)
      else { continue }
      let length = min(duration, segment.duration, next.duration)
      let half = Time(milliseconds: (length.milliseconds / Rational(2)).floor)
      before[next.index] = half
      after[segment.index] = length - half
    }
  }

  func range(of segment: Segment) -> TimeRange {
    let source = segment.sourceRange
    let start = source.start - (before[segment.index] ?? .zero) * segment.speed
    let end = source.end + (after[segment.index] ?? .zero) * segment.speed
    return TimeRange(start: max(.zero, start), end: max(.zero, end))
  }
}
