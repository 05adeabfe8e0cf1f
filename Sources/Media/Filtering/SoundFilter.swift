import DraftModel

/// Changes the speed of sound and keeps its pitch.
public final class TempoFilter {
  /// More samples than the filter ever holds back, at any speed.
  public static let window = 1 << 16

  /// How many samples too early the filter gives what it stretches, as measured: the middle between
  /// clicks and bursts of 50 ms, which lie within 6 ms of it. FFmpeg aligns the beginnings of its windows,
  /// not their middles, and one filter of a chain moves what the next one stretches.
  public let lead: Int

  private let graph: FilterGraph

  /// - Parameter speed: 0.1...16. Chained, since one filter is at its best from 0.5 to 2.
  public init(speed: Rational) throws(MediaError) {
    var steps: [Double] = []
    var rest = min(max(speed.double, 0.1), 16)
    while rest < 0.5 {
      steps.append(0.5)
      rest /= 0.5
    }
    steps.append(rest)
    lead = Self.lead(of: steps)
    graph = try FilterGraph(sound: steps.map { "atempo=\($0)" }.joined(separator: ","))
  }

  private static func lead(of steps: [Double]) -> Int {
    // From half the speed to nearly all of it: 28 to 14 ms; from there to twice the speed: 14.5 to 8. In a
    // chain a little less than their sum.
    func own(_ step: Double) -> Double { step < 1 ? 42.7 - 29 * step : 1.5 + 13 / step }
    let before = steps.dropLast().reduce(0) { $0 / $1 + own($1) }
    let last = steps.last ?? 1
    return Int(((0.78 * before / last + own(last)) * 48).rounded())
  }

  /// Hands interleaved stereo samples over (none for the end) and appends what is ready.
  /// - Returns: false when the sound is at its end.
  public func process(_ samples: [Float], into output: inout [Float]) throws(MediaError) -> Bool {
    try graph.push(samples: samples)
    return try graph.pullSamples(into: &output)
  }
}

/// Stops clipping and does nothing else: ceiling 0 dB, no make-up gain, its delay compensated.
public final class LimiterFilter {
  private let graph: FilterGraph

  public init() throws(MediaError) {
    graph = try FilterGraph(sound: "alimiter=limit=1:level=0:latency=1:attack=5:release=50")
  }

  /// Hands interleaved stereo samples over (none for the end) and appends what is ready: as many in
  /// all as were handed over.
  public func process(_ samples: [Float], into output: inout [Float]) throws(MediaError) {
    try graph.push(samples: samples)
    _ = try graph.pullSamples(into: &output)
  }
}
