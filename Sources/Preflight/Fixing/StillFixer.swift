import DraftModel
import Media

/// Makes a JPEG or PNG of a picture.
struct StillFixer {
  let path: String
  let description: MediaDescription
  let fix: StillFix
  let options: FixOptions
  let output: String

  /// FFmpeg's scale for JPEG, best first.
  private static let qualities = [2, 3, 5, 8]

  func make() throws(MediaError) -> MadeFile {
    let upright = try decode()
    if fix.format == .png {
      let bytes = try PictureFile.png(upright)
      if bytes.count <= options.limit {
        return try file(bytes, upright, upright, "saved as PNG, without loss")
      }
    }
    return try jpeg(upright)
  }

  /// The picture turned upright, and no larger than it is to be.
  private func decode() throws(MediaError) -> VideoFrame {
    let reader = try StillReader(path: path)
    var frame = try reader.picture(at: .zero).frame
    let longest = max(frame.width, frame.height)
    if let side = fix.longestSide, longest > side {
      frame = try scaled(frame, Double(side) / Double(longest))
    }
    let filters = reader.orientation.filters
    return filters.isEmpty ? frame : try PictureFilter(filters.joined(separator: ",")).apply(frame)
  }

  private func scaled(_ frame: VideoFrame, _ factor: Double) throws(MediaError) -> VideoFrame {
    let width = max(1, Int((Double(frame.width) * factor).rounded()))
    let height = max(1, Int((Double(frame.height) * factor).rounded()))
    return try PictureScaler().scale(
      frame, width: width, height: height, format: frame.hasAlpha ? .rgba : .rgb24)
  }

  // MARK: JPEG

  /// The best of the qualities that fit, each as large as it may be.
  private func jpeg(_ frame: VideoFrame) throws(MediaError) -> MadeFile {
    var best: (bytes: [UInt8], frame: VideoFrame, similarity: Double)?
    for quality in Self.qualities {
      guard let (bytes, shown) = try largest(frame, quality) else { continue }
      let similarity = try similarity(frame, bytes) ?? 0
      if best.map({ similarity > $0.similarity }) ?? true { best = (bytes, shown, similarity) }
      // At its full size nothing lower can be better.
      if shown.width == frame.width { break }
    }
    guard let best else {
      throw MediaError(
        .limit, file: path, operation: "make it fit \(ByteCount(options.limit))",
        reason: "it does not fit, however small")
    }
    let size = best.frame.width == frame.width ? "" : " at \(best.frame.width)x\(best.frame.height)"
    var made = try file(best.bytes, frame, best.frame, "saved as JPEG\(size)")
    made.similarity = (best.similarity, 1)
    return made
  }

  /// The largest picture of a quality that fits.
  private func largest(
    _ frame: VideoFrame, _ quality: Int
  ) throws(MediaError) -> (bytes: [UInt8], frame: VideoFrame)? {
    let whole = try PictureFile.jpeg(frame, quality: quality)
    if whole.count <= options.limit { return (whole, frame) }
    var best: (bytes: [UInt8], frame: VideoFrame)?
    var (low, high) = (0.0, 1.0)
    // Bytes go with the area, roughly: the first guess is near.
    var guess = (Double(options.limit) * 0.97 / Double(whole.count)).squareRoot()
    for _ in 0..<8 {
      let smaller = try scaled(frame, guess)
      guard smaller.width >= 8, smaller.height >= 8 || best == nil else { break }
      let bytes = try PictureFile.jpeg(smaller, quality: quality)
      if bytes.count <= options.limit {
        low = guess
        if bytes.count > best?.bytes.count ?? 0 { best = (bytes, smaller) }
        if bytes.count * 100 >= options.limit * 96 { break }
      } else {
        high = guess
      }
      guess = (low + high) / 2
    }
    return best
  }

  private func similarity(_ original: VideoFrame, _ bytes: [UInt8]) throws(MediaError) -> Double? {
    guard original.width * original.height <= 40_000_000, original.width > 8, original.height > 8 else {
      return nil
    }
    let scratch = ScratchFile(beside: output)
    try AtomicFile.write(bytes, to: scratch.path)
    let comparison = PictureComparison()
    try comparison.add(original: original, result: StillReader(path: scratch.path).picture(at: .zero).frame)
    return comparison.similarity
  }

  private func file(
    _ bytes: [UInt8], _ original: VideoFrame, _ shown: VideoFrame, _ note: String
  ) throws(MediaError) -> MadeFile {
    let file = try AtomicFile(path: output)
    try file.write(bytes)
    return MadeFile(file: file, did: [note])
  }
}
