import DraftModel
import Media

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Encodings of one size of picture, until the file has the size that it may have.
struct SizedEncoding {
  private let fixer: FilmFixer
  private let range: TimeRange
  private let size: PictureSequence.Size?
  private let settings: PictureSequence.Settings
  private let budget: SizeBudget
  private let sound: (sound: Transcoding.Sound, bitRate: Int)

  /// - Parameter size: nil for as many pixels as are stored.
  init(fixer: FilmFixer, range: TimeRange, size: PictureSequence.Size?) {
    self.fixer = fixer
    self.range = range
    self.size = size
    settings = fixer.pictures(range, size: size)
    budget = SizeBudget(limit: fixer.options.limit, length: range.duration)
    sound = fixer.sound(within: budget)
  }

  /// The most like the original of those that fit.
  /// - Returns: nil where even the lowest rate is too large.
  func best() throws(MediaError) -> MadeFile? {
    let passes = try twoPasses()
    // x264 spreads bits over hundreds of pictures. Over a few it misses the size, or meets it with blocks
    // where a constant quality has none.
    guard work < Self.shortWork || (work < Self.affordableWork && !(passes.map(isFilled) ?? false)),
      (passes?.similarity?.value ?? 0) < 0.99
    else { return passes }
    let even = try evenQuality()
    return [passes, even].compactMap(\.self).max { worth($0) < worth($1) }
  }

  /// Pictures times pixels.
  private var work: Double {
    let size = size ?? fixer.storedSize
    return Double(size.pixelCount) * Double(range.duration.frameCount(at: settings.frameRate))
  }

  /// A few seconds of 320x180: all encodings together take as long as one of a minute.
  private static let shortWork = 2e7
  private static let affordableWork = 4e8

  private func isFilled(_ made: MadeFile) -> Bool {
    SizeBudget.fills(made.byteCount, budget.limit) || (made.similarity?.value ?? 0) >= 0.99
  }

  /// What leaves room is taken where it is clearly more like the original all the same.
  private func worth(_ made: MadeFile) -> Double {
    (made.similarity?.value ?? 0) + (isFilled(made) ? 0.01 : 0)
  }

  // MARK: Two passes

  private func twoPasses() throws(MediaError) -> MadeFile? {
    var bitRate = budget.bitRate - sound.bitRate
    guard bitRate >= 8_000 else { return nil }
    let statistics = ScratchFile(beside: fixer.output, suffixes: VideoEncoder.statisticsSuffixes)
    try Transcoding.runFirstPass(
      settings,
      fixer.delivery(.firstPass(bitRate: bitRate, statistics: statistics.path), range, size: size)
    ) { fixer.progress.update($0) }
    fixer.progress.nextStage()
    var best: MadeFile?
    for _ in 0..<5 {
      let made = try encode(.secondPass(bitRate: bitRate, statistics: statistics.path))
      let bytes = made.byteCount
      if bytes <= budget.limit, bytes > best?.byteCount ?? 0 { best = made }
      if budget.accepts(bytes) { break }
      // What is not picture stays; the rest follows the rate.
      let corrected = budget.corrected(bitRate, gave: bytes)
      guard corrected >= 4_000, abs(corrected - bitRate) * 200 > bitRate else { break }
      bitRate = corrected
      // Simple pictures take no more bits than they need.
      if bytes < budget.least, let made = best,
        let similarity = try fixer.similarity(range, made.file.temporaryPath), similarity.value >= 0.99
      {
        best?.similarity = similarity
        break
      }
    }
    return try best.map { made throws(MediaError) in try finished(made) }
  }

  // MARK: Even quality

  /// The lowest of x264's factors at which the file fits.
  private func evenQuality() throws(MediaError) -> MadeFile? {
    var best: MadeFile?
    // Factors known to be too large and to fit.
    var low: Double?
    var high: Double?
    var factor = 32.0
    var step = 1.0
    for _ in 0..<9 {
      let made = try encode(.quality(factor))
      let bytes = made.byteCount
      let fits = bytes <= budget.limit
      if fits { high = factor } else { low = factor }
      if fits, bytes > best?.byteCount ?? 0 { best = made }
      if budget.accepts(bytes) { break }
      if let low, let high {
        guard high - low > 0.1 else { break }
        factor = (low + high) / 2
      } else {
        // Six more are half the bytes, roughly; of flat pictures less, so that the steps grow.
        let guess = 6 * log2(Double(max(1, bytes)) / Double(max(1, budget.aim)))
        let next = factor + (fits ? min(guess, -step) : max(guess, step))
        factor = min(max(next, FilmFixer.goodQuality), 51)
        step *= 2
        if factor == low || factor == high { break }
      }
    }
    return try best.map { made throws(MediaError) in try finished(made) }
  }

  // MARK: Files

  private func encode(_ rate: VideoEncoder.Delivery.RateControl) throws(MediaError) -> MadeFile {
    let file = try AtomicFile(path: fixer.output)
    try fixer.write(
      file, range, settings, fixer.delivery(rate, range, size: size), sound.sound,
      fixer.besideInShort)
    return MadeFile(file: file)
  }

  /// The file with what is told of it.
  private func finished(_ made: MadeFile) throws(MediaError) -> MadeFile {
    var made = made
    if made.similarity == nil { made.similarity = try fixer.similarity(range, made.file.temporaryPath) }
    made.start = fixer.taken(range).start
    made.isExact = false
    made.did = fixer.notes(range, settings, sound.sound)
    made.leftOut = fixer.besideInShort.leftOut
    return made
  }
}
