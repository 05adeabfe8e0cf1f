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
  /// Where decoding was to start and nothing came out, by stream: `first`, `middle` or `last` second,
  /// or a range that was asked for.
  public var emptyRanges: [Int: [TimeRange]] = [:]

  public static let problemLimit = 200

  public init() {}

  public var isClean: Bool { problems.isEmpty && untoldProblems == 0 && emptyRanges.isEmpty }
}

/// How much is decoded.
public enum DecodingExtent: Hashable, Sendable {
  /// The first, the middle and the last second.
  case samples
  case everything
  /// Stretches, counted from the start of the file.
  case ranges([TimeRange])
}
