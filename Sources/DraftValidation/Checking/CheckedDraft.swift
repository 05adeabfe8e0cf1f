import DraftModel
import JSONTree

/// A draft as rules see it: what several of them need is worked out once.
public struct CheckedDraft {
  public let draft: Draft
  public let tracks: [CheckedTrack]
  public let canvas: Canvas
  public let keys: KeyScan
  let doubts: Doubts
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
    let keys = KeyScan(draft)
    self.keys = keys
    let doubts = Doubts(keys, in: draft)
    self.doubts = doubts
    tracks = draft.tracks.map { CheckedTrack($0, doubts) }
    canvas = draft.canvas
    session = SessionMedia(draft)
  }

  /// Every segment with its track, in document order.
  func forEachSegment(_ body: (Segment, CheckedTrack) -> Void) {
    for track in tracks { for segment in track.segments { body(segment, track) } }
  }

  /// What is known of a segment's media: by looking at it, else from the session's own list.
  func facts(of segment: Segment) -> MediaFacts? {
    guard let reference = segment.media, !reference.isEmpty else { return nil }
    if case .found(let file) = lookUp(reference) { return file.facts }
    return session[reference]
  }

  /// What became of a reference; nil without anyone who can look. A `file:` URL names a place on this
  /// machine, and a path may climb out by another system's separators: where nothing in the folders has its
  /// name, it leads out of them.
  func lookUp(_ reference: String) -> MediaLookup? {
    guard let media else { return nil }
    let found = media.media(for: reference)
    let path = MediaPath(reference)
    return found == .missing && (path.isFileURL || path.climbsOut) && !media.allowsOutside ? .escapes : found
  }

  /// A time as the draft writes it: `-5 ms`.
  func milliseconds(_ node: JSONNodeID) -> DiagnosticMessage {
    "\(number: document.string(of: node) ?? document.numberSpelling(of: node) ?? "?") ms"
  }

  /// Whether every track says what it is and what is on it.
  var hasKnownTracks: Bool {
    tracks.allSatisfy { $0.type != .unknown && $0.track.node(.trackSegments) != nil }
  }

  /// Whether every segment is known and says soundly, and with one voice, when it is on: only then do
  /// sums of lengths mean anything.
  var hasSoundTimes: Bool {
    tracks.allSatisfy { $0.track.node(.trackSegments) != nil && $0.isSound.allSatisfy { $0 } }
  }
}

/// A track with its segments.
public struct CheckedTrack {
  public let track: Track
  public let type: TrackType
  public let role: TrackRole?
  /// In the order of the array.
  public let segments: [Segment]
  /// Those that are on for a while, by when they begin. Where a start or a length is at fault, that is
  /// the finding, and what follows from it is none: such segments are left out.
  public let segmentsInTime: [Segment]
  /// For each segment, whether its start and its length can be what is meant, and are said with one voice.
  let isSound: [Bool]

  init(_ track: Track, _ doubts: Doubts) {
    self.track = track
    type = track.type
    role = track.role
    let segments = track.segments
    self.segments = segments
    let isSound = segments.map { segment in
      segment.hasPlausibleTime && !doubts.concern(.start, of: segment.node)
        && !doubts.concern(.duration, of: segment.node)
    }
    self.isSound = isSound
    let lasting = isSound.allSatisfy { $0 } ? segments : segments.filter { isSound[$0.index] }
    let isSorted = zip(lasting, lasting.dropFirst()).allSatisfy { $0.start <= $1.start }
    segmentsInTime = isSorted ? lasting : lasting.sorted { ($0.start, $0.index) < ($1.start, $1.index) }
  }

  /// Whether the track paints.
  var hasPicture: Bool { type == .video || type == .text }
}

extension CheckedTrack {
  /// For each segment, whether it is on when it is meant to be: not where its own start or length is at
  /// fault, nor where it begins when such a one ends.
  var hasKnownPlace: [Bool] {
    var isKnown = true
    return segments.map { segment in
      isKnown = isSound[segment.index] && (isKnown || segment.isStartWritten)
      return isKnown
    }
  }

  /// The stretches that segments lie in whose place is not known: what seems to be missing there may be
  /// them. In order; each begins where the segment before it ends, and ends where the next one begins.
  var doubtfulRanges: [ClosedRange<Time>] {
    guard !isSound.allSatisfy({ $0 }) else { return [] }
    var ranges: [ClosedRange<Time>] = []
    var begin: Time?
    var covered = Time.zero
    for (segment, isKnown) in zip(segments, hasKnownPlace) {
      if isKnown {
        if let from = begin { ranges.append(min(from, segment.start)...segment.start) }
        begin = nil
        covered = max(covered, segment.end)
      } else {
        begin = begin ?? covered
      }
    }
    if let begin { ranges.append(begin...max(begin, Time.longestPlausible + Time.longestPlausible)) }
    return ranges
  }
}

extension Segment {
  /// Whether it says how long it is, and that and its start are nothing absurd. A start that it does not
  /// say is where the segment before it ends.
  fileprivate var hasPlausibleTime: Bool {
    let document = draft.document
    guard let node = node(.duration), document.time(of: node) != nil, duration > .zero,
      duration <= Time.longestPlausible
    else { return false }
    if let start = self.node(.start), document.time(of: start) == nil { return false }
    return start >= .zero && start <= Time.longestPlausible
  }

  /// Whether what it says of its media's time is nothing absurd.
  var hasPlausibleSource: Bool {
    let document = draft.document
    if let node = node(.sourceStart) {
      guard let time = document.time(of: node), !time.isNegative, time <= Time.longestPlausible else {
        return false
      }
    }
    guard let node = node(.speed) else { return true }
    return document.rational(of: node).map(SpeedRule.range.contains) ?? false
  }

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

  /// How long the transition out of it is, none being 0; nil where it says what no length can be.
  var plausibleTransition: Time? {
    guard let node = node(.transition), let length = draft.object(node, .transition).node(.transitionDuration)
    else { return .zero }
    return draft.document.time(of: length).flatMap { $0.isNegative ? nil : $0 }
  }

  /// Whether a keyframe governs a property, so that its static value does not count.
  func isKeyframed(_ names: String...) -> Bool {
    node(.keyframes) != nil && keyframes.contains { names.contains($0.string(.keyframeProperty) ?? "") }
  }
}
