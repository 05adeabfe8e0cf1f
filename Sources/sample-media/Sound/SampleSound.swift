/// The sounds of the sample drafts.
enum SampleSound: CaseIterable, Sendable {
  case lofi, drift
  case waves, street, railway, pour
  case talk
  case whoosh, chime

  /// Samples a second.
  static var rate: Int { 48000 }

  /// A voice has one channel, all else two.
  var channels: Int { self == .talk ? 1 : 2 }

  /// Full scale is 1; no sample comes nearer to it than 3 dB. With two channels left and right take turns.
  func samples() -> [Float] {
    switch self {
    case .lofi: LofiMusic.make().interleaved
    case .drift: DriftMusic.make().interleaved
    case .waves: Ambience.waves().interleaved
    case .street: Ambience.street().interleaved
    case .railway: Ambience.railway().interleaved
    case .pour: Ambience.pour().interleaved
    case .talk: Voice.talk()
    case .whoosh: SoundEffects.whoosh().interleaved
    case .chime: SoundEffects.chime().interleaved
    }
  }
}
