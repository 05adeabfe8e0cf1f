import DraftModel

/// A media reference, the segments that use it, and what is known of it.
struct ReferencedMedia {
  let reference: String
  let first: Segment
  let count: Int
  let lookup: MediaLookup

  /// As it is shown: a URL without what may be a signature.
  var shown: String { MediaName.isURL(reference) ? MediaName.fileName(reference) : reference }
  var isRemote: Bool { MediaName.isURL(reference) && !isFileURL }
  private var isFileURL: Bool { reference.lowercased().hasPrefix("file:") }
}

extension CheckedDraft {
  /// Each media that video and audio tracks name, once, in the order of its first use; nothing without
  /// a provider.
  var referencedMedia: [ReferencedMedia] {
    guard let media else { return [] }
    var order: [String] = []
    var uses: [String: (first: Segment, count: Int)] = [:]
    forEachSegment { segment, track in
      guard track.type == .video || track.type == .audio, let reference = segment.media, !reference.isEmpty
      else { return }
      if uses[reference] == nil { order.append(reference) }
      uses[reference, default: (segment, 0)].count += 1
    }
    return order.compactMap { reference in
      uses[reference].map {
        ReferencedMedia(
          reference: reference, first: $0.first, count: $0.count, lookup: media.media(for: reference))
      }
    }
  }

  /// Calls `body` for each segment of video and audio tracks whose file was looked at.
  func forEachFile(_ body: (Segment, CheckedTrack, MediaFileFacts) -> Void) {
    guard let media else { return }
    forEachSegment { segment, track in
      guard track.type == .video || track.type == .audio, let reference = segment.media, !reference.isEmpty,
        case .found(let file) = media.media(for: reference)
      else { return }
      body(segment, track, file)
    }
  }
}
