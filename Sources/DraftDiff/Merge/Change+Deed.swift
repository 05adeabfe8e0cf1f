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
    return switch kind {
    case .segmentTrimmed: "trimmed it to \(range)"
    case .segmentSlipped: "slipped it to \(segments.first?.new.map { $0.sourceRange.description } ?? "")"
    case .segmentRetimed:
      "made it \(segments.first?.new.map { $0.speed.decimal(places: 3) } ?? "")x (\(range))"
    case .segmentReplaced: "replaced it by \(segments.first?.new?.label ?? "another")"
    case .segmentMoved: "moved it to \(range)"
    case .trackMoved: "moved it"
    case .segmentSplit: "split it"
    case .segmentJoined: "joined it"
    default:
      properties.isEmpty
        ? "changed it"
        : "set " + properties.map { "\($0.name.visible) to \($0.afterText)" }.joined(separator: ", ")
    }
  }
}
