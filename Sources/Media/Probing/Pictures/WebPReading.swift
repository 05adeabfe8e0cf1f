import DraftModel

/// Reads what a WebP is from its chunks (RFC 9649), decoding nothing.
struct WebPReading {
  private let file: FileBytes
  private var picture = MediaDescription.Picture(kind: .still, codedWidth: 0, codedHeight: 0)
  private var metadata = PictureMetadata()
  private var delays: [Int] = []
  private var damage: [MediaDescription.Damage] = []
  private var isLossless = false
  private var hasPicture = false

  static func matches(_ head: [UInt8]) -> Bool {
    head.count >= 20 && head[0..<4].elementsEqual("RIFF".utf8) && head[8..<12].elementsEqual("WEBP".utf8)
  }

  init(_ file: FileBytes) { self.file = file }

  mutating func description() -> MediaDescription {
    let claimed = (file.number(at: 4, bytes: 4, bigEndian: false) ?? 0) + 8
    if claimed > file.size {
      damage.append(.init(.truncated, "the file has \(file.size) of the \(claimed) bytes that it promises"))
    }
    readChunks(from: 12, to: min(file.size, claimed))
    picture.bitDepth = 8
    picture.pixelFormat = isLossless ? "argb" : picture.hasAlpha ? "yuva420p" : "yuv420p"
    picture.color.range = isLossless ? "pc" : "tv"
    if picture.kind == .animation { picture.frameCount = delays.count }
    if !hasPicture { damage.append(.init(.unusableStream, "it holds no picture", stream: 0)) }
    return metadata.description(
      format: .webp, formatName: "webp_pipe", byteCount: file.size,
      stream: .init(index: 0, kind: .video, codec: "webp"), picture, delays: delays, damage: damage)
  }

  private mutating func readChunks(from start: Int, to end: Int) {
    var at = start
    while at + 8 <= end, let type = file.type(at: at),
      let length = file.number(at: at + 4, bytes: 4, bigEndian: false)
    {
      read(type, at: at + 8, length: length)
      at += 8 + length + length % 2
    }
  }

  private mutating func read(_ type: String, at start: Int, length: Int) {
    func number(_ offset: Int, _ bytes: Int) -> Int {
      file.number(at: start + offset, bytes: bytes, bigEndian: false) ?? 0
    }
    switch type {
    case "VP8X":
      let flags = number(0, 1)
      if flags & 0x10 != 0 { picture.hasAlpha = true }
      if flags & 0x02 != 0 { picture.kind = .animation }
      (picture.codedWidth, picture.codedHeight) = (number(4, 3) + 1, number(7, 3) + 1)
    case "ANIM": picture.loopCount = number(4, 2)
    case "ANMF":
      hasPicture = true
      guard delays.count < MediaLimits.animationFrames else { return }
      delays.append(number(12, 3))
      // The first frame tells how they are coded.
      if delays.count == 1 { isLossless = file.type(at: start + 16) == "VP8L" }
    case "VP8 ":
      hasPicture = true
      guard picture.codedWidth == 0, let header = VP8Header.read(file.bytes(at: start, count: 10)[...])
      else { return }
      (picture.codedWidth, picture.codedHeight) = (header.width ?? 0, header.height ?? 0)
    case "VP8L":
      (hasPicture, isLossless) = (true, true)
      let bits = number(1, 4)
      guard picture.codedWidth == 0, number(0, 1) == 0x2F else { return }
      (picture.codedWidth, picture.codedHeight) = (bits & 0x3FFF + 1, bits >> 14 & 0x3FFF + 1)
      picture.hasAlpha = bits >> 28 & 1 == 1
    case "ALPH": picture.hasAlpha = true
    case "ICCP": picture.color.hasProfile = true
    case "EXIF": metadata.readEXIF(file.bytes(at: start, count: min(length, PictureMetadata.limit)))
    case "XMP ": metadata.readXMP(file.bytes(at: start, count: min(length, PictureMetadata.limit)))
    default: break
    }
  }
}
