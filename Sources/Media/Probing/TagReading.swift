import CFFmpeg

/// Reads a dictionary of tags. Places are kept apart: they are private.
struct TagReading {
  private(set) var tags: [MediaDescription.Tag] = []
  private(set) var locations: [MediaDescription.Location] = []

  /// What may stand in one tag, and how many are read; the rest is cut.
  private static let valueLimit = 4096
  private static let countLimit = 200

  init(_ dictionary: OpaquePointer?) {
    var entry: UnsafeMutablePointer<AVDictionaryEntry>?
    while let next = av_dict_get(dictionary, "", entry, AV_DICT_IGNORE_SUFFIX), tags.count < Self.countLimit {
      entry = next
      let name = String(cString: next.pointee.key)
      let value = String(cString: next.pointee.value)
      if Self.isLocation(name) {
        locations.append(.init(name: name, value: value))
      } else {
        let short = value.utf8.count > Self.valueLimit ? String(value.prefix(Self.valueLimit)) + "…" : value
        tags.append(.init(name: name, value: short))
      }
    }
  }

  subscript(name: String) -> String? { tags.first { $0.name == name }?.value }

  mutating func take(_ name: String) -> String? {
    guard let index = tags.firstIndex(where: { $0.name == name }) else { return nil }
    return tags.remove(at: index).value
  }

  /// `location`, `location-eng`, `com.apple.quicktime.location.ISO6709`, `com.apple.quicktime.location.name`,
  /// `xyz`, `GPSLatitude`...
  static func isLocation(_ name: String) -> Bool {
    let name = name.lowercased()
    return name.hasPrefix("location") || name.contains("quicktime.location") || name.contains("gps")
      || name == "xyz" || name == "©xyz" || name == "loci" || name.hasPrefix("geo")
  }
}
