import DraftModel
import Media

/// Finds the least that makes a file acceptable.
struct FixPlanner {
  let report: FileReport
  let description: MediaDescription
  let used: TimeRange?
  let options: FixOptions
  /// Whether a picture may be decoded to see what suits it best.
  var looksAtPixels = true

  private var format: ServiceLimits.UploadFormat? {
    ServiceLimits.acceptedFormat(ofContent: description.format.name)
  }
  private var stripsLocation: Bool { options.stripsLocation && !description.locations.isEmpty }
  private var isTooLarge: Bool { report.has(.tooLarge) }
  private var hasWrongName: Bool {
    report.has(.extensionMissing) || report.has(.extensionRefused) || report.has(.disagree)
      || report.findings.contains { $0.kind == .extensionRename && $0.level > .note }
  }
  private var isDamaged: Bool { report.findings.contains { $0.kind == .damaged && $0.level > .note } }

  /// The bytes as they are, under the right name, where only that is wrong; else nothing.
  private func nameOnly() -> FixPlan? {
    guard hasWrongName, let format else { return nil }
    if let inFront = indexInFront(format) { return inFront }
    var type = format.fileExtensions.first ?? description.format.name
    if format.kind == .video, description.shownStream == nil, format.fileExtensions.contains("m4a") {
      type = "m4a"
    }
    return FixPlan(work: .copy, fileExtension: type, reasons: ["named .\(type), which is what it is"])
  }

  /// A film that has to be written again anyway, with the index where it does most good; nil where that would
  /// change or lose anything else.
  private func indexInFront(_ format: ServiceLimits.UploadFormat) -> FixPlan? {
    guard description.format == .mp4, description.index == .end, let picture = description.picture,
      let codec = description.shownStream?.codec, Self.copyableInMP4.contains(codec),
      description.heardStream.map({ format.isUsual(soundCodec: $0.codec) }) ?? true
    else { return nil }
    let beside = Companions(of: description, soundCodecs: Self.soundsInMP4)
    guard beside.leftOut.isEmpty else { return nil }
    return FixPlan(
      work: .film(
        FilmFix(
          encodesPicture: false, sound: description.heardStream == nil ? nil : .copy,
          frameRate: ConstantRate.rate(for: picture), kind: picture.kind, mapsTones: false, shrinks: false,
          beside: beside)),
      fileExtension: "mp4", reasons: ["named .mp4, which is what it is", "its index put in front"])
  }

  private static let soundsInMP4 = ServiceLimits.acceptedFormat(ofContent: "mp4")?.soundCodecs ?? []

  // MARK: Pictures

  func still() throws(FixFailure) -> FixPlan? {
    var reasons: [String] = []
    let isLarge = report.has(.largePicture)
    let longestSide = isLarge ? ServiceLimits.fittingPictureSide : nil
    if format == nil { reasons.append("converted from \(description.format.phrase)") }
    if isLarge { reasons.append("scaled to \(ServiceLimits.fittingPictureSide) pixels a side") }
    if isTooLarge { reasons.append("made to fit \(ByteCount(options.limit))") }
    if isDamaged { reasons.append("saved anew with what could be decoded") }
    if reasons.isEmpty {
      if stripsLocation {
        return FixPlan(
          work: .stripLocation, fileExtension: format?.fileExtensions.first ?? "jpg",
          reasons: ["the place taken out"])
      }
      return nameOnly()
    }
    if stripsLocation { reasons.append("the place left out") }
    if let obstacle = StillFixer.obstacle(to: description, longestSide: longestSide) {
      throw .impossible(reason: obstacle)
    }
    if description.format == .tiff, let obstacle = TIFFPicture.obstacle(path: report.path) {
      throw .impossible(reason: obstacle)
    }
    let isLossless = ["bmp", "ico", "tiff", "png", "apng", "ppm", "pam", "qoi", "tga"].contains(
      description.format.name)
    let hasAlpha = description.picture?.hasAlpha ?? false
    let target: StillFix.Format = (hasAlpha && isTransparent) || (isLossless && !isTooLarge) ? .png : .jpg
    return FixPlan(
      work: .still(StillFix(format: target, longestSide: longestSide)),
      fileExtension: target.rawValue, reasons: reasons)
  }

