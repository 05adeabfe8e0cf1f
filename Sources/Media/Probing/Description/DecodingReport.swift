import DraftModel

/// What came of decoding a file, or parts of it.
public struct DecodingReport: Hashable, Sendable {
  /// Trouble at a place; what lies next to each other in a stream with the same reason is one.
  public struct Problem: Hashable, Sendable {
    public var stream: Int
    /// Where, counted from the start of the file; nil where no time is known.
    public var range: TimeRange?
    /// How many packets or frames it concerns.
    public var count: Int
    public var reason: String

    public init(stream: Int, range: TimeRange?, count: Int, reason: String) {
      self.stream = stream
      self.range = range
      self.count = count
      self.reason = reason
    }
  }

  /// Frames of picture, or blocks of sound, that came out, by stream.
  public var decodedFrames: [Int: Int] = [:]
  /// Errors by time, at most ``problemLimit``.
  public var problems: [Problem] = []
  /// Problems beyond the limit.
  public var untoldProblems = 0
  /// Stretches of which nothing came out, by stream.
  public var emptyRanges: [Int: [TimeRange]] = [:]
  /// Why a stream was not decoded, or not all of what was asked for, by stream. Nothing is known to be
  /// wrong with it.
  public var undecoded: [Int: String] = [:]

  public static let problemLimit = 200

  public init() {}

  /// Whether anything was decoded.
  public var hasDecoded: Bool { decodedFrames.values.contains { $0 > 0 } }

  /// Whether all that was decoded came out well; says nothing where nothing was (``hasDecoded``).
  public var isClean: Bool { problems.isEmpty && untoldProblems == 0 && emptyRanges.isEmpty }

  /// Adds a problem to the one before it where it goes on, or as one of its own.
  mutating func add(stream: Int, at time: Time?, reason: String) {
    if let last = problems.indices.last, problems[last].stream == stream, problems[last].reason == reason,
      let range = problems[last].range, let time, time - range.end <= Time(milliseconds: 1000),
      time >= range.start
    {
      problems[last].range = TimeRange(start: range.start, end: max(range.end, time))
      problems[last].count += 1
    } else {
      add(
        Problem(
          stream: stream, range: time.map { TimeRange(start: $0, duration: .zero) }, count: 1, reason: reason)
      )
    }
  }

  mutating func add(_ problem: Problem) {
    if problems.count < Self.problemLimit { problems.append(problem) } else { untoldProblems += 1 }
  }
}

/// How much is decoded.
public enum DecodingExtent: Hashable, Sendable {
  /// The first, the middle and the last second.
  case samples
  case everything
  /// Stretches, counted from the start of the file.
  case ranges([TimeRange])
}
