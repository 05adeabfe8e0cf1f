import DraftModel

/// Reads what a PNG or APNG is from its chunks (PNG Specification, third edition), decoding nothing.
struct PNGReading {
  private let file: FileBytes
  private var stream = MediaDescription.Stream(index: 0, kind: .video, codec: "png")
  private var picture = MediaDescription.Picture(kind: .still, codedWidth: 0, codedHeight: 0)
  private var delays: [Int] = []
  private var metadata = PictureMetadata()
  private var damage: [MediaDescription.Damage] = []
  private var colorType = 0
  private var claimedFrames = 0

  static let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
  private static let chunkLimit = 100_000

  static func matches(_ head: [UInt8]) -> Bool { head.starts(with: signature) }

  init(_ file: FileBytes) { self.file = file }

  /// - Returns: nil where it is not even a header long.
  mutating func description() -> MediaDescription? {
    guard file.type(at: 12) == "IHDR", let width = file.number(at: 16, bytes: 4),
      let height = file.number(at: 20, bytes: 4), let depth = file.byte(at: 24),
      let type = file.byte(at: 25)
    else { return nil }
    (picture.codedWidth, picture.codedHeight, colorType) = (width, height, Int(type))
    picture.bitDepth = Int(depth)
    picture.fieldOrder = .progressive
    readChunks()
    finish(depth: Int(depth))
    return metadata.description(
      format: picture.frameCount == nil ? .png : .apng,
      formatName: picture.frameCount == nil ? "png_pipe" : "apng", byteCount: file.size, stream: stream,
      picture,
      delays: delays, damage: damage)
  }

  private mutating func readChunks() {
    var at = 8
    var count = 0
    while let length = file.number(at: at, bytes: 4), let type = file.type(at: at + 4) {
      count += 1
      let end = at + 12 + length
      guard length <= 1 << 31, count <= Self.chunkLimit else {
        damage.append(.init(.inconsistent, "its chunks have lengths that cannot be"))
        return
      }
      if type == "IEND" { return }
      guard end <= file.size else {
        damage.append(.init(.truncated, "the file ends in the middle of its \(type.visible) data"))
        return
      }
      read(type, at: at + 8, length: length)
      at = end
    }
    damage.append(.init(.truncated, "the file ends before its end mark"))
  }

  /// What FFmpeg is not to see of a PNG file: texts and large colour profiles that are packed. It unpacks
  /// each without a bound and uses none; half a megabyte may become hundreds.
  static func hiddenChunks(_ path: String) throws(MediaError) -> [InputFile.Substitute] {
    let file = try FileBytes(path)
    guard matches(file.bytes(at: 0, count: signature.count)) else { return [] }
    var hidden: [InputFile.Substitute] = []
    var at = 8
    for _ in 0..<chunkLimit {
      guard let length = file.number(at: at, bytes: 4), let type = file.type(at: at + 4), type != "IEND"
      else {
        break
      }
      // An ancillary chunk of a type that nobody knows is passed over.
      if type == "zTXt" || type == "iTXt" || type == "iCCP" && length > largestProfile {
        hidden.append(.init(place: at + 4, bytes: Array("wpNo".utf8)))
      }
      at += 12 + length
    }
    return hidden
  }

  /// Bytes of a packed colour profile; deflate packs at most 1032 to 1 (RFC 1951).
  private static let largestProfile = 1 << 16

  private mutating func read(_ type: String, at start: Int, length: Int) {
    switch type {
    case "acTL":
      stream.codec = "apng"
      claimedFrames = file.number(at: start, bytes: 4) ?? 0
      picture.frameCount = claimedFrames
      picture.loopCount = file.number(at: start + 4, bytes: 4)
      picture.kind = .animation
    case "fcTL":
      guard delays.count < MediaLimits.animationFrames, let numerator = file.number(at: start + 20, bytes: 2),
        let denominator = file.number(at: start + 22, bytes: 2)
      else { return }
      delays.append(numerator * 1000 / (denominator == 0 ? 100 : denominator))
    case "tRNS": picture.hasAlpha = true
    case "iCCP":
      picture.color.hasProfile = true
    case "sRGB":
      (picture.color.primaries, picture.color.transfer) = ("bt709", "iec61966-2-1")
    case "cICP":
      picture.color = CodePoints.color(file.bytes(at: start, count: 4))
      picture.hdr = CodePoints.hdr(picture.color)
    case "eXIf": metadata.readEXIF(file.bytes(at: start, count: min(length, PictureMetadata.limit)))
    case "iTXt", "tEXt":
      metadata.readText(
        file.bytes(at: start, count: min(length, PictureMetadata.limit)), isUnicode: type == "iTXt")
    default: break
    }
  }

  private mutating func finish(depth: Int) {
    if colorType & 4 != 0 { picture.hasAlpha = true }
    if picture.frameCount != nil {
      picture.frameCount = delays.count
      if delays.count < min(claimedFrames, MediaLimits.animationFrames), damage.isEmpty {
        damage.append(
          .init(.inconsistent, "it has \(delays.count) of the \(claimedFrames) pictures that it promises"))
      }
    }
    let isTransparent = picture.hasAlpha
    // FFmpeg's formats; a palette holds its own transparency.
    picture.pixelFormat =
      switch (colorType, depth) {
      case (0, 1): "monob"
      case (0, 16): isTransparent ? "ya16be" : "gray16be"
      case (0, _): isTransparent ? "ya8" : "gray"
      case (2, 16): isTransparent ? "rgba64be" : "rgb48be"
      case (2, _): isTransparent ? "rgba" : "rgb24"
      case (3, _): "pal8"
      case (4, 16): "ya16be"
      case (4, _): "ya8"
      case (6, 16): "rgba64be"
      case (6, _): "rgba"
      default: nil
      }
    if colorType == 3 { picture.bitDepth = 8 }
    picture.color.range = "pc"
  }
}
