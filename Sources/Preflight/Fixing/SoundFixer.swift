import DraftModel
import Media

/// Makes an M4A, MP3 or WAV of a sound.
final class SoundFixer {
  private let path: String
  private let description: MediaDescription
  private let fix: SoundFix
  private let options: FixOptions
  private let output: String
  private let progress: FixProgress

  init(
    path: String, description: MediaDescription, fix: SoundFix, options: FixOptions, output: String,
    progress: @escaping (Double) -> Void
  ) {
    self.path = path
    self.description = description
    self.fix = fix
    self.options = options
    self.output = output
    self.progress = FixProgress(stages: fix.shrinks ? 2 : 1, report: progress)
  }

  func make() throws(MediaError) -> MadeFile {
    switch fix.format {
    case .copy:
      if let copied = try write(.copy, to: output.hasSuffix(".mp3") ? .mp3 : .m4a),
        copied.byteCount <= options.limit
      {
        return noted(copied, "copied as it is")
      }
      return try encode()
    case .wav(let bits):
      let settings = AudioEncoder.Settings(
        codec: bits > 16 ? .pcm24 : .pcm16, sampleRate: description.sound?.sampleRate ?? 48_000,
        channels: description.sound?.channels ?? 2)
      guard let made = try write(.encode(settings), to: .wav), made.byteCount <= options.limit else {
        throw tooSmall
      }
      guard fix.isExact else {
        var made = noted(made, "its samples brought to \(bits) bits")
        made.isExact = false
        return made
      }
      guard !made.isDamaged else { return noted(made, "its samples kept where they could be decoded") }
      return noted(made, "its samples kept as they are, with \(bits) bits")
    case .alac(let bits):
      if let packed = try packed(bits) { return packed }
      return try encode()
    case .aac: return try encode()
    }
  }

  /// Packed without loss; where that does not fit, with 16 bits, which are still nearer to the original than any
  /// coder is.
  /// - Returns: nil where neither fits.
  private func packed(_ bits: Int) throws(MediaError) -> MadeFile? {
    for depth in bits > 16 ? [bits, 16] : [bits] {
      let settings = AudioEncoder.Settings(
        codec: depth > 16 ? .alac24 : .alac16, sampleRate: description.sound?.sampleRate ?? 48_000,
        channels: description.sound?.channels ?? 2)
      guard let made = try write(.encode(settings), to: .m4a), made.byteCount <= options.limit else {
        continue
      }
      let keeps = depth == bits && fix.isExact && !made.isDamaged
      let samples =
        keeps ? "kept as they are, with" : depth < bits || !fix.isExact ? "brought to" : "kept with"
      var result = noted(made, "its samples \(samples) \(depth) bits, packed as ALAC")
      result.isExact = keeps
      return result
    }
    return nil
  }

  /// Where it has to become smaller, what a player would not play takes no room.
  private var beside: Companions { fix.shrinks ? fix.beside.allLeftOut(of: description) : fix.beside }

  private func noted(_ made: MadeFile, _ note: String) -> MadeFile {
    var made = made
    made.did = [note] + beside.notes
    made.leftOut = beside.leftOut
    if let used = fix.used {
      made.start = used.start
      made.did.append("trimmed to \(used)")
    }
    return made
  }

  /// - Returns: nil where what is to be copied cannot be.
  private func write(_ sound: Transcoding.Sound, to format: OutputContainer.Format) throws(MediaError)
    -> MadeFile?
  {
    let file = try AtomicFile(path: output)
    let length = fix.used?.duration ?? description.duration ?? .zero
    let isDamaged: Bool
    do throws(MediaError) {
      isDamaged = try Transcoding(
        path: path, format: format, range: fix.used, picture: .none, sound: sound,
        others: beside.streams, texts: beside.texts, chapters: beside.chapters,
        keepsLocation: !options.stripsLocation
      ).write(to: file.temporaryPath, length: length) { progress.update($0) }
    } catch  where fix.format == .copy && error.code != .limit {
      return nil
    }
    progress.nextStage()
    return MadeFile(file: file, isDamaged: isDamaged)
  }

  // MARK: AAC

