import DraftModel

extension SegmentFacts {
  /// Whether two sides made the same of a segment's source and length.
  func isOn(like other: SegmentFacts) -> Bool {
    media == other.media && speed == other.speed && isNear(duration, other.duration)
      && isNear(sourceIn, other.sourceIn) && isNear(sourceOut, other.sourceOut)
  }
}

extension Change.Kind {
  /// Whether it is about a track itself, not about what is on it.
  var namesTrackItself: Bool { rawValue.hasPrefix("track.") }
}

extension Change {
  /// What was done, for a list of two: `trimmed it to 4-5s`.
  var deed: String {
    let range = segments.first?.new.map { $0.rangeInParent.description } ?? ""
    func all(_ times: [some CustomStringConvertible]) -> String { ValueText.list(times.map(\.description)) }
    return switch kind {
    case .segmentTrimmed: "trimmed it to \(range)"
    case .segmentSlipped: "slipped it to \(segments.first?.new.map { $0.sourceRange.description } ?? "")"
    case .segmentRetimed:
      "made it \(segments.first?.new.map { $0.speed.decimal(places: 3) } ?? "")x (\(range))"
    case .segmentReplaced: "replaced it by \(segments.first?.new?.label ?? "another")"
    case .segmentMoved: "moved it to \(range)\(otherTrack)"
    case .trackMoved: "moved it"
    case .segmentSplit where cutOut.isEmpty: "split it at \(all(cuts))"
    case .segmentSplit: "cut \(all(cutOut)) out of it"
    case .segmentJoined: "joined it to \(range)"
    default:
      properties.isEmpty || properties.contains { $0.afterText.isEmpty }
        ? "changed it (\(sentence))"
        : "set "
          + properties.map { "\($0.name.spaced.visible) to \($0.afterText)" }.joined(separator: ", ")
    }
  }

  /// ` on Video 2`, where it is on another track now.
  private var otherTrack: String {
    guard let old = segments.first?.old, let track, track.old != old.track.index else { return "" }
    return " on \(track.name)"
  }
}
