import DraftModel

/// What is heard.
public struct SoundPlan: Hashable, Sendable {
  public static let sampleRate = 48_000
  /// The film's samples, counted on the timeline: sample `n` is at `n / 48000` s.
  public let samples: Range<Int>
  public let clips: [SoundClip]
}

/// A stretch of a file's sound on the timeline.
public struct SoundClip: Hashable, Sendable {
  public let track: Int
  public let segment: Int
  public let path: String
  public let samples: Range<Int>
  /// The source time of the first sample; what is before 0 is silent.
  public let sourceStart: Time
  public let speed: Rational
  /// Linear.
  public let gain: Double
  /// Lengths of the linear ramps, in samples.
  public let fadeIn: Int
  public let fadeOut: Int
  /// On top of that, multiplied: transitions, keyframes, ducking.
  public let curves: [GainCurve]

  /// The loudest gain that is played, linear; 32 dB. Nobody means more.
  static let loudest = 40.0
}
