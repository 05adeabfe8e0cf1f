/// AAC in stereo at 48 kHz for a preview, which is listened to for its levels: by the fast coder, and by the
/// two-loop coder where the sound is so loud that the fast one could clip it.
///
/// Where one takes over from the other, it has coded what came before as well, so that the windows of both
/// agree. One sound gives the same packets however it is cut into calls.
public final class PreviewSoundEncoder {
  /// What a muxer has to know of it; both coders say the same.
  public let parameters: StreamParameters
  private var coder: AudioEncoder.Coder?
  private var encoder: AudioEncoder
  /// Packets before this moment were given by the other coder, or are nobody's.
  private var first = Int64.min
  /// What was coded last, and what was not coded yet; both channels in turn.
  private var history: [Float] = []
  private var pending: [Float] = []
  /// The first pending sample.
  private var position = 0

  /// Samples of a frame; a window is two of them.
  private static let frame = 1_024
  /// A coder is chosen for so many samples: 48 frames, about a second.
  private static let section = 48 * frame
  /// What a coder hears before its first packet counts: it looks back three frames for attacks, by which
  /// it chooses its windows.
  private static let runUp = 8 * frame
  /// A packet comes two frames after its beginning, and needs the frame behind its own.
  private static let lookAhead = 2 * frame
  /// A tone of 0.42 of full scale. A line of a spectrum is no louder than a tone of all its window's power,
  /// and the fast coder holds tones up to 0.45.
  private static let loudest: Float = 0.3

  public init() throws(MediaError) {
    encoder = try AudioEncoder()
    parameters = encoder.parameters
  }

  private static func settings(_ coder: AudioEncoder.Coder) -> AudioEncoder.Settings {
    // Both of the order of 130,000 bits a second.
    AudioEncoder.Settings(codec: .aacQuality(coder == .fast ? 1.5 : 1, coder), sampleRate: 48_000, channels: 2)
  }

  /// - Parameter samples: both channels in turn.
  public func encode(
    _ samples: [Float], _ receive: (EncodedPacket) throws(MediaError) -> Void
  ) throws(MediaError) {
    pending += samples
    while pending.count >= (Self.section + Self.lookAhead) * 2 { try code(Self.section, receive) }
  }

  public func finish(_ receive: (EncodedPacket) throws(MediaError) -> Void) throws(MediaError) {
    if !pending.isEmpty { try code(pending.count / 2, receive) }
    try encoder.finish { packet throws(MediaError) in if packet.presentation >= first { try receive(packet) } }
  }

  /// Codes the first of the pending samples.
  private func code(
    _ count: Int, _ receive: (EncodedPacket) throws(MediaError) -> Void
  ) throws(MediaError) {
    let wanted: AudioEncoder.Coder = isLoud(count) ? .twoLoop : .fast
    if wanted != coder { try change(to: wanted, receive) }
    let section = Array(pending[..<(count * 2)])
    try encoder.encode(section) { packet throws(MediaError) in
      if packet.presentation >= first { try receive(packet) }
    }
    history = Array((history + section).suffix(Self.runUp * 2))
    pending.removeFirst(count * 2)
    position += count
  }

  private func change(
    to coder: AudioEncoder.Coder, _ receive: (EncodedPacket) throws(MediaError) -> Void
  ) throws(MediaError) {
    let start = position - history.count / 2
    let next = try AudioEncoder(Self.settings(coder), from: self.coder == nil ? nil : start)
    if self.coder != nil {
      let end = Int64(position)
      func finish(_ packet: EncodedPacket) throws(MediaError) {
        if packet.presentation >= first, packet.presentation < end { try receive(packet) }
      }
      try encoder.encode(Array(pending.prefix(Self.lookAhead * 2)), finish)
      if pending.count < Self.lookAhead * 2 { try encoder.finish(finish) }
      try next.encode(history) { _ in }
      first = end
    }
    encoder = next
    self.coder = coder
  }

  /// Whether a window that reaches into the first of the pending samples is too loud for the fast coder.
  private func isLoud(_ count: Int) -> Bool {
    let heard = Array(history.suffix(Self.frame * 2) + pending.prefix((count + Self.frame) * 2))
    let powers = stride(from: 0, to: heard.count, by: Self.frame * 2).map { at in
      Self.power(heard[at..<min(at + Self.frame * 2, heard.count)])
    }
    let limit = Self.loudest * Self.loudest * Float(Self.frame * 2)
    return powers.indices.contains { index in
      let sum = powers[index] + (index > 0 ? powers[index - 1] : .zero)
      return max(sum.x, sum.y) > limit
    }
  }

  /// The sum of the squares of each channel.
  private static func power(_ samples: ArraySlice<Float>) -> SIMD2<Float> {
    samples.withUnsafeBufferPointer { samples in
      var sums = SIMD8<Float>.zero
      var at = 0
      while at + 8 <= samples.count {
        var part = SIMD8<Float>()
        for lane in 0..<8 { part[lane] = samples[at + lane] }
        sums += part * part
        at += 8
      }
      var result = SIMD2(sums.evenHalf.sum(), sums.oddHalf.sum())
      while at + 2 <= samples.count {
        let pair = SIMD2(samples[at], samples[at + 1])
        result += pair * pair
        at += 2
      }
      return result
    }
  }
}
