import DraftModel

/// When music steps back: while any segment of a voice track is on, with ramps of 200 ms outside.
///
///     voice         =======
///     0 dB  -------\       /------
///     -dk           -------
///
/// Planned from the draft, not detected from the sound. The sound of video tracks does not count.
struct DuckingPlan {
  private static let ramp = Time(milliseconds: 200)
  /// When voices are on, in order and apart.
  private let voices: [TimeRange]

  init(_ draft: Draft) {
    let ranges = draft.tracks.filter { $0.type == .audio && $0.role == .voice && !$0.isMuted }
      .flatMap { track in track.segments.filter { !$0.isMuted }.map(\.rangeInParent) }
      .filter { !$0.isEmpty }.sorted { $0.start < $1.start }
    var voices: [TimeRange] = []
    for range in ranges {
      if let last = voices.last, range.start <= last.end {
        voices[voices.count - 1] = TimeRange(start: last.start, end: max(last.end, range.end))
      } else {
        voices.append(range)
      }
    }
    self.voices = voices
  }

  /// - Parameters:
  ///   - reduction: decibels, above 0.
  ///   - samples: those of the clip.
  /// - Returns: nil where no voice is near.
  func curve(reduction: Double, over samples: Range<Int>) -> GainCurve? {
    func time(_ sample: Int) -> Time { Time(seconds: Rational(Int128(sample), Int128(SoundPlan.sampleRate))) }
    let range = TimeRange(
      start: time(samples.lowerBound) - Self.ramp, end: time(samples.upperBound) + Self.ramp)
    // The first voice that ends after that, and those up to its end.
    var (low, high) = (0, voices.count)
    while low < high {
      let middle = (low + high) / 2
      if voices[middle].end <= range.start { low = middle + 1 } else { high = middle }
    }
    var points: [GainCurve.Point] = []
    func add(_ time: Time, _ level: Double) {
      points.append(.init(sample: Planner.sample(time) - samples.lowerBound, value: -reduction * level))
    }
    var last: TimeRange?
    for voice in voices[low...] {
      guard voice.start < range.end else { break }
      if let last, voice.start - last.end < Self.ramp * Rational(2) {
        // The ramps meet before either is done.
        let half = (voice.start - last.end) / Rational(2)
        add(last.end + half, 1 - (half.milliseconds / Self.ramp.milliseconds).double)
      } else {
        if let last { add(last.end + Self.ramp, 0) }
        add(voice.start - Self.ramp, 0)
      }
      add(voice.start, 1)
      add(voice.end, 1)
      last = voice
    }
    if let last { add(last.end + Self.ramp, 0) }
    return GainCurve(.decibels, points)
  }
}
