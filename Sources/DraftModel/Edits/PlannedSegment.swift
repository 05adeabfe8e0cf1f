import JSONTree

/// A segment as it is to be after an edit.
struct PlannedSegment {
  enum Origin {
    /// A segment of the draft that stays where it is in its track's array.
    case kept(Segment)
    /// A copy of a segment of the draft, at another place of an array.
    case copied(Segment)
    case new(JSONLiteral)
  }

  var origin: Origin
  var start: Time
  var duration: Time
  /// Where its source begins now; nil where that is as it was.
  private(set) var sourceStart: Time?
  /// How far its start moved inside its content: what its keyframe times, which count from the
  /// start, have to lose so that each stays where it was.
  private(set) var headOffset = Time.zero
  /// What goes when the head is cut off by a slice: fade-in and entrance.
  private(set) var losesEntrance = false
  /// What goes when the tail is cut off by a slice: fade-out, exit and transition.
  private(set) var losesExit = false
  private(set) var needsIdentity = false

  var end: Time { start + duration }
  var range: TimeRange { TimeRange(start: start, duration: duration) }

  init(keeping segment: Segment) {
    origin = .kept(segment)
    start = segment.start
    duration = segment.duration
  }

  init(new literal: JSONLiteral, start: Time, duration: Time) {
    origin = .new(literal)
    self.start = start
    self.duration = duration
  }

  /// The segment of the draft that it was.
  var segment: Segment? {
    switch origin {
    case .kept(let segment), .copied(let segment): segment
    case .new: nil
    }
  }

  /// Whether it is this segment, at its old place in the array.
  func keeps(_ other: Segment) -> Bool {
    if case .kept(let segment) = origin { segment.ordinal == other.ordinal } else { false }
  }

  /// Its place in the array, if it keeps that.
  var keptIndex: Int? {
    if case .kept(let segment) = origin { segment.index } else { nil }
  }

  /// Whether it is an object, so that times can be written into it.
  var isObject: Bool { segment.map { $0.draft.document.kind(of: $0.node) == .object } ?? true }

  /// Takes time off the head, or adds it where `offset` is negative. What is shown at any time that
  /// stays is the same as before.
  mutating func trimHead(by offset: Time) {
    start += offset
    duration -= offset
    headOffset += offset
    if let segment, segment.hasSourceTime { slip(by: offset * segment.speed) }
  }

  /// Adds time to the tail, or takes it off where `offset` is negative.
  mutating func extendTail(by offset: Time) { duration += offset }

  /// Moves what is shown, in source time.
  mutating func slip(by offset: Time) {
    guard let segment, offset != .zero else { return }
    sourceStart = ((sourceStart ?? segment.sourceStart) + offset).asWritten
  }

  /// Cuts it in two: it becomes the left part.
  /// - Parameter time: inside its range.
  /// - Returns: the right part.
  mutating func split(at time: Time) -> PlannedSegment {
    var right = self
    if let segment { right.origin = .copied(segment) }
    right.trimHead(by: time - start)
    right.losesEntrance = true
    right.needsIdentity = true
    duration = time - start
    losesExit = true
    return right
  }
}
