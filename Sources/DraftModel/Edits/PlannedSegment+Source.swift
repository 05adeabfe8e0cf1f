extension Segment {
  /// Whether its content has a time of its own, so that its head cannot move without its source
  /// in-point. A text and a still picture have none, and can be on for any time. Where the media is
  /// not known it is taken for one that plays.
  var hasSourceTime: Bool {
    guard let media else { return text == nil && track.type != .text }
    let suffix = MediaName.fileName(media).lowercased().split(separator: ".").last ?? ""
    return !Self.stillPictures.contains(String(suffix))
  }

  /// Formats that are always one picture. GIF and WebP may be animated.
  private static let stillPictures: Set<String> = [
    "avif", "bmp", "heic", "heif", "jpeg", "jpg", "png", "svg", "tif", "tiff",
  ]
}

extension PlannedSegment {
  /// The stretch of its source that it is to play.
  private var sourceRange: TimeRange {
    TimeRange(
      start: sourceStart ?? segment?.sourceStart ?? .zero, duration: duration * (segment?.speed ?? .one))
  }

  /// Checks that the segment lasts, and that where it plays more of its source than before, there
  /// is more. A segment that reached too far before the edit may go on doing so.
  /// - Parameter available: what there is of the source; nil where that is not known, and then
  ///   only its beginning at zero counts.
  func checkLimits(available: TimeRange?) throws(DraftEditError) {
    guard let segment else { return }
    guard duration > .zero || duration == segment.duration else {
      throw .emptyResult(segment.reference, duration: duration)
    }
    guard start >= min(segment.start, .zero) else { throw .beforeTimelineStart(start) }
    guard segment.hasSourceTime else { return }
    let old = segment.sourceRange
    let new = sourceRange
    let earliest = available?.start ?? .zero
    if new.start < old.start, new.start < earliest {
      throw .sourceBeforeStart(segment.reference, sourceStart: new.start, earliest: earliest)
    }
    if let latest = available?.end, new.end > old.end, new.end > latest {
      throw .sourceAfterEnd(segment.reference, sourceEnd: new.end, latest: latest)
    }
  }
}
