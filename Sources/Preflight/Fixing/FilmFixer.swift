import DraftModel
import Media

/// Makes an MP4 of a film: packets copied where they may stay, else pictures encoded anew, in two passes
/// where a size has to be met.
final class FilmFixer {
  private let path: String
  private let description: MediaDescription
  private let fix: FilmFix
  let options: FixOptions
  let output: String
  let progress: FixProgress
  /// Where the film's frames lie between the ticks of its rate; found out before anything is encoded.
  private var grid = FrameGrid()

  init(
    path: String, description: MediaDescription, fix: FilmFix, options: FixOptions, output: String,
    progress: @escaping (Double) -> Void
  ) {
    self.path = path
    self.description = description
    self.fix = fix
    self.options = options
    self.output = output
    self.progress = FixProgress(stages: fix.encodesPicture || fix.shrinks ? 3 : 1, report: progress)
  }

  func make() throws(MediaError) -> MadeFile {
    if !fix.encodesPicture, let copied = try copy() { return copied }
    if fix.kind == .video { grid = try FrameGrid(of: path, at: fix.frameRate) }
    let range = try encodedRange()
    if !fix.shrinks || isLavish(range), let kept = try encodeForQuality(range) { return kept }
    return try encodeToSize(range)
  }

  // MARK: Copying

  /// The packets in a new file, cut at a key frame where only a part is needed.
  /// - Returns: nil where that is still too large.
  private func copy() throws(MediaError) -> MadeFile? {
    var range: TimeRange?
    if fix.shrinks {
      guard let used = fix.used else { return nil }
      let start = try KeyFrames.time(atOrBefore: used.start, in: path)
      range = TimeRange(start: start, end: used.end)
      // A rough sum saves writing gigabytes for nothing.
      guard expectedSize(of: range) < Double(options.limit) * 1.3 else { return nil }
    }
    let file = try AtomicFile(path: output)
    let transcoding = Transcoding(
      path: path, format: .mp4, range: range, picture: .copy, sound: goodSound,
      others: fix.beside.streams, texts: fix.beside.texts, chapters: fix.beside.chapters,
      keepsLocation: !options.stripsLocation)
    let length = range?.duration ?? description.duration ?? .zero
    do throws(MediaError) {
      try transcoding.write(to: file.temporaryPath, length: length) { progress.update($0) }
    } catch  where error.code == .unsupported || error.code == .damaged || error.code == .library {
      // What cannot be copied into MP4 can still be encoded.
      return nil
    }
    var made = MadeFile(file: file)
    made.start = range?.start ?? .zero
    made.isExact = fix.sound != .encode
    made.did = fix.sound == .copy ? ["picture and sound copied as they are"] : ["picture copied as it is"]
    if fix.sound == .encode { made.did += note(goodSound).map { [$0] } ?? [] }
    made.did += fix.beside.notes
    if let range { made.did.append("trimmed to \(range)") }
    made.leftOut = fix.beside.leftOut
    return made.byteCount <= options.limit && made.byteCount > 0 ? made : nil
  }

  private func expectedSize(of range: TimeRange?) -> Double {
    guard let range, let length = description.duration, length > .zero else { return .infinity }
    return Double(description.byteCount) * range.duration.seconds.double / length.seconds.double
  }

  // MARK: Encoding

  /// What is encoded: from the frame that is on when the part begins, so that each frame of the result begins
  /// with one of the original's, and every moment shows what it showed. Where the first frame is on only
  /// after the file begins, and not on a tick, that is a little before it.
  private func encodedRange() throws(MediaError) -> TimeRange {
    let length = description.duration ?? .zero
    guard length > .zero else {
      throw MediaError(
        .damaged, file: path, operation: "encode it", reason: "how long it is cannot be told")
    }
    let wanted = fix.used ?? TimeRange(start: .zero, end: length)
    // As readers do, which take a time for a frame's that comes a rounded millisecond before it.
    let first = (wanted.start + Time(milliseconds: Rational(1, 2)) - grid.phase).frame(at: fix.frameRate)
    let start = grid.phase + Time(frame: first, rate: fix.frameRate)
    // Where nothing is heard meanwhile, nobody waits for the first frame.
    let lead = fix.sound == nil ? self.lead(from: start) : 0
    return TimeRange(start: start + Time(frame: lead, rate: fix.frameRate), end: min(length, wanted.end))
  }

