import DraftModel

/// What picture files say beside their pixels, and how it becomes a description.
struct PictureMetadata {
  /// How much of a block is read.
  static let limit = 1 << 18

  private(set) var tags: [MediaDescription.Tag] = []
  private(set) var locations: [MediaDescription.Location] = []
  private(set) var orientation: Orientation?
  private var blocks = 0

  /// - Parameter bytes: a TIFF block, with or without `Exif\0\0` before it.
  mutating func readEXIF(_ bytes: [UInt8]) {
    guard countBlock() else { return }
    let header = Array("Exif\0\0".utf8)
    let block = EXIFBlock(bytes.starts(with: header) ? bytes[6...] : bytes[...])
    if orientation == nil { orientation = block?.orientation }
    tags += (block?.tags ?? []).filter { tag in !tags.contains { $0.name == tag.name } }
    if let place = block?.place { locations.append(.init(name: "EXIF GPS", value: place)) }
  }

  /// XMP (ISO 16684-1): only whether it holds a place.
  mutating func readXMP(_ bytes: [UInt8]) {
    guard countBlock() else { return }
    func value(_ name: String) -> String? {
      for (before, after) in [("exif:\(name)=\"", UInt8(ascii: "\"")), ("<exif:\(name)>", UInt8(ascii: "<"))]
      {
        let mark = Array(before.utf8)
        guard let place = bytes.place(of: mark) else { continue }
        return String(
          decoding: bytes[(place + mark.count)...].prefix(40).prefix { $0 != after }, as: UTF8.self)
      }
      return nil
    }
    let values = [value("GPSLatitude"), value("GPSLongitude")].compactMap(\.self)
    if !values.isEmpty { locations.append(.init(name: "XMP GPS", value: values.joined(separator: " "))) }
  }

  /// A file has one or two blocks of a kind; one of thousands is made to keep its readers busy.
  private mutating func countBlock() -> Bool {
    blocks += 1
    return blocks <= 16
  }

  /// A text chunk of a PNG: a keyword, a zero, and the text.
  mutating func readText(_ bytes: [UInt8], isUnicode: Bool) {
    guard tags.count < 100, let end = bytes.prefix(80).firstIndex(of: 0) else { return }
    let name = String(decoding: bytes[..<end], as: UTF8.self)
    var text = bytes[(end + 1)...]
    if isUnicode {
      // Compressed texts are left alone: a few bytes of them may hold gigabytes.
      guard text.count >= 2, text[text.startIndex] == 0 else { return }
      text = text.dropFirst(2)
      for _ in 0..<2 { text = text.drop { $0 != 0 }.dropFirst() }
    }
    if name == "XML:com.adobe.xmp" {
      readXMP(Array(text))
    } else {
      let value =
        isUnicode
        ? String(decoding: text.prefix(4096), as: UTF8.self)
        : String(String.UnicodeScalarView(text.prefix(4096).map { Unicode.Scalar($0) }))
      tags.append(.init(name: name, value: value))
    }
  }

  mutating func addTag(_ name: String, _ value: String) { tags.append(.init(name: name, value: value)) }

  /// - Parameter delays: of the pictures of an animation, in ms.
  func description(
    format: MediaFormat, formatName: String, byteCount: Int, stream: MediaDescription.Stream,
    _ picture: MediaDescription.Picture, delays: [Int], damage: [MediaDescription.Damage]
  ) -> MediaDescription {
    var description = MediaDescription(format: format, formatName: formatName, byteCount: byteCount)
    var (stream, picture) = (stream, picture)
    picture.orientation = orientation ?? picture.orientation
    let geometry = PictureGeometry(orientation: picture.orientation, pixelAspect: picture.pixelAspect)
    (picture.width, picture.height) = geometry.displaySize(
      width: picture.codedWidth, height: picture.codedHeight)
    if picture.kind == .animation {
      let shown = delays.reduce(0) { $0 + AnimationReader.shownDelay($1) }
      if shown > 0 {
        description.duration = Time(milliseconds: shown)
        description.startTime = .zero
        description.bitRate = (Rational(byteCount * 8) / Rational(Int128(shown), 1000)).rounded
        picture.averageFrameRate = FrameRate(Rational(Int128(delays.count) * 1000, Int128(shown)))
      }
      picture.nominalFrameRate = picture.averageFrameRate
      picture.steadyFrameRate = AnimationTiming(delays.map(AnimationReader.shownDelay)).rate
      picture.hasVariableFrameRate = Set(delays.dropLast().map(AnimationReader.shownDelay)).count > 1
      if !damage.contains(where: { $0.kind == .truncated }) { stream.packetCount = delays.count }
    }
    stream.isDefault = true
    stream.picture = picture
    stream.duration = description.duration
    description.streams = [stream]
    description.pictureIndex = 0
    description.tags = tags
    description.locations = locations
    description.damage = damage + PictureMetadata.sizeDamage(picture)
    return description
  }

  static func sizeDamage(_ picture: MediaDescription.Picture, stream: Int? = 0) -> [MediaDescription.Damage] {
    let (width, height) = (picture.codedWidth, picture.codedHeight)
    if width <= 0 || height <= 0 {
      return [.init(.unusableStream, "the size of its picture is not known", stream: stream)]
    }
    guard MediaLimits.opensPicture(width: width, height: height) else {
      return [
        .init(
          .tooLarge,
          "it claims \(width)x\(height) pixels, more than \(MediaLimits.longestSide) a side or \(MediaLimits.pixels / 1_000_000) million",
          stream: stream)
      ]
    }
    return []
  }
}
