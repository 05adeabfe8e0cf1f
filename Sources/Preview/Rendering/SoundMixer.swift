import DraftModel
import Media

/// Mixes the sound of a plan, block by block, in order, from the film's beginning or from a later block.
final class SoundMixer {
  /// Samples of a block: 96 AAC frames.
  static let blockLength = 98_304

  /// What is wrong with the sound of a clip that is heard all the same.
  enum Flaw {
    /// It ends more than 50 ms before the clip does.
    case endsEarly
    /// Parts of it could not be decoded.
    case damaged
  }

  private let plan: SoundPlan
  private let onFailure: (SoundClip, MediaError) -> Void
  private let onFlaw: (SoundClip, Flaw) -> Void
  private let limiter: LimiterFilter
  /// Clips by their beginning, and those that are being read.
  private var upcoming: ArraySlice<SoundClip>
  private var voices: [Voice] = []
  private var position: Int
  /// The part of the film's sound that was given, 0...1.
  var done: Double {
    plan.samples.isEmpty
      ? 1 : Double(position - plan.samples.lowerBound) / Double(plan.samples.count)
  }
  /// The most samples in a row, so far, that were not above full scale before the limiter.
  private(set) var longestCalm = 0
  private var calm = 0

  /// - Parameter start: where a block begins; the film's beginning unless said. What is given from
  ///   there on is what a film from its beginning has there, but for what the limiter still does about
  ///   earlier peaks.
  init(
    _ plan: SoundPlan, from start: Int? = nil,
    onFailure: @escaping (SoundClip, MediaError) -> Void = { _, _ in },
    onFlaw: @escaping (SoundClip, Flaw) -> Void = { _, _ in }
  ) throws(MediaError) {
    self.plan = plan
    self.onFailure = onFailure
    self.onFlaw = onFlaw
    limiter = try LimiterFilter()
    let position = start ?? plan.samples.lowerBound
    self.position = position
    upcoming =
      plan.clips.filter { $0.samples.overlaps(plan.samples) && $0.samples.upperBound > position }
      .sorted { ($0.samples.lowerBound, $0.track) < ($1.samples.lowerBound, $1.track) }[...]
  }

  /// The next samples, interleaved; as many as the limiter lets go. Nil when all are given.
  func next() throws(MediaError) -> [Float]? {
    var output: [Float] = []
    guard position < plan.samples.upperBound else { return nil }
    let block = position..<min(position + Self.blockLength, plan.samples.upperBound)
    var mix = [Float](repeating: 0, count: block.count * 2)
    while let clip = upcoming.first, clip.samples.lowerBound < block.upperBound {
      upcoming.removeFirst()
      do throws(MediaError) {
        let first = max(clip.samples.lowerBound, plan.samples.lowerBound)
        voices.append(try Voice(clip, from: first, skippingTo: max(first, block.lowerBound)))
      } catch {
        onFailure(clip, error)
      }
    }
    voices = voices.filter { voice in
      do throws(MediaError) {
        try voice.add(to: &mix, block)
        if voice.missing > 2400 { onFlaw(voice.clip, .endsEarly) }
        if voice.isDamaged { onFlaw(voice.clip, .damaged) }
        return voice.clip.samples.upperBound > block.upperBound
      } catch {
        onFailure(voice.clip, error)
        return false
      }
    }
    position = block.upperBound
    for sample in stride(from: 0, to: mix.count, by: 2) {
      calm = max(abs(mix[sample]), abs(mix[sample + 1])) <= 1 ? calm + 1 : 0
      longestCalm = max(longestCalm, calm)
    }
    try limiter.process(mix, into: &output)
    if position == plan.samples.upperBound { try limiter.process([], into: &output) }
    return output
  }
}

/// One clip being played.
private final class Voice {
  let clip: SoundClip
  private let reader: SoundReader
  private let tempo: TempoFilter?
  /// Stretched samples that were not taken yet.
  private var stretched: [Float] = []
  private var isOver = false
  /// Samples that the source did not have any more.
  private(set) var missing = 0
  var isDamaged: Bool { reader.isDamaged }
  /// Samples of the clip that are silent still, as they lie before source time 0.
  private var lead = 0
  /// Stretched samples to drop before the moment at which the film begins.
  private var surplus = 0
  /// Stretched samples that were taken or dropped.
  private var gone = 0
  /// Source samples that were stretched so far.
  private var fed = 0
  /// How many stretched samples there have to be, the surplus included.
  private var wanted = 0

  /// The most that is stretched before a film that begins inside the clip, five minutes: up to there a
  /// part of a film sounds just as the whole does, sample for sample; it takes a second or two at most.
  private static let tempoPreroll = 300 * 48_000