  /// What is taken of the film, for pictures of a range: where the first of them is on only after the film
  /// begins, the tick before may lie before the film.
  func taken(_ range: TimeRange) -> TimeRange {
    guard lead(from: range.start) > 0 else { return range }
    return TimeRange(start: max(.zero, range.start), end: range.end)
  }

  /// Frames before the first one of the original, where its sound begins earlier. They show nothing, as there.
  private func lead(from start: Time) -> Int {
    max(0, ((grid.start - start).seconds * fix.frameRate.value).rounded)
  }

  func pictures(_ range: TimeRange, size: PictureSequence.Size?) -> PictureSequence.Settings {
    var settings = PictureSequence.Settings(
      path: path, kind: fix.kind, range: range, frameRate: fix.frameRate, size: size,
      mapsTones: fix.mapsTones,
      threads: options.threads)
    settings.phase = grid.phase
    settings.lead = lead(from: range.start)
    if let size, isLarge {
      // Only what is left out anyway: filters would otherwise see the blocks.
      settings.detail = .init(reduction: Double(storedSize.width) / Double(max(1, size.width)))
    }
    return settings
  }

  /// Whether a few whole pictures are more than there is memory for.
  private var isLarge: Bool { storedSize.pixelCount > MediaLimits.largePicture }

  /// The sound where there is room for it.
  private var goodSound: Transcoding.Sound {
    switch fix.sound {
    case nil: .none
    case .copy: .copy
    case .encode:
      .encode(
        SoundSettings.aac(for: description.sound, bitRate: SoundSettings.goodRate(for: description)))
    }
  }

  /// What is done to the sound, in words; nil for none.
  private func note(_ sound: Transcoding.Sound) -> String? {
    switch sound {
    case .none: nil
    case .copy: "sound copied as it is"
    case .encode(let settings):
      "sound " + SoundSettings.note(settings, replacing: description.heardStream)
    }
  }

  /// x264's factor at which pictures are hardly told from the original.
  static let goodQuality = 17.0

  /// Whether there is so much room that a constant quality may well take less.
  private func isLavish(_ range: TimeRange) -> Bool {
    let size = storedSize
    let pictures = Double(range.duration.frameCount(at: fix.frameRate))
    let bits = Double(options.limit) * 8
    return bits / max(1, Double(size.pixelCount) * pictures) > 0.15
  }

  /// At a quality at which little is lost, whatever the size.
  /// - Returns: nil where that is too large, or would lose more than a file just below the limit.
  private func encodeForQuality(_ range: TimeRange) throws(MediaError) -> MadeFile? {
    let file = try AtomicFile(path: output)
    let settings = pictures(range, size: targetSize)
    let delivery = delivery(.quality(Self.goodQuality), range)
    try write(file, range, settings, delivery, goodSound, fix.beside)
    var made = MadeFile(file: file)
    guard made.byteCount <= options.limit else { return nil }
    made.similarity = try similarity(range, file.temporaryPath)
    if fix.shrinks, (made.similarity?.value ?? 1) < 0.99 { return nil }
    made.start = taken(range).start
    made.isExact = false
    made.did = notes(range, settings, goodSound) + fix.beside.notes
    made.leftOut = fix.beside.leftOut
    return made
  }

  func write(
    _ file: AtomicFile, _ range: TimeRange, _ settings: PictureSequence.Settings,
    _ delivery: VideoEncoder.Delivery, _ sound: Transcoding.Sound, _ beside: Companions
  ) throws(MediaError) {
    try Transcoding(
      path: path, format: .mp4, range: taken(range), picture: .encode(settings, delivery), sound: sound,
      others: beside.streams, texts: beside.texts, chapters: beside.chapters,
      keepsLocation: !options.stripsLocation
    ).write(to: file.temporaryPath, length: range.duration) { progress.update($0) }
    progress.nextStage()
  }

  func similarity(_ range: TimeRange, _ result: String) throws(MediaError) -> (
    value: Double, pictures: Int
  )? {
    defer { progress.nextStage() }
    return try PictureComparison.similarity(
      of: pictures(range, size: isLarge ? targetSize : nil), and: result, from: taken(range).start)
  }

  func delivery(
    _ rate: VideoEncoder.Delivery.RateControl, _ range: TimeRange, size: PictureSequence.Size? = nil
  ) -> VideoEncoder.Delivery {
    let size = size ?? targetSize ?? storedSize
    let work = Double(size.pixelCount) * Double(range.duration.frameCount(at: fix.frameRate))
    // Pictures times pixels: beyond some minutes of 1080p, the slower presets take hours.
    let preset = work < 1.2e10 ? "slow" : work < 1e11 ? "medium" : "fast"
    return VideoEncoder.Delivery(
      frameRate: fix.frameRate, rate: rate, pixelAspect: pixelAspect, preset: preset, threads: options.threads
    )
  }