  /// Whether the picture shows what is behind it. Some formats say that they may, and hardly ever do:
  /// their pixels are looked at. What cannot be looked at counts as transparent, which loses nothing.
  private var isTransparent: Bool {
    guard looksAtPixels, let picture = description.picture,
      picture.pixelCount <= MediaLimits.largePicture,
      let frame = try? StillReader(path: report.path).picture(at: .zero).frame,
      let isOpaque = try? frame.isOpaque()
    else { return true }
    return !isOpaque
  }

  // MARK: Films

  func film() throws(FixFailure) -> FixPlan? {
    guard let picture = description.picture, let codec = description.shownStream?.codec else { return nil }
    var reasons: [String] = []
    var encodesPicture = false
    func encode(_ kind: PreflightFinding.Kind, _ reason: String) {
      guard report.findings.contains(where: { $0.kind == kind && $0.level > .note }) else { return }
      encodesPicture = true
      reasons.append(reason)
    }
    encode(.hdr, "brought from HDR to standard dynamic range")
    encode(.deepColor, "brought to 8 bits a colour")
    encode(.variableFrameRate, "brought to a constant frame rate")
    encode(.interlaced, "deinterlaced")
    encode(.oddPictureCodec, "its picture was \(codec)")
    encode(.largePicture, "scaled to \(ServiceLimits.fittingPictureSide) pixels a side")
    encode(.damaged, "encoded anew with what could be decoded")
    let leavesContainer = format == nil
    if leavesContainer {
      reasons.insert("put from \(description.format.phrase) into MP4", at: 0)
      if !encodesPicture, !Self.copyableInMP4.contains(codec) {
        encodesPicture = true
        reasons.append("its picture was \(codec)")
      }
    }
    let sound = soundOfFilm(leavesContainer: leavesContainer, &reasons)
    if isTooLarge { reasons.append("made to fit \(ByteCount(options.limit))") }
    if reasons.isEmpty {
      guard stripsLocation else { return nameOnly() }
      reasons.append("the place taken out")
    } else if stripsLocation {
      reasons.append("the place left out")
    }
    if description.isBareStream {
      let reasons = ["put from \(description.format.phrase) into MP4"]
      return FixPlan(work: .bareStream(used: used), fileExtension: "mp4", reasons: reasons)
    }
    guard description.duration ?? .zero > .zero else {
      throw .impossible(reason: "how long it is cannot be told")
    }
    guard MediaLimits.opensPicture(width: picture.codedWidth, height: picture.codedHeight) else {
      throw .impossible(reason: "its picture is larger than what is opened")
    }
    // What other containers hold and MP4 does not.
    if !Self.copyableInMP4.contains(codec) { encodesPicture = true }
    return FixPlan(
      work: .film(
        FilmFix(
          encodesPicture: encodesPicture, sound: sound, frameRate: ConstantRate.rate(for: picture),
          kind: picture.kind, mapsTones: picture.hdr != nil,
          longestSide: report.has(.largePicture) ? ServiceLimits.fittingPictureSide : nil,
          shrinks: isTooLarge,
          used: usefulRange, beside: Companions(of: description, soundCodecs: Self.soundsInMP4))),
      fileExtension: "mp4", reasons: reasons)
  }

  private func soundOfFilm(leavesContainer: Bool, _ reasons: inout [String]) -> FilmFix.Sound? {
    guard let codec = description.heardStream?.codec else { return nil }
    if report.has(.soundUndecodable) {
      reasons.append("its sound, which cannot be decoded, left out")
      return nil
    }
    let isPlain = codec == "aac" || codec == "mp3"
    let isUsual = ServiceLimits.acceptedFormat(ofContent: "mp4")?.isUsual(soundCodec: codec) ?? isPlain
    if report.has(.oddSoundCodec) || isDamaged || (leavesContainer ? !isPlain : !isUsual) {
      if report.has(.oddSoundCodec) || leavesContainer { reasons.append("its sound was \(codec)") }
      return .encode
    }
    return .copy
  }

  private static let copyableInMP4: Set<String> = ["h264", "hevc", "mpeg4", "av1", "vp9"]

  /// The stretch that is needed, where leaving the rest out is worth it.
  private var usefulRange: TimeRange? {
    guard let used, let length = description.duration, length > .zero else { return nil }
    let range = TimeRange(start: max(.zero, used.start), end: min(length, used.end))
    return range.isEmpty || range.duration >= length * Rational(95, 100) ? nil : range
  }

