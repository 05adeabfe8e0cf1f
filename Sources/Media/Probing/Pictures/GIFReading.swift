import DraftModel

/// Reads what a GIF is from its blocks (GIF89a), decoding nothing.
struct GIFReading {
  private let file: FileBytes
  private var picture = MediaDescription.Picture(kind: .animation, codedWidth: 0, codedHeight: 0)
  private var delays: [Int] = []
  private var nextDelay = 0
  private var damage: [MediaDescription.Damage] = []
  private var metadata = PictureMetadata()

  static func matches(_ head: [UInt8]) -> Bool {
    head.count >= 13 && (head.starts(with: Array("GIF87a".utf8)) || head.starts(with: Array("GIF89a".utf8)))
  }

  init(_ file: FileBytes) { self.file = file }

  mutating func description() -> MediaDescription {
    picture.codedWidth = file.number(at: 6, bytes: 2, bigEndian: false) ?? 0
    picture.codedHeight = file.number(at: 8, bytes: 2, bigEndian: false) ?? 0
    picture.bitDepth = 8
    // What FFmpeg's decoder draws on.
    picture.pixelFormat = "bgra"
    picture.fieldOrder = nil
    readBlocks()
    picture.frameCount = delays.count
    if delays.count <= 1 {
      picture.kind = .still
      picture.loopCount = nil
    } else if picture.loopCount == nil {
      // Without the extension, an animation plays once.
      picture.loopCount = 1
    }
    if delays.isEmpty { damage.append(.init(.unusableStream, "it holds no picture", stream: 0)) }
    return metadata.description(
      format: .gif, formatName: "gif", byteCount: file.size,
      stream: .init(index: 0, kind: .video, codec: "gif"), picture, delays: delays, damage: damage)
  }

  private func tableSize(_ flags: UInt8) -> Int { flags & 0x80 == 0 ? 0 : 3 << (Int(flags & 7) + 1) }

  private mutating func readBlocks() {
    var at = 13 + tableSize(file.byte(at: 10) ?? 0)
    while let introducer = file.byte(at: at) {
      switch introducer {
      case 0x21:
        let label = file.byte(at: at + 1) ?? 0
        readExtension(label, at: at + 2)
        at = end(ofBlocksAt: at + 2)
      case 0x2C:
        let flags = file.byte(at: at + 9) ?? 0
        guard delays.count < MediaLimits.animationFrames else { return }
        at = end(ofBlocksAt: at + 11 + tableSize(flags))
        guard at <= file.size else {
          // What is there of the last picture is shown.
          delays.append(nextDelay)
          break
        }
        delays.append(nextDelay)
        nextDelay = 0
      case 0x3B: return
      default:
        damage.append(.init(.garbage, "bytes that belong to no block lie between its pictures"))
        return
      }
    }
    damage.append(.init(.truncated, "the file ends before its end mark"))
  }

  private mutating func readExtension(_ label: UInt8, at start: Int) {
    let length = Int(file.byte(at: start) ?? 0)
    if label == 0xF9, length >= 4 {
      if (file.byte(at: start + 1) ?? 0) & 1 == 1 { picture.hasAlpha = true }
      nextDelay = (file.number(at: start + 2, bytes: 2, bigEndian: false) ?? 0) * 10
    } else if label == 0xFF, length == 11 {
      let name = String(decoding: file.bytes(at: start + 1, count: 11), as: UTF8.self)
      if name == "NETSCAPE2.0" || name == "ANIMEXTS1.0", file.byte(at: start + 13) == 1 {
        let count = file.number(at: start + 14, bytes: 2, bigEndian: false) ?? 0
        // The file counts repetitions after the first time.
        picture.loopCount = count == 0 ? 0 : count + 1
      }
    } else if label == 0xFE, length > 0 {
      metadata.addTag("comment", String(decoding: file.bytes(at: start + 1, count: length), as: UTF8.self))
    }
  }

  /// Where a run of blocks ends; past the file's end where it has none.
  private func end(ofBlocksAt start: Int) -> Int {
    var at = start
    while let length = file.byte(at: at) {
      at += 1 + Int(length)
      if length == 0 { return at }
    }
    return file.size + 1
  }
}
