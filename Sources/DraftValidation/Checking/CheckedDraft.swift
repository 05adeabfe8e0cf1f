import DraftModel
import JSONTree

/// A draft as rules see it: what several of them need is worked out once.
public struct CheckedDraft {
  public let draft: Draft
  public let tracks: [CheckedTrack]
  public let canvas: Canvas
  public let keys: KeyScan
  /// Where media can be looked at.
  public let media: (any MediaFactsProvider)?
  /// Where there are fonts.
  public let text: (any TextFacts)?
  private let session: SessionMedia

  public var document: JSONDocument { draft.document }

  public init(_ draft: Draft, media: (any MediaFactsProvider)? = nil, text: (any TextFacts)? = nil) {
    self.draft = draft
    self.media = media
    self.text = text
    tracks = draft.tracks.map(CheckedTrack.init)
    canvas = draft.canvas
    keys = KeyScan(draft)
    session = SessionMedia(draft)
  }

  /// Every segment with its track, in document order.
  func forEachSegment(_ body: (Segment, CheckedTrack) -> Void) {
    for track in tracks { for segment in track.segments { body(segment, track) } }
  }

  /// What is known of a segment's media: by looking at it, else from the session's own list.
  func facts(of segment: Segment) -> MediaFacts? {
    guard let reference = segment.media, !reference.isEmpty else { return nil }
    if let media, case .found(let file) = media.media(for: reference) { return file.facts }
    return session[reference]
  }

  /// Whether every segment says how long it is: only then do sums of lengths mean anything.
  var hasSoundLengths: Bool {
    tracks.allSatisfy { $0.segments.allSatisfy { $0.node(.duration) != nil && $0.duration > .zero } }
      && keys.mismatches.allSatisfy { $0.property != .start && $0.property != .duration }
  }
}

/// A track with its segments.
public struct CheckedTrack {
  public let track: Track
  public let type: TrackType
  public let role: TrackRole?
  /// In the order of the array.
  public let segments: [Segment]
  /// Those that are on for a while, by when they begin.
  public let segmentsInTime: [Segment]

  init(_ track: Track) {
    self.track = track
    type = track.type
    role = track.role
    segments = track.segments
    let lasting = segments.filter { $0.duration > .zero }
    let isSorted = zip(lasting, lasting.dropFirst()).allSatisfy { $0.start <= $1.start }
    segmentsInTime = isSorted ? lasting : lasting.sorted { ($0.start, $0.index) < ($1.start, $1.index) }
  }

  /// Whether the track paints.
  var hasPicture: Bool { type == .video || type == .text }
}

extension Segment {
  /// The first of the properties that the draft writes, else the segment itself.
  func anchor(_ properties: DraftProperty...) -> JSONNodeID {
    for property in properties { if let node = node(property) { return node } }
    return node
  }

  /// What the draft says of the transition into the next segment; nil where there is none.
  var transitionOut: (node: JSONNodeID, kind: String?, duration: Time)? {
    guard let node = node(.transition) else { return nil }
    let object = draft.object(node, .transition)
    return (node, object.string(.transitionKind), object.time(.transitionDuration) ?? .zero)
  }

  /// Whether a keyframe governs a property, so that its static value does not count.
  func isKeyframed(_ names: String...) -> Bool {
    node(.keyframes) != nil && keyframes.contains { names.contains($0.string(.keyframeProperty) ?? "") }
  }
}