  // MARK: Sizes

  /// Upright, in stored pixels.
  var storedSize: PictureSequence.Size {
    guard let picture = description.picture else { return .init(width: 2, height: 2) }
    return picture.orientation.swapsSides
      ? .init(width: picture.codedHeight, height: picture.codedWidth)
      : .init(width: picture.codedWidth, height: picture.codedHeight)
  }

  /// Nil where the picture keeps its size. Scaling keeps the shape of the pixels.
  private var targetSize: PictureSequence.Size? {
    let stored = storedSize
    let longest = max(stored.width, stored.height)
    guard let side = fix.longestSide, longest > side else { return nil }
    return scaled(by: Double(side) / Double(longest))
  }

  private func scaled(by factor: Double) -> PictureSequence.Size {
    let stored = storedSize
    func side(_ value: Int) -> Int { max(2, Int((Double(value) * factor / 2).rounded()) * 2) }
    return .init(width: side(stored.width), height: side(stored.height))
  }

  private var pixelAspect: Rational {
    guard let picture = description.picture, picture.pixelAspect != .one else { return .one }
    return picture.orientation.swapsSides ? .one / picture.pixelAspect : picture.pixelAspect
  }

  func notes(_ range: TimeRange, _ settings: PictureSequence.Settings, _ sound: Transcoding.Sound)
    -> [String]
  {
    var notes = ["picture encoded to H.264"]
    if let size = settings.size { notes[0] += " at \(size.width)x\(size.height)" }
    if let note = note(sound) { notes.append(note) }
    let taken = taken(range)
    if fix.used != nil { notes.append("trimmed to \(taken)") }
    if settings.lead > 0 {
      let lead = range.start + Time(frame: settings.lead, rate: fix.frameRate) - taken.start
      notes.append("picture begins at \(lead), after the sound, as in the original")
    }
    if description.picture?.hasAlpha == true, fix.kind == .video { notes.append("transparency lost") }
    if fix.kind == .animation, let loops = description.picture?.loopCount ?? 0 as Int?, loops != 1 {
      notes.append("plays once, where the original plays \(loops == 0 ? "for ever" : "\(loops) times")")
    }
    return notes
  }

  // MARK: To size

  /// Where every bit counts, what a player would not play takes none.
  var besideInShort: Companions { fix.beside.allLeftOut(of: description) }

  private func encodeToSize(_ range: TimeRange) throws(MediaError) -> MadeFile {
    let full = try SizedEncoding(fixer: self, range: range, size: targetSize).best()
    // Where bits are short, fewer pixels that are right are more like the original than many that are not.
    var best = full
    var factor = 0.75
    while best.map({ ($0.similarity?.value ?? 1) < 0.95 }) ?? true, factor > 0.1 {
      let size = scaled(by: factor * (targetSize.map { Double($0.width) / Double(storedSize.width) } ?? 1))
      guard size.width >= 64, size.height >= 64 || best == nil else { break }
      let smaller = try SizedEncoding(fixer: self, range: range, size: size).best()
      if let best, let smaller, (smaller.similarity?.value ?? 0) <= (best.similarity?.value ?? 0) { break }
      best = smaller ?? best
      factor *= 0.75
    }
    guard let best else {
      throw MediaError(
        .limit, file: path, operation: "make it fit \(ByteCount(options.limit))",
        reason: "\(range.duration) of film do not fit, however small")
    }
    return best
  }

  /// Sound that takes its share of few bits, and stays as it is where there are many.
  func sound(within budget: SizeBudget) -> (sound: Transcoding.Sound, bitRate: Int) {
    guard let stream = description.heardStream, let sound = description.sound, fix.sound != nil else {
      return (.none, 0)
    }
    let share = budget.bitRate * 12 / 100
    if fix.sound == .copy, let bitRate = stream.bitRate, bitRate <= max(share, 24_000) {
      return (.copy, bitRate)
    }
    let channels = min(2, max(1, sound.channels))
    let bitRate = min(max(share, 16_000 * channels), 96_000 * channels)
    return (.encode(SoundSettings.aac(for: sound, bitRate: bitRate)), bitRate)
  }
}
