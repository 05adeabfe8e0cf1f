import CFFmpeg

/// Pictures that FFmpeg knows by the extension of their name only, or takes for something else, told by their
/// content here.
enum UnmarkedPicture {
  /// Portable Arbitrary Map: marked `P7`, and not looked for by FFmpeg.
  case pam
  /// Truevision's TGA: no mark at its start, and one at its end since version 2.
  case targa
  /// JPEG is marked; but of what its coded picture looks like by chance, such as an MPEG stream, FFmpeg is more
  /// certain, and until its end it asks all demuxers about more and more of it.
  case jpeg

  /// - Returns: nil for everything else, and for what cannot be read.
  init?(_ path: String) {
    guard let file = try? FileBytes(path) else { return nil }
    let head = file.bytes(at: 0, count: 18)
    if head.starts(with: Array("P7\n".utf8)) {
      self = .pam
    } else if JPEGReading.matches(head), JPEGReading.isOnePicture(file) {
      self = .jpeg
    } else if Self.isTargaHeader(head), Self.hasTargaFooter(file) || Self.isNamedTarga(path) {
      self = .targa
    } else {
      return nil
    }
  }

  /// Truevision TGA File Format Specification 2.0, fields 1 to 5.
  private static func isTargaHeader(_ head: [UInt8]) -> Bool {
    guard head.count == 18, head[1] <= 1, [1, 2, 3, 9, 10, 11].contains(head[2]) else { return false }
    let (width, height) = (Int(head[12]) | Int(head[13]) << 8, Int(head[14]) | Int(head[15]) << 8)
    // Pictures of palette entries have a palette.
    return width > 0 && height > 0 && [8, 15, 16, 24, 32].contains(head[16])
      && (head[2] & 7 != 1 || head[1] == 1)
  }

  private static func hasTargaFooter(_ file: FileBytes) -> Bool {
    let mark = Array("TRUEVISION-XFILE.\0".utf8)
    return file.size > 26 + 18 && file.bytes(at: file.size - mark.count, count: mark.count) == mark
  }

  private static func isNamedTarga(_ path: String) -> Bool {
    MediaFormat.targa.fileExtensions.contains { path.lowercased().hasSuffix("." + $0) }
  }

  /// FFmpeg's name of what reads it.
  var demuxer: String {
    switch self {
    case .pam: "pam_pipe"
    case .targa: "image2pipe"
    case .jpeg: "jpeg_pipe"
    }
  }

  /// What the demuxer cannot tell by itself.
  var codec: AVCodecID {
    switch self {
    case .pam: AV_CODEC_ID_PAM
    case .targa: AV_CODEC_ID_TARGA
    case .jpeg: AV_CODEC_ID_MJPEG
    }
  }
}
