import CFFmpeg
import DraftModel

/// The times of a stream's frames, as far as they were looked at, and what they say of its rate.
struct FrameTiming {
  /// In the stream's units, in any order.
  private let timestamps: [Int64]
  private let timeBase: AVRational

  /// How many frames are looked at.
  static let limit = 100_000
  /// Frames that are needed to say anything.
  private static let least = 3

  init(_ timestamps: [Int64], timeBase: AVRational) {
    self.timestamps = timestamps.sorted()
    self.timeBase = timeBase
  }

  /// All frames that an index lists, for containers whose index lists all of them.
  init(index stream: UnsafeMutablePointer<AVStream>) {
    let count = min(Int(avformat_index_get_entries_count(stream)), Self.limit)
    let entries = (0..<count).compactMap { avformat_index_get_entry(stream, Int32($0))?.pointee }
    // What an edit list leaves out stays in the index, marked.
    self.init(
      entries.filter { $0.flags & AVINDEX_DISCARD_FRAME == 0 && $0.timestamp != wp_no_pts }.map(\.timestamp),
      timeBase: stream.pointee.time_base)
  }

  /// How long each frame but the last is on, in the stream's units; frames at one time count once.
  private var steps: [Int64] {
    zip(timestamps.dropFirst(), timestamps).map { $0.subtractingReportingOverflow($1) }
      .compactMap { $0.overflow || $0.partialValue <= 0 ? nil : $0.partialValue }
  }

  /// Whether frames are on for different times, by more than what rounding to the stream's units, or
  /// to milliseconds, explains. Nil for too few frames. The last frame's length plays no part.
  var isVariable: Bool? {
    let steps = steps
    guard steps.count + 1 >= Self.least, let shortest = steps.min(), let longest = steps.max() else {
      return nil
    }
    let difference = Rational(Int128(longest) - Int128(shortest), 1)
    let rounding = max(Rational.one, Rational(1, 1000) / timeBase.rational)
    return difference > rounding
  }

  /// The rate at which most frames follow each other.
  var commonRate: FrameRate? {
    var counts: [Int64: Int] = [:]
    for step in steps { counts[step, default: 0] += 1 }
    guard let step = counts.max(by: { ($0.value, -$0.key) < ($1.value, -$1.key) })?.key else { return nil }
    return FrameRate(Rational.one / (Rational(Int128(step), 1) * timeBase.rational))
  }
}
