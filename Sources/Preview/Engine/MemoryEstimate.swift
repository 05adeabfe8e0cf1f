import DraftModel
import Media

/// About how many bytes it takes to have things open, so that they can be shared out beforehand.
///
/// Measured with FFmpeg 5.1: H.264 of 1080p takes 27 MB, nine pictures; a worker without decoders 6 MB
/// at 640x360, its encoder's pictures, fonts and what the allocator keeps for a thread.
enum MemoryEstimate {
  /// What stays with a thread that has given everything back: its stack, and what the allocator keeps.
  static let thread = 4 << 20

  /// A worker that has nothing decoded.
  static func worker(_ output: OutputGeometry) -> Int { (4 << 20) + output.width * output.height * 12 }

  /// A layer on its way through the film, without its reader; 0 for what is drawn here: its converters
  /// and the picture that it shows.
  static func layer(_ layer: LayerPlan, in output: OutputGeometry) -> Int {
    guard case .media(let media) = layer.content, media.facts.picture != nil else { return 0 }
    return (1 << 20) + output.width * output.height * 8
  }

  /// The reader of a layer's file; 0 for what is drawn here.
  /// - Parameter threads: of its decoder.
  static func reader(of layer: LayerPlan, threads: Int) -> Int {
    guard case .media(let media) = layer.content else { return 0 }
    return reader(media.facts, threads: threads)
  }

  /// The reader of a file.
  /// - Parameter threads: of its decoder.
  static func reader(_ facts: MediaFacts, threads: Int) -> Int {
    guard let picture = facts.picture else { return 0 }
    let pixels = min(picture.width, MediaLimits.longestSide) * min(picture.height, MediaLimits.longestSide)
    // 4:2:0, two bytes a value where they are of 10 bits; with alpha a second decoder of that kind.
    let bytes =
      pixels * (picture.isHDR ? 3 : picture.hasAlpha ? 6 : 3) / (picture.isHDR || picture.hasAlpha ? 1 : 2)
    switch picture.kind {
    case .still: return pixels * (picture.hasAlpha || picture.codec == "png" ? 4 : 3)
    case .animation: return pixels * 4 * 4
    // Each further thread has a picture in the making, and holds on to what it refers to.
    case .video: return bytes * (pictures(of: picture) + 3 * (threads - 1))
    }
  }

  /// How many pictures a decoder and who uses it hold: those that others refer to, and some more where these
  /// are many, those that wait for their turn, the two at hand, the one that is made, and what it remembers
  /// of each. Measured: 6 of HEVC with 5 references, 8 of AV1, 21 of H.264 with 16.
  private static func pictures(of picture: MediaFacts.Picture) -> Int {
    let references = min(picture.referenceFrames ?? 4, 16)
    return 5 + references + references / 8 + (picture.isInterlaced ? 4 : 0)
  }
}
