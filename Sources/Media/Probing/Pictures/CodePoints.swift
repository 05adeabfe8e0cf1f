import CFFmpeg

/// Colour given by the numbers of ITU-T H.273.
enum CodePoints {
  /// - Parameter bytes: primaries, transfer, matrix, and whether the range is full.
  static func color(_ bytes: [UInt8]) -> MediaDescription.ColorDescription {
    guard bytes.count >= 4 else { return .init() }
    return color(
      primaries: Int(bytes[0]), transfer: Int(bytes[1]), matrix: Int(bytes[2]), isFullRange: bytes[3] & 1 == 1
    )
  }

  static func color(
    primaries: Int, transfer: Int, matrix: Int, isFullRange: Bool?
  ) -> MediaDescription.ColorDescription {
    var color = MediaDescription.ColorDescription()
    color.primaries = name(av_color_primaries_name(AVColorPrimaries(rawValue: UInt32(clamping: primaries))))
    color.transfer = name(
      av_color_transfer_name(AVColorTransferCharacteristic(rawValue: UInt32(clamping: transfer))))
    color.matrix = name(av_color_space_name(AVColorSpace(rawValue: UInt32(clamping: matrix))))
    color.range = isFullRange.map { $0 ? "pc" : "tv" }
    return color
  }

  /// FFmpeg's names for what is not told are none.
  static func name(_ name: UnsafePointer<CChar>?) -> String? {
    name.map { String(cString: $0) }.flatMap {
      ["unknown", "reserved", "unspecified"].contains($0) ? nil : $0
    }
  }

  static func hdr(_ color: MediaDescription.ColorDescription) -> MediaDescription.HDR? {
    switch color.transfer {
    case "smpte2084": .init(kind: .pq)
    case "arib-std-b67": .init(kind: .hlg)
    default: nil
    }
  }
}