  /// At a good rate; where the file has to become smaller, at the one that the limit allows, or the highest
  /// that AAC has.
  private func encode() throws(MediaError) -> MadeFile {
    if !fix.shrinks {
      guard let made = try encode(at: SoundSettings.goodRate(for: description)) else { throw tooSmall }
      if made.byteCount <= options.limit { return made }
    }
    guard let length = fix.used?.duration ?? description.duration, length > .zero else { throw tooSmall }
    let budget = SizeBudget(limit: options.limit, length: length)
    var most = SoundSettings.highestRate(for: description)
    var bitRate = min(most, budget.bitRate)
    var best: MadeFile?
    for _ in 0..<6 {
      guard bitRate >= 8_000, let made = try encode(at: bitRate) else { break }
      if made.byteCount <= options.limit, made.byteCount > best?.byteCount ?? 0 { best = made }
      if budget.accepts(made.byteCount) { break }
      // From some rate on, the coder takes less the more it is given.
      if Double(made.byteCount) * 8 < 0.8 * Double(bitRate) * length.seconds.double {
        most = min(most, SoundSettings.goodRate(for: description))
      }
      let next = min(budget.corrected(bitRate, gave: made.byteCount), most)
      guard abs(next - bitRate) * 200 > bitRate else { break }
      bitRate = next
    }
    guard let best else { throw tooSmall }
    return best
  }

  private func encode(at bitRate: Int) throws(MediaError) -> MadeFile? {
    let settings = SoundSettings.aac(for: description.sound, bitRate: bitRate)
    guard let made = try write(.encode(settings), to: .m4a) else { return nil }
    var noted = noted(made, SoundSettings.note(settings, replacing: description.heardStream))
    noted.isExact = false
    return noted
  }

  private var tooSmall: MediaError {
    MediaError(
      .limit, file: path, operation: "make it fit \(ByteCount(options.limit))",
      reason: "it does not fit, however it is encoded")
  }
}

/// How sound is encoded.
enum SoundSettings {
  /// AAC with the original's rate and channels, where AAC has them; fewer where bits are short.
  /// - Parameter bitRate: bits a second, of all channels.
  static func aac(for sound: MediaDescription.Sound?, bitRate: Int) -> AudioEncoder.Settings {
    var channels = min(max(1, sound?.channels ?? 2), 8)
    // Layouts that AAC has by default; the others are brought to stereo.
    if channels > 2, channels != 6 || bitRate < 160_000 { channels = 2 }
    if channels == 2, bitRate < 28_000 { channels = 1 }
    let rates = [8000, 11025, 12000, 16000, 22050, 24000, 32000, 44100, 48000]
    var rate = sound?.sampleRate ?? 48_000
    if !rates.contains(rate) { rate = rates.first { $0 > rate } ?? 48_000 }
    // Below these, fewer highs sound better than more noise.
    let perChannel = bitRate / channels
    if perChannel < 14_000 {
      rate = min(rate, 16_000)
    } else if perChannel < 24_000 {
      rate = min(rate, 24_000)
    }
    return AudioEncoder.Settings(codec: .aac(bitRate: bitRate), sampleRate: rate, channels: channels)
  }

  /// What encoding does to a sound, in words: "encoded from opus to AAC at 192 kb/s, mixed down from 8 channels
  /// to stereo".
  static func note(_ settings: AudioEncoder.Settings, replacing stream: MediaDescription.Stream?) -> String {
    let codec = stream?.codec ?? "unknown"
    var notes = [codec == "aac" ? "encoded anew to AAC" : "encoded from \(codec) to AAC"]
    if case .aac(let bitRate) = settings.codec { notes[0] += " at \((bitRate + 500) / 1000) kb/s" }
    guard let sound = stream?.sound else { return notes[0] }
    if sound.channels > settings.channels {
      let result =
        settings.channels == 1 ? "mono" : settings.channels == 2 ? "stereo" : "\(settings.channels)"
      let source = sound.channels == 2 ? "stereo" : "\(sound.channels) channels"
      notes.append("mixed down from \(source) to \(result)")
    }
    if sound.sampleRate > settings.sampleRate {
      notes.append("lowered from \(sound.sampleRate) to \(settings.sampleRate) Hz")
    } else if sound.sampleRate < settings.sampleRate {
      notes.append("brought from \(sound.sampleRate) to \(settings.sampleRate) Hz")
    }
    return notes.joined(separator: ", ")
  }

  /// The highest rate that AAC has: 6144 bits of a channel for 1024 samples (ISO/IEC 14496-3, 4.5.3.3).
  static func highestRate(for description: MediaDescription) -> Int {
    let settings = aac(for: description.sound, bitRate: .max)
    return settings.sampleRate * 6 * settings.channels
  }

  /// The rate at which AAC is hardly told from the original.
  static func goodRate(for description: MediaDescription) -> Int {
    let channels = aac(for: description.sound, bitRate: .max).channels
    let least = 80_000 * channels
    guard let source = description.heardStream?.bitRate else { return 96_000 * channels }
    return min(max(least, min(source, 10_000_000) * 5 / 4), 128_000 * channels)
  }
}
