import DraftModel

/// Reads what a JPEG is from its segments (ITU-T T.81, annex B), decoding nothing.
struct JPEGReading {
  private let file: FileBytes
  private var picture = MediaDescription.Picture(kind: .still, codedWidth: 0, codedHeight: 0)
  private var stream = MediaDescription.Stream(index: 0, kind: .video, codec: "mjpeg")
  private var metadata = PictureMetadata()
  private var damage: [MediaDescription.Damage] = []
  private var adobeTransform: UInt8?
  private var hasScan = false
  /// Whether it says that more pictures follow (CIPA DC-007).
  private var hasMorePictures = false

  private static let segmentLimit = 20_000
  /// How much is looked through for an end mark.
  private static let readLimit = 256 << 20

  static func matches(_ head: [UInt8]) -> Bool { head.starts(with: [0xFF, 0xD8, 0xFF]) }

  init(_ file: FileBytes) { self.file = file }

  /// Whether the file is one JPEG, or several of which one is shown; not a film of them.
  static func isOnePicture(_ file: FileBytes) -> Bool {
    var reading = JPEGReading(file)
    let scan = reading.readSegments()
    return reading.picture.codedWidth > 0 && reading.hasScan
      && (reading.hasMorePictures || !reading.isFilm(scan))
  }

  /// - Returns: nil where the file is not one JPEG, but a film of them, or where no picture begins.
  mutating func description() -> MediaDescription? {
    let scan = readSegments()
    guard picture.codedWidth > 0 || picture.codedHeight > 0 else { return nil }
    if !hasScan {
      damage.append(.init(.truncated, "the file ends before its picture begins"))
    } else if !endsProperly(scan) {
      damage.append(.init(.truncated, "the file ends before its picture does"))
    }
    guard hasMorePictures || !isFilm(scan) else { return nil }
    picture.color.range = "pc"
    return metadata.description(
      format: .jpeg, formatName: "jpeg_pipe", byteCount: file.size, stream: stream, picture, delays: [],
      damage: damage)
  }

  /// - Returns: where the first scan begins, or the segments end.
  private mutating func readSegments() -> Int {
    var at = 2
    for _ in 0..<Self.segmentLimit {
      guard file.byte(at: at) == 0xFF, let marker = file.byte(at: at + 1) else { return at }
      if marker == 0xFF {
        at += 1
        continue
      }
      // Markers without a length.
      if marker == 0x01 || (0xD0...0xD8).contains(marker) {
        at += 2
        continue
      }
      if marker == 0xD9 { return at }
      guard let length = file.number(at: at + 2, bytes: 2), length >= 2 else { return at }
      if marker == 0xDA {
        hasScan = true
        return at + 2 + length
      }
      read(marker, at: at + 4, length: length - 2)
      at += 2 + length
    }
    return at
  }

  private mutating func read(_ marker: UInt8, at start: Int, length: Int) {
    func begins(_ text: String) -> Bool {
      file.bytes(at: start, count: text.utf8.count).elementsEqual(text.utf8)
    }
    switch marker {
    case 0xC0...0xC3, 0xC5...0xC7, 0xC9...0xCB, 0xCD...0xCF: readFrame(marker, at: start, length: length)
    case 0xE1 where begins("Exif\0\0"): metadata.readEXIF(file.bytes(at: start, count: length))
    case 0xE1 where begins("http://ns.adobe.com/xap/1.0/\0"):
      metadata.readXMP(file.bytes(at: start + 29, count: length - 29))
    case 0xE2 where begins("ICC_PROFILE\0"): picture.color.hasProfile = true
    case 0xE2 where begins("MPF\0"): hasMorePictures = true
    case 0xEE where begins("Adobe") && length >= 12: adobeTransform = file.byte(at: start + 11)
    default: break
    }
  }

  private mutating func readFrame(_ marker: UInt8, at start: Int, length: Int) {
    guard picture.codedWidth == 0, let depth = file.byte(at: start),
      let height = file.number(at: start + 1, bytes: 2),
      let width = file.number(at: start + 3, bytes: 2), let count = file.byte(at: start + 5)
    else { return }
    (picture.codedWidth, picture.codedHeight, picture.bitDepth) = (width, height, Int(depth))
    stream.profile =
      switch marker {
      case 0xC0: "Baseline"
      case 0xC1: "Sequential"
      case 0xC2: "Progressive"
      case 0xC3: "Lossless"
      default: nil
      }
    let factors = (0..<min(Int(count), 4)).map { Int(file.byte(at: start + 7 + $0 * 3) ?? 0) }
    guard depth == 8 else { return }
    picture.pixelFormat = Self.format(factors, adobeTransform)
    picture.color.matrix = count == 3 && picture.pixelFormat != "gbrp" ? "bt470bg" : nil
  }

  /// FFmpeg's format for components sampled so: horizontal factor in the upper four bits.
  private static func format(_ factors: [Int], _ transform: UInt8?) -> String? {
    if factors.count == 1 { return "gray" }
    guard factors.count == 3, factors[1] == factors[2], factors[1] > 0 else { return nil }
    let (across, down) = (factors[1] >> 4, factors[1] & 15)
    guard across > 0, down > 0 else { return nil }
    switch (factors[0] >> 4, across, factors[0] & 15, down) {
    case let (a, b, c, d) where a == b && c == d: return transform == 0 ? "gbrp" : "yuvj444p"
    case let (a, b, c, d) where a == 2 * b && c == d: return "yuvj422p"
    case let (a, b, c, d) where a == 2 * b && c == 2 * d: return "yuvj420p"
    case let (a, b, c, d) where a == b && c == 2 * d: return "yuvj440p"
    case let (a, b, c, d) where a == 4 * b && c == d: return "yuvj411p"
    default: return nil
    }
  }

  /// Whether an end mark lies at the end, or among the last bytes, as makers add some.
  private func endsProperly(_ scan: Int) -> Bool {
    if file.bytes(at: file.size - 2, count: 2) == [0xFF, 0xD9] { return true }
    if hasMorePictures { return true }
    var at = scan
    let step = 1 << 15
    while at < file.size {
      guard at - scan < Self.readLimit else { return true }
      if file.bytes(at: at, count: step + 1).place(of: [0xFF, 0xD9]) != nil { return true }
      at += step
    }
    return false
  }

  /// Whether another JPEG follows at once: then it is a film without a container.
  private func isFilm(_ scan: Int) -> Bool {
    let bytes = file.bytes(at: scan, count: 1 << 16)
    guard let end = bytes.place(of: [0xFF, 0xD9]), end + 4 < bytes.count else { return false }
    return bytes[(end + 2)..<(end + 5)].elementsEqual([0xFF, 0xD8, 0xFF])
  }
}
