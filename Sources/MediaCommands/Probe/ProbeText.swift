import DraftModel
import Media

/// What a file is, as a person reads it:
///
///     clip.mov: QuickTime, 12.3 MB, 0:12.480, 7.9 Mbit/s, index at the end
///       0 video  h264 High 4.1, 1080x1920 (1920x1080 turned 90° right), 29.97 fps, yuv420p 8 bit, ...
///       1 audio  aac LC, 48000 Hz, stereo, 128 kbit/s, eng
///       location is in the file (com.apple.quicktime.location.ISO6709); --location shows it
///       damage   12 of its 374 samples, from 11.9s on, lie beyond the end of the file
struct ProbeText {
  let path: String
  let description: MediaDescription
  let decoding: DecodingReport?
  let showsLocation: Bool

  private static let tagLimit = 24

  var text: String {
    var lines = [headline]
    lines += description.streams.map { row("\($0.index) \($0.kind.rawValue)", StreamText(stream: $0).text) }
    lines += description.chapters.prefix(Self.tagLimit).map { chapter in
      row("chapter", "\(chapter.range) \(chapter.title?.visible ?? "")")
    }
    if description.chapters.count > Self.tagLimit {
      lines.append(row("chapter", "… \(description.chapters.count - Self.tagLimit) more"))
    }
    lines += description.tags.prefix(Self.tagLimit).map { tag in
      row("tag", "\(tag.name.visible): \(tag.value.visible.fitted(to: 90))")
    }
    if description.tags.count > Self.tagLimit {
      lines.append(row("tag", "… \(description.tags.count - Self.tagLimit) more"))
    }
    for place in description.locations {
      lines.append(
        row(
          "location",
          showsLocation
            ? "\(place.name.visible): \(place.value.isEmpty ? "cannot be read" : place.value.visible)"
            : "the file says where it was taken (\(place.name.visible)); --location shows it"))
    }
    lines += description.damage.map { row("damage", reason($0.reason, $0.stream)) }
    if let decoding { lines += decodingLines(decoding) }
    return lines.map { $0 + "\n" }.joined()
  }

  private func row(_ name: String, _ text: String) -> String { "  " + name.padded(to: 10) + " " + text }

  private func reason(_ reason: String, _ stream: Int?) -> String {
    (stream.map { "stream \($0): " } ?? "") + reason.visible
  }

  private var headline: String {
    var parts = [description.format.phrase, ByteCount(description.byteCount).description]
    if let duration = description.duration { parts.append(Clock.text(duration)) }
    if let rate = description.bitRate, description.duration != nil { parts.append(BitRate.text(rate)) }
    switch description.index {
    case .front: parts.append("index in front")
    case .end: parts.append("index at the end")
    case .fragmented: parts.append("in fragments")
    case .missing: parts.append("without an index")
    case nil: break
    }
    if description.isEncrypted { parts.append("encrypted") }
    return path.visible + ": " + parts.joined(separator: ", ")
  }

  private func decodingLines(_ decoding: DecodingReport) -> [String] {
    var lines: [String] = []
    let counts = decoding.decodedFrames.sorted { $0.key < $1.key }.map { "\($0.value) of stream \($0.key)" }
    lines.append(
      row("decoding", outcome(decoding))
        + (counts.isEmpty ? "" : ", frames: " + counts.joined(separator: ", ")))
    for problem in decoding.problems {
      let place = problem.range.map { range in
        range.duration > .zero ? "\(range): " : "\(range.start): "
      }
      let count = problem.count > 1 ? " (\(problem.count) times)" : ""
      lines.append(row("", (place ?? "") + reason(problem.reason, problem.stream) + count))
    }
    if decoding.untoldProblems > 0 { lines.append(row("", "… \(decoding.untoldProblems) more")) }
    for (stream, reason) in decoding.undecoded.sorted(by: { $0.key < $1.key }) {
      let extent = decoding.decodedFrames[stream, default: 0] > 0 ? "not decoded to its end" : "not decoded"
      lines.append(row("", "stream \(stream) was \(extent): \(reason.visible)"))
    }
    return lines
  }

  private func outcome(_ decoding: DecodingReport) -> String {
    guard decoding.isClean else {
      return "\(decoding.problems.count + decoding.untoldProblems) errors"
    }
    if decoding.undecoded.isEmpty { return "without errors" }
    return decoding.hasDecoded ? "without errors as far as it went" : "nothing was decoded"
  }
}

/// A stream in one line.
private struct StreamText {
  let stream: MediaDescription.Stream

  var text: String {
    var parts = [
      [stream.codec.visible, stream.profile, stream.level].compactMap(\.self).joined(separator: " ")
    ]
    if stream.isCoverArt { parts.append("cover art") }
    if let picture = stream.picture { parts += words(picture) }
    if let sound = stream.sound { parts += words(sound) }
    if let rate = stream.bitRate { parts.append(BitRate.text(rate)) }
    if let language = stream.language { parts.append(language.visible) }
    if let title = stream.title { parts.append("\"\(title.visible.fitted(to: 40))\"") }
    if stream.isEncrypted { parts.append("encrypted") }
    if let edits = editWords { parts.append(edits) }
    return parts.joined(separator: ", ")
  }

