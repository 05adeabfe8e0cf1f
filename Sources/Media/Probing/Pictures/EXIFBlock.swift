/// A TIFF block with EXIF data (Exif 2.32, 4.6): the tags that matter here. A TIFF file is one as well.
struct EXIFBlock {
  private let bytes: FileBytes
  private let isBigEndian: Bool
  /// Of all tags that are kept, by number.
  private var entries: [Int: Entry] = [:]
  private var gps: [Int: Entry] = [:]

  private struct Entry {
    let type: Int
    let count: Int
    /// Where its value lies, from the start of the block.
    let place: Int
  }

  private static let entryLimit = 512
  private static let names: [(tag: Int, name: String)] = [
    (0x010F, "make"), (0x0110, "model"), (0x0131, "software"), (0x9003, "creation_time"), (0x013B, "artist"),
    (0x8298, "copyright"), (0x010E, "description"),
  ]

  init?(_ bytes: ArraySlice<UInt8>) { self.init(FileBytes(memory: Array(bytes))) }

  init?(_ bytes: FileBytes) {
    switch bytes.bytes(at: 0, count: 2) {
    case Array("MM".utf8): isBigEndian = true
    case Array("II".utf8): isBigEndian = false
    default: return nil
    }
    self.bytes = bytes
    guard number(2, 2) == 42, let first = number(4, 4) else { return nil }
    entries = directory(first)
    if let place = value(entries[0x8769]) { entries.merge(directory(place)) { first, _ in first } }
    if let place = value(entries[0x8825]) { gps = directory(place) }
  }

  /// Tag 0x0112; nil where there is none.
  var orientation: Orientation? { value(entries[0x0112]).map(Orientation.init(exif:)) }

  /// Whether it is a TIFF file whose picture is compressed as a JPEG (TIFF 6.0, section 22, and its technical
  /// note 2). Raw pictures in DNG are another matter.
  var holdsJPEG: Bool {
    guard let compression = value(entries[0x0103]) else { return false }
    return (compression == 6 || compression == 7) && entries[0xC612] == nil
  }

  var tags: [MediaDescription.Tag] {
    Self.names.compactMap { tag, name in
      text(entries[tag]).flatMap { $0.isEmpty ? nil : .init(name: name, value: $0) }
    }
  }

  /// Latitude and longitude in decimal degrees, `+52.520000 +13.405000`; empty where the block has GPS
  /// data and no coordinates that can be read.
  var place: String? {
    guard !gps.isEmpty else { return nil }
    guard let latitude = degrees(gps[2]), let longitude = degrees(gps[4]) else {
      // The version alone is no place.
      return gps.keys.contains { $0 != 0 } ? "" : nil
    }
    func signed(_ value: Double, _ isNegative: Bool) -> String {
      let millionths = Int((value * 1e6).rounded())
      let fraction = String(millionths % 1_000_000)
      return (isNegative ? "-" : "+") + "\(millionths / 1_000_000)."
        + String(repeating: "0", count: 6 - fraction.count) + fraction
    }
    return signed(latitude, text(gps[1]) == "S") + " " + signed(longitude, text(gps[3]) == "W")
  }

  private func directory(_ start: Int) -> [Int: Entry] {
    var entries: [Int: Entry] = [:]
    for index in 0..<min(number(start, 2) ?? 0, Self.entryLimit) {
      let at = start + 2 + index * 12
      guard let tag = number(at, 2), let type = number(at + 2, 2), let count = number(at + 4, 4) else {
        break
      }
      let size = (type < Self.sizes.count ? Self.sizes[type] : 1) * count
      guard let place = size <= 4 ? at + 8 : number(at + 8, 4) else { break }
      if entries[tag] == nil { entries[tag] = Entry(type: type, count: count, place: place) }
    }
    return entries
  }

  /// Bytes of a value by type (TIFF 6.0, section 2).
  private static let sizes = [1, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8]

  private func value(_ entry: Entry?) -> Int? {
    guard let entry else { return nil }
    return number(entry.place, entry.type == 4 ? 4 : entry.type == 1 ? 1 : 2)
  }

  private func text(_ entry: Entry?) -> String? {
    guard let entry, entry.type == 2, entry.place >= 0, entry.place < bytes.size else { return nil }
    let value = bytes.bytes(at: entry.place, count: min(entry.count, 1024))
    var text = String(decoding: value.prefix { $0 != 0 }, as: UTF8.self)
    while text.last == " " { text.removeLast() }
    return text
  }

  /// Degrees, minutes and seconds as three fractions.
  private func degrees(_ entry: Entry?) -> Double? {
    guard let entry, entry.type == 5, entry.count == 3 else { return nil }
    var sum = 0.0
    for (index, unit) in [1.0, 60, 3600].enumerated() {
      guard let numerator = number(entry.place + index * 8, 4),
        let denominator = number(entry.place + index * 8 + 4, 4)
      else { return nil }
      guard denominator > 0 else { continue }
      sum += Double(numerator) / Double(denominator) / unit
    }
    return sum <= 360 ? sum : nil
  }

  private func number(_ offset: Int, _ size: Int) -> Int? {
    bytes.number(at: offset, bytes: size, bigEndian: isBigEndian)
  }
}
