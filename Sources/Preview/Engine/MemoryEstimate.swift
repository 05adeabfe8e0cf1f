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

  /// A layer on its way through the film; 0 for what is drawn here.
  static func layer(_ layer: LayerPlan, in output: OutputGeometry) -> Int {
    guard case .media(let media) = layer.content, let picture = media.facts.picture else { return 0 }
    let pixels = min(picture.width, MediaLimits.longestSide) * min(picture.height, MediaLimits.longestSide)
    // Its converters and the picture that it shows.
    let shown = (1 << 20) + output.width * output.height * 8
    // 4:2:0, two bytes a value where they are of 10 bits; with alpha a second decoder of that kind.
    let bytes =
      pixels * (picture.isHDR ? 3 : picture.hasAlpha ? 6 : 3) / (picture.isHDR || picture.hasAlpha ? 1 : 2)
    switch picture.kind {
    case .still: return pixels * (picture.hasAlpha || picture.codec == "png" ? 4 : 3) + shown
    case .animation: return pixels * 4 * 4 + shown
    case .video: return bytes * (picture.isInterlaced ? 14 : 10) + shown
    }
  }
}