  private func words(_ picture: MediaDescription.Picture) -> [String] {
    var parts: [String] = [size(picture)]
    if picture.kind == .animation {
      parts.append("\(picture.frameCount.map(String.init) ?? "some") pictures")
      if let count = picture.loopCount {
        parts.append(count == 0 ? "played for ever" : "played \(count) times")
      }
    }
    if let rate = picture.averageFrameRate, picture.kind != .still {
      let nominal = picture.nominalFrameRate.flatMap { nominal in
        picture.hasVariableFrameRate == true && nominal != rate ? ", mostly \(fps(nominal))" : nil
      }
      parts.append(
        "\(fps(rate)) fps" + (picture.hasVariableFrameRate == true ? " (variable\(nominal ?? ""))" : ""))
    }
    if let format = picture.pixelFormat {
      parts.append(format + (picture.bitDepth.map { $0 == 8 ? "" : " (\($0) bit)" } ?? ""))
    }
    let color = picture.color
    let names = [color.primaries, color.transfer, color.matrix].compactMap(\.self)
    if !names.isEmpty { parts.append(Set(names).count == 1 ? names[0] : names.joined(separator: "/")) }
    if let range = color.range { parts.append(range == "pc" ? "full range" : "limited range") }
    if let hdr = picture.hdr {
      parts.append("HDR (\(hdr.kind.rawValue))")
      if let profile = hdr.dolbyVisionProfile { parts.append("Dolby Vision profile \(profile)") }
    }
    if picture.hasAlpha { parts.append("transparency") }
    if let order = picture.fieldOrder, order != .progressive {
      parts.append(order == .unknown ? "interlaced" : "interlaced, \(order.rawValue)")
    }
    return parts
  }

  private func size(_ picture: MediaDescription.Picture) -> String {
    guard picture.codedWidth > 0, picture.codedHeight > 0 else { return "unknown size" }
    var causes: [String] = []
    switch picture.orientation.quarterTurns {
    case 1: causes.append("turned 90° right")
    case 2: causes.append("turned 180°")
    case 3: causes.append("turned 90° left")
    default: break
    }
    if picture.orientation.isMirrored { causes.append("mirrored") }
    if picture.pixelAspect != .one {
      let aspect = picture.pixelAspect
      causes.append("pixels \(aspect.numerator):\(aspect.denominator)")
    }
    if let claimed = picture.ignoredPixelAspect {
      causes.append("pixels claimed to be \(claimed.numerator):\(claimed.denominator), taken for square")
    }
    let shown = "\(picture.width)x\(picture.height)"
    return causes.isEmpty
      ? shown : "\(shown) (\(picture.codedWidth)x\(picture.codedHeight) \(causes.joined(separator: ", ")))"
  }

  private func fps(_ rate: FrameRate) -> String { rate.value.decimal(places: 3) }

  private func words(_ sound: MediaDescription.Sound) -> [String] {
    [
      "\(sound.sampleRate) Hz", sound.layout ?? "\(sound.channels) channels",
      sound.bitDepth.map { "\($0) bit" },
    ].compactMap(\.self)
  }

  /// Edit lists that do more than pass over what an encoder needs before its first frame.
  private var editWords: String? {
    let delay = stream.edits.first.flatMap { $0.mediaTime == nil ? $0.duration : nil }
    let pieces = stream.edits.filter { $0.mediaTime != nil }
    var words: [String] = []
    if let delay, delay > .zero { words.append("begins \(delay) late") }
    if pieces.count > 1 { words.append("put together of \(pieces.count) pieces") }
    if let start = pieces.first?.mediaTime, start >= Time(milliseconds: 200) {
      words.append("its first \(start) left out")
    }
    if pieces.contains(where: { $0.rate != .one }) { words.append("played at another speed") }
    return words.isEmpty ? nil : "edit list: " + words.joined(separator: ", ")
  }
}

enum BitRate {
  static func text(_ rate: Int) -> String {
    rate >= 1_000_000
      ? Rational(Int128(rate), 1_000_000).decimal(places: 1) + " Mbit/s"
      : rate >= 1000 ? "\((rate + 500) / 1000) kbit/s" : "\(rate) bit/s"
  }
}

/// Lengths as players show them: `0:12.480`, `1:02:03.5`.
enum Clock {
  static func text(_ time: Time) -> String {
    let milliseconds = max(0, time.milliseconds.rounded)
    let (hours, minutes) = (milliseconds / 3_600_000, milliseconds / 60_000 % 60)
    func two(_ value: Int) -> String { value < 10 ? "0\(value)" : String(value) }
    let fraction = String(milliseconds % 1000)
    let seconds =
      two(milliseconds / 1000 % 60) + "." + String(repeating: "0", count: 3 - fraction.count) + fraction
    return hours > 0 ? "\(hours):\(two(minutes)):\(seconds)" : "\(minutes):\(seconds)"
  }
}