  /// - Parameters:
  ///   - first: the first sample that is heard of it, on the timeline.
  ///   - start: from where on it will be asked for. It sounds as if it had been played from `first`.
  init(_ clip: SoundClip, from first: Int, skippingTo start: Int) throws(MediaError) {
    self.clip = clip
    reader = try SoundReader(path: clip.path)
    // How a tempo is changed depends on all that was played; at its own speed a source has no memory.
    var offset = (clip.speed == .one ? start : first) - clip.samples.lowerBound
    // The first sample whose source time is not before 0.
    let begin = (-clip.sourceStart.seconds * Rational(SoundPlan.sampleRate) / clip.speed).ceiling
    lead = min(max(0, begin - offset), clip.samples.count)
    offset += lead
    if clip.speed == .one {
      tempo = nil
      try reader.start(at: clip.sourceStart + Self.time(offset))
    } else {
      let tempo = try TempoFilter(speed: clip.speed)
      self.tempo = tempo
      surplus = min(offset - max(0, begin), Self.tempoPreroll)
      wanted = clip.samples.count - offset + surplus + tempo.lead
      let from = clip.sourceStart + Self.time(offset - surplus - tempo.lead) * clip.speed
      try reader.start(at: max(.zero, from))
      // What would lie before the source's first sample.
      let silent = min(max(0, -Planner.sample(from)), 1 << 20)
      fed = silent
      if silent > 0 { _ = try tempo.process([Float](repeating: 0, count: silent * 2), into: &stretched) }
      try skip(start - first)
    }
  }

  /// Plays samples that nobody hears.
  private func skip(_ count: Int) throws(MediaError) {
    let silent = min(lead, count)
    lead -= silent
    var rest = count - silent
    while rest > 0 {
      var unheard: [Float] = []
      let part = min(rest, 1 << 16)
      try stretch(part, into: &unheard)
      rest -= part
    }
  }

  private static func time(_ samples: Int) -> Time { Time(seconds: Rational(Int128(samples), 48_000)) }

  func add(to mix: inout [Float], _ block: Range<Int>) throws(MediaError) {
    let part = clip.samples.clamped(to: block)
    guard !part.isEmpty else { return }
    var samples: [Float] = []
    samples.reserveCapacity(part.count * 2)
    let silent = min(lead, part.count)
    samples.append(contentsOf: repeatElement(0, count: silent * 2))
    lead -= silent
    if tempo == nil {
      missing += part.count - silent - (try reader.read(part.count - silent, into: &samples))
    } else {
      try stretch(part.count - silent, into: &samples)
    }
    let gains = gains(over: part)
    let start = (part.lowerBound - block.lowerBound) * 2
    for index in 0..<part.count {
      mix[start + index * 2] += samples[index * 2] * gains[index]
      mix[start + index * 2 + 1] += samples[index * 2 + 1] * gains[index]
    }
  }

  private func gains(over part: Range<Int>) -> [Float] {
    var gains = [Float](repeating: Float(clip.gain), count: part.count)
    let isRamped =
      part.lowerBound < clip.samples.lowerBound + clip.fadeIn
      || part.upperBound > clip.samples.upperBound - clip.fadeOut
    if isRamped {
      for index in gains.indices { gains[index] = gain(at: part.lowerBound + index) }
    }
    for curve in clip.curves { curve.multiply(&gains, from: part.lowerBound - clip.samples.lowerBound) }
    return gains
  }

  private func gain(at sample: Int) -> Float {
    var gain = clip.gain
    let (before, after) = (sample - clip.samples.lowerBound, clip.samples.upperBound - sample)
    if before < clip.fadeIn { gain *= Double(before) / Double(clip.fadeIn) }
    if after < clip.fadeOut { gain *= Double(after) / Double(clip.fadeOut) }
    return Float(gain)
  }

  private func stretch(_ count: Int, into samples: inout [Float]) throws(MediaError) {
    while !isOver, stretched.count / 2 < count + surplus {
      var source: [Float] = []
      let available = try reader.read(8192, into: &source)
      fed += available
      isOver = available < 8192
      // At the end the filter keeps a part of its window back: the silence that follows pushes it out.
      if isOver { source += repeatElement(0, count: TempoFilter.window * 2) }
      _ = try tempo?.process(source, into: &stretched)
      dropSurplus()
      if isOver {
        _ = try tempo?.process([], into: &stretched)
        let length = (Rational(fed) / clip.speed).rounded
        missing = max(0, wanted - length)
        endStretched(after: length - (tempo?.lead ?? 0) - gone)
      }
    }
    dropSurplus()
    let taken = min(count, stretched.count / 2)
    samples.append(contentsOf: stretched[..<(taken * 2)])
    stretched.removeFirst(taken * 2)
    gone += taken
    samples.append(contentsOf: repeatElement(0, count: (count - taken) * 2))
  }

  private func dropSurplus() {
    let dropped = min(surplus, stretched.count / 2)
    stretched.removeFirst(dropped * 2)
    surplus -= dropped
    gone += dropped
  }

  /// Leaves nothing after the source's end, where windows still ring.
  private func endStretched(after count: Int) {
    let end = min(max(0, count), stretched.count / 2)
    stretched.removeLast(stretched.count - end * 2)
    // No click: the last 2 ms go out.
    let ramp = min(96, end)
    for index in 0..<ramp {
      let gain = Float(index) / 96
      stretched[(end - 1 - index) * 2] *= gain
      stretched[(end - 1 - index) * 2 + 1] *= gain
    }
  }
}
