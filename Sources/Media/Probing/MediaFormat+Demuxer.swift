import CFFmpeg

extension MediaFormat {
  /// The kind of a file that FFmpeg opened. Where one demuxer reads several kinds, the file itself
  /// says which it is.
  init(demuxer: String, head: [UInt8], container: InputContainer) {
    switch demuxer {
    case "mov,mp4,m4a,3gp,3g2,mj2": self = Self.baseMedia(container)
    case "matroska,webm": self = EBMLHead.documentType(head) == "webm" ? .webm : .matroska
    default:
      let plain = demuxer.hasSuffix("_pipe") ? String(demuxer.dropLast(5)) : demuxer
      if let known = Self.byDemuxer[plain] {
        self = known
      } else {
        let long = container.pointer.pointee.iformat.pointee.long_name.map { String(cString: $0) } ?? plain
        let isPicture = demuxer.hasSuffix("_pipe")
        let first = plain.split(separator: ",").first.map(String.init) ?? plain
        let extensions =
          container.pointer.pointee.iformat.pointee.extensions.map { String(cString: $0) } ?? first
        self.init(
          name: first, phrase: isPicture ? plain.uppercased() : long,
          fileExtensions: extensions.split(separator: ",").map(String.init))
      }
    }
  }

  private static func baseMedia(_ container: InputContainer) -> MediaFormat {
    let brand = TagReading(container.pointer.pointee.metadata)["major_brand"] ?? ""
    if brand == "qt  " || brand.isEmpty { return .mov }
    if brand.hasPrefix("M4A") || brand.hasPrefix("M4B") { return .m4a }
    if brand.hasPrefix("3g") { return .threeGP }
    if ["avif", "avis"].contains(brand) { return .avif }
    if ["heic", "heix", "hevc", "hevx", "mif1", "msf1"].contains(brand) { return .heic }
    return .mp4
  }

  /// FFmpeg's names of what reads pictures without a container.
  static let bareStreams: Set<String> = ["h264", "hevc"]

  private static let byDemuxer: [String: MediaFormat] = [
    "avi": .avi, "flv": .flv, "live_flv": .flv, "asf": .asf, "mpegts": .mpegTS, "mpeg": .mpegPS, "mxf": .mxf,
    "jpeg": .jpeg, "mjpeg": .jpeg, "png": .png, "apng": .apng, "gif": .gif, "webp": .webp, "bmp": .bmp,
    "tiff": .tiff, "jpegxl": .jpegXL, "targa": .targa, "mp3": .mp3, "wav": .wav, "w64": .wav, "aac": .aac,
    "flac": .flac,
    "ogg": .ogg, "aiff": .aiff, "caf": .caf, "amr": .amr, "ac3": .ac3, "eac3": .eac3,
  ]
}

/// The header of Matroska and WebM (RFC 8794, 11.2.4).
enum EBMLHead {
  /// What the file says it is: `webm`, `matroska`.
  static func documentType(_ head: [UInt8]) -> String? {
    // The header is the first element, and small; the DocType element has the id 0x4282.
    let limit = min(head.count, 256)
    guard limit > 8, head.starts(with: [0x1A, 0x45, 0xDF, 0xA3]) else { return nil }
    for at in 4..<(limit - 3) where head[at] == 0x42 && head[at + 1] == 0x82 && head[at + 2] & 0x80 != 0 {
      let length = Int(head[at + 2] & 0x7F)
      guard at + 3 + length <= head.count else { return nil }
      return String(decoding: head[(at + 3)..<(at + 3 + length)].prefix { $0 != 0 }, as: UTF8.self)
    }
    return nil
  }
}