  // MARK: Sounds

  func sound() -> FixPlan? {
    guard let stream = description.heardStream else { return nil }
    var reasons: [String] = []
    if format == nil { reasons.append("converted from \(description.format.phrase)") }
    if report.has(.oddSoundCodec) { reasons.append("it was \(stream.codec)") }
    if isDamaged { reasons.append("encoded anew with what could be decoded") }
    if isTooLarge { reasons.append("made to fit \(ByteCount(options.limit))") }
    if reasons.isEmpty {
      guard stripsLocation else { return nameOnly() }
      reasons.append("the place taken out")
    }
    let copies = stream.codec == "aac" || stream.codec == "mp3"
    func beside(_ format: MediaFormat) -> Companions {
      Companions(of: description, soundCodecs: format == .m4a ? ["aac", "alac"] : nil)
    }
    if copies, !isTooLarge || usefulRange != nil, !isDamaged {
      return FixPlan(
        work: .sound(
          SoundFix(
            format: .copy, shrinks: isTooLarge, used: isTooLarge ? usefulRange : nil,
            beside: beside(stream.codec == "mp3" ? .mp3 : .m4a))),
        fileExtension: stream.codec == "mp3" ? "mp3" : "m4a", reasons: reasons)
    }
    let used = usefulRange
    // What is too large is made just small enough.
    let largest = isTooLarge ? options.limit : min(Self.smallWAV, options.limit)
    let bits = losslessBits(stream)
    if isTooLarge, let bits, samplesSize(bits, of: used) >= largest, mayFitPacked(samplesSize(bits, of: used))
    {
      return FixPlan(
        work: .sound(
          SoundFix(
            format: .alac(bits: bits), isExact: fitsWAV(stream), shrinks: true, used: used,
            beside: beside(.m4a))),
        fileExtension: "m4a", reasons: reasons)
    }
    // Fewer bits are still nearer to the original than any coder is.
    if let bits = [bits, bits.map { _ in 16 }].compactMap(\.self).first(where: {
      samplesSize($0, of: used) < largest
    }) {
      return FixPlan(
        work: .sound(
          SoundFix(
            format: .wav(bits: bits), isExact: bits == losslessBits(stream) && fitsWAV(stream),
            shrinks: isTooLarge, used: used,
            beside: beside(.wav))),
        fileExtension: "wav",
        reasons: reasons)
    }
    return FixPlan(
      work: .sound(SoundFix(format: .aac, shrinks: isTooLarge, used: used, beside: beside(.m4a))),
      fileExtension: "m4a", reasons: reasons)
  }

  /// Whether packing samples without loss may bring them below the limit: to a quarter at best, as a rule.
  private func mayFitPacked(_ size: Int) -> Bool {
    (description.sound?.channels ?? 0) <= 2 && size / 4 < options.limit
  }

  /// A WAV of more than this would take longer to upload than its exactness is worth.
  private static let smallWAV = 50_000_000

  /// The bits that hold the samples of lossless sound, exactly or nearly so (``fitsWAV(_:)``); nil for lossy.
  private func losslessBits(_ stream: MediaDescription.Stream) -> Int? {
    let isLossless =
      stream.codec.hasPrefix("pcm_") || ["flac", "alac", "wavpack", "tta", "ape"].contains(stream.codec)
    guard isLossless else { return nil }
    return (stream.sound?.bitDepth ?? 16) > 16 ? 24 : 16
  }

  /// Whether a WAV of 16 or 24 bits holds the samples exactly.
  private func fitsWAV(_ stream: MediaDescription.Stream) -> Bool {
    let isFloat =
      stream.codec.hasPrefix("pcm_f") || ["flt", "fltp", "dbl", "dblp"].contains(stream.sound?.sampleFormat)
    return !isFloat && (stream.sound?.bitDepth ?? 16) <= 24
  }

  /// Bytes of a WAV, its header among them.
  private func samplesSize(_ bits: Int, of range: TimeRange?) -> Int {
    guard let sound = description.sound, let length = range?.duration ?? description.duration else {
      return .max
    }
    let data = (length.seconds * Rational(sound.sampleRate * sound.channels * bits / 8)).ceiling
    // A damaged file may claim any length.
    return min(data, 1 << 50) + 4096
  }
}
