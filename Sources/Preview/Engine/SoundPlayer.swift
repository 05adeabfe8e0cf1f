import Media

/// Plays a plan's sound from any moment on: the samples that a film has there.
///
/// Sources at their own speed sound the same from wherever reading begins, and changed tempos are played
/// from their clip's beginning. The limiter remembers peaks for 55 ms; mixing begins so far ahead that a
/// stretch without any lies between. What decoders remember differs still: where a coder fills gaps with
/// noise (AAC's PNS), it is other noise.
///
/// Used by one thread at a time, which is what makes it sendable.
final class SoundPlayer: @unchecked Sendable {
  let plan: SoundPlan
  private var mixer: SoundMixer
  /// Samples that were mixed, and where the first of them lies.
  private var samples: [Float] = []
  private var start: Int
  private var end: Int { start + samples.count / 2 }

  /// After so many samples without a peak, a limiter does nothing: 0.2 s, four times its memory.
  private static let calm = 9_600
  /// Kept for those who ask again for the last stretch's end, for a coder's run-up.
  private static let kept = 16_384
  /// So far ahead it is quicker to go on than to begin anew.
  private static let stride = 5 * SoundPlan.sampleRate

  /// - Parameter first: where playing begins, within the plan's samples.
  init(_ plan: SoundPlan, at first: Int) throws(MediaError) {
    self.plan = plan
    let block = (first - plan.samples.lowerBound) / SoundMixer.blockLength
    var back = 1
    while true {
      let from = max(0, block - back)
      start = plan.samples.lowerBound + from * SoundMixer.blockLength
      samples = []
      mixer = try SoundMixer(plan, from: start)
      for _ in from..<block { samples += try mixer.next() ?? [] }
      if from == 0 || mixer.longestCalm >= Self.calm { break }
      back *= 2
    }
    forget(before: first)
  }

  /// Whether a range can be reached from here without beginning anew.
  func reaches(_ range: Range<Int>) -> Bool {
    range.lowerBound >= start && range.lowerBound <= end + Self.stride
  }

  /// - Parameters:
  ///   - range: within the plan's samples; one that ``reaches(_:)`` allows.
  ///   - isWanted: asked before each block; gives up when it answers false.
  /// - Returns: both channels in turn; nil when it was given up.
  func play(_ range: Range<Int>, isWanted: () -> Bool) throws(MediaError) -> [Float]? {
    while end < range.upperBound {
      guard isWanted() else { return nil }
      forget(before: range.lowerBound)
      guard let more = try mixer.next() else { break }
      samples += more
    }
    let first = min((range.lowerBound - start) * 2, samples.count)
    let last = min((range.upperBound - start) * 2, samples.count)
    var played = Array(samples[first..<last])
    played += [Float](repeating: 0, count: range.count * 2 - played.count)
    forget(before: range.upperBound - Self.kept)
    return played
  }

  private func forget(before first: Int) {
    let count = min(max(0, first - start), samples.count / 2)
    samples.removeFirst(count * 2)
    start += count
  }
}
