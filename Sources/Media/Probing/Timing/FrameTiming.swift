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
  /// to milliseconds, explains. Nil for too few frames. The last frame's length plays no part, nor do
  /// frames that are missing beside a cut, or a couple that are missing elsewhere.
  /// Nor does the first frame's, where it alone is odd: sound that begins before the picture moves its time.
  var isVariable: Bool? {
    let all = steps
    let verdict = isVariable(all)
    guard verdict == true, all.count > Self.enoughSteps else { return verdict }
    return isVariable(Array(all.dropFirst()))
  }

  private func isVariable(_ all: [Int64]) -> Bool? {
    guard let usual = usualStep(all) else { return nil }
    let steps = withoutCutEdges(all, usual)
    // Fractions take their time, and most steps need none.
    let least = (usual * Rational(3, 2)).floor
    let missing = steps.map { $0 < least ? 0 : missingFrames(in: $0, usual) }
    let whole = zip(steps, missing).filter { $0.1 == 0 }.map(\.0)
    guard steps.count + 1 >= Self.least, let shortest = whole.min(), let longest = whole.max() else {
      return nil
    }
    if Rational(Int128(longest) - Int128(shortest), 1) > rounding { return true }
    return areMany(missing.reduce(0, +), among: steps.count, usual)
  }

  /// Whether so many missing frames are more than a recording or a transmission drops by accident.
  private func areMany(_ missing: Int, among steps: Int, _ usual: Rational) -> Bool {
    guard missing > 0 else { return false }
    guard steps >= Self.enoughSteps, missing <= max(Self.couple, steps / Self.droppedShare) else {
      return true
    }
    return Rational(missing) * usual * timeBase.rational > Rational(1, 4)
  }

  /// Of fewer steps nobody can say what is usual among them.
  private static let enoughSteps = 24
  private static let couple = 2
  /// One frame of so many may be dropped.
  private static let droppedShare = 32

  /// How long a frame is on as a rule: the mean of the most common step and those that rounding alone makes
  /// differ from it.
  private func usualStep(_ steps: [Int64]) -> Rational? {
    guard let common = Self.mostCommon(steps) else { return nil }
    let reach = Int128(rounding.floor)
    let near = steps.filter { (Int128($0) - Int128(common)).magnitude <= reach.magnitude }
    return Rational(near.reduce(Int128(0)) { $0 + Int128($1) }, Int128(near.count))
  }

  /// How many frames would fit into a step beside its own, where they fit exactly; else 0.
  private func missingFrames(in step: Int64, _ usual: Rational) -> Int {
    let times = (Rational(Int128(step), 1) / usual).rounded
    guard times > 1, (Rational(Int128(step), 1) - usual * Rational(times)).magnitude <= rounding else {
      return 0
    }
    return times - 1
  }

  /// What a step may be off by.
  private var rounding: Rational { max(Rational.one, Rational(1, 1000) / timeBase.rational) }

  /// Steps without those at either end that are several usual ones. A film that is cut as it is, without
  /// being encoded, lacks frames that are shown before the first or the last of those it keeps; so does
  /// what is read of a film up to some packet.
  private func withoutCutEdges(_ steps: [Int64], _ usual: Rational) -> ArraySlice<Int64> {
    let edge = min(Self.cutEdge, steps.count / 8)
    guard edge > 0 else { return steps[...] }
    func isGap(_ step: Int64) -> Bool { missingFrames(in: step, usual) > 0 }
    let first = steps.prefix(edge).lastIndex(where: isGap).map { $0 + 1 } ?? 0
    let last = steps.suffix(edge).firstIndex(where: isGap) ?? steps.count
    return steps[first..<last]
  }

  /// Frames beside a cut among which some may be missing.
  private static let cutEdge = 4

  private static func mostCommon(_ steps: [Int64]) -> Int64? {
    var counts: [Int64: Int] = [:]
    for step in steps { counts[step, default: 0] += 1 }
    return counts.max { ($0.value, -$0.key) < ($1.value, -$1.key) }?.key
  }

  /// The rate at which most frames follow each other.
  var commonRate: FrameRate? {
    guard let step = Self.mostCommon(steps) else { return nil }
    return FrameRate(Rational.one / (Rational(Int128(step), 1) * timeBase.rational))
  }

  /// The rate at which frames follow each other where none is missing: that of the usual step, of all that
  /// differ from it by rounding only. Gaps at a cut or in a recording do not slow it down. Where many steps
  /// are shorter than the usual one, the rate that shows these as well. Nil for too few frames.
  var steadyRate: FrameRate? {
    let steps = steps.sorted()
    guard steps.count + 1 >= Self.least else { return nil }
    var usual = steps[steps.count / 2]
    // Not many pictures may be too short to be shown.
    if steps[steps.count / Self.rareShare] * 10 < usual * 7 { usual = steps[steps.count / Self.rareShare] }
    // Coarse units round much, but not one frame to two.
    let reach = min(max(rounding, Rational(Int128(usual), 8)), Rational(Int128(usual) * 3, 10))
    let near = steps.filter { (Rational(Int128($0), 1) - Rational(Int128(usual), 1)).magnitude <= reach }
    let sum = near.reduce(Int128(0)) { $0 + Int128($1) }
    guard sum > 0 else { return nil }
    return FrameRate(Rational(Int128(near.count), sum) / timeBase.rational)
  }

  /// One frame of so many is rare.
  private static let rareShare = 10
}
