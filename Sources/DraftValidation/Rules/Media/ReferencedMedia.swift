import DraftModel

/// A media reference, the segments that use it, and what is known of it.
struct ReferencedMedia {
  let reference: String
  let first: Segment
  let count: Int
  let lookup: MediaLookup

  /// As it is shown: a URL without what may be a signature.
  var shown: String { MediaName.isURL(reference) ? MediaName.fileName(reference) : reference }
  var isRemote: Bool { MediaPath(reference).path == nil }
}

extension CheckedDraft {
  /// Each media that video and audio tracks name, once, in the order of its first use; nothing without
  /// a provider.
  var referencedMedia: [ReferencedMedia] {
    guard media != nil else { return [] }
    var order: [String] = []
    var uses: [String: (first: Segment, count: Int)] = [:]
    forEachSegment { segment, track in
      guard track.type == .video || track.type == .audio, let reference = segment.namedMedia
      else { return }
      if uses[reference] == nil { order.append(reference) }
      uses[reference, default: (segment, 0)].count += 1
    }
    return order.compactMap { reference in
      guard let use = uses[reference], let lookup = lookUp(reference) else { return nil }
      return ReferencedMedia(reference: reference, first: use.first, count: use.count, lookup: lookup)
    }
  }

  /// Calls `body` for each segment of video and audio tracks whose file was looked at.
  func forEachFile(_ body: (Segment, CheckedTrack, MediaFileFacts) -> Void) {
    guard media != nil else { return }
    forEachSegment { segment, track in
      guard track.type == .video || track.type == .audio, let reference = segment.namedMedia,
        case .found(let file) = lookUp(reference)
      else { return }
      body(segment, track, file)
    }
  }
}

extension Segment {
  /// The media that it names; spaces name none.
  var namedMedia: String? { media.flatMap { $0.allSatisfy(\.isWhitespace) ? nil : $0 } }
}
