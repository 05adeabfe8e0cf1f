import DraftModel
import Media

/// Makes a JPEG or PNG of a picture.
struct StillFixer {
  let path: String
  let description: MediaDescription
  let fix: StillFix
  let options: FixOptions
  let output: String

  /// FFmpeg's scale for JPEG, best first; those at which a smaller picture is tried.
  private static let qualities = [2.0, 3, 5, 8, 12]
  /// The finest and the coarsest that are tried at full size.
  private static let finest = 0.5, coarsest = 31.0

  func make() throws(MediaError) -> MadeFile {
    let upright = try decode()
    return fix.format == .png ? try png(upright) : try jpeg(upright)
  }

  /// Of the same pixels, or as large as fits.
  private func png(_ frame: VideoFrame) throws(MediaError) -> MadeFile {
    if frame.isDeep, !isScaled {
      let bytes = try PictureFile.png(frame)
      if bytes.count <= options.limit { return try file(bytes, "saved as PNG, with 16 bits a colour", frame) }
    }
    guard
      let (bytes, shown) = try largest(
        frame, { picture throws(MediaError) in try PictureFile.png(picture, isShallow: true) })
    else { throw tooSmall }
    let depth = frame.isDeep ? ", its colours brought to 8 bits" : ""
    let isWhole = shown.width == frame.width && !isScaled
    if isWhole, !frame.isDeep { return try file(bytes, "saved as PNG", frame) }
    let size = isWhole ? "" : " at \(shown.width)x\(shown.height)"
    var made = try file(bytes, "saved as PNG\(size)\(depth)", frame)
    made.isExact = false
    made.similarity = try similarity(frame, bytes).map { ($0, 1) }
    return made
  }

  /// Whether the picture is brought to another size before it is saved.
  private var isScaled: Bool {
    guard let side = fix.longestSide, let picture = description.picture else { return false }
    return max(picture.codedWidth, picture.codedHeight) > side
  }

  /// The picture turned upright, and no larger than it is to be.
  private func decode() throws(MediaError) -> VideoFrame {
    if let obstacle = Self.obstacle(to: description, longestSide: fix.longestSide) {
      throw MediaError(.limit, file: path, operation: "convert it", reason: obstacle)
    }
    let reader = try StillReader(path: path, detail: detail)
    var frame = try reader.picture(at: .zero).frame
    let longest = max(frame.width, frame.height)
    if let side = fix.longestSide, longest > side {
      frame = try scaled(frame, Double(side) / Double(longest))
    }
    let filters = reader.orientation.filters
    return filters.isEmpty ? frame : try PictureFilter(filters.joined(separator: ",")).apply(frame)
  }

  /// What is enough where the picture is made smaller anyway.
  private var detail: VideoReader.Detail {
    description.picture.map { Self.detail(of: $0, fix.longestSide) } ?? .full
  }

  private static func detail(
    of picture: MediaDescription.Picture, _ longestSide: Int?
  ) -> VideoReader.Detail {
    guard let side = longestSide else { return .full }
    return .init(reduction: Double(max(picture.codedWidth, picture.codedHeight)) / Double(max(1, side)))
  }

  /// Why nothing can be made of a picture; nil where something can.
  static func obstacle(to description: MediaDescription, longestSide: Int?) -> String? {
    guard let picture = description.picture else { return nil }
    let size = "\(picture.codedWidth)x\(picture.codedHeight)"
    guard MediaLimits.opensPicture(width: picture.codedWidth, height: picture.codedHeight) else {
      return "its \(size) pixels are more than what is opened"
    }
    // Decoded, and once more as it is converted.
    let bytesAPixel = (picture.bitDepth ?? 8) > 8 ? 8 : 4
    guard picture.pixelCount > pictureLimit / bytesAPixel else { return nil }
    if detail(of: picture, longestSide) != .full, isReadSmaller(description, picture) { return nil }
    return "its \(size) pixels take more memory than one file is given"
  }

  /// Whether decoders make it smaller row by row. Lossless WebP, and transparency that is packed like it, are
  /// unpacked whole first.
  private static func isReadSmaller(
    _ description: MediaDescription, _ picture: MediaDescription.Picture
  ) -> Bool {
    description.format == .jpeg
      || description.format == .webp && picture.pixelFormat == "yuv420p" && !picture.hasAlpha
  }

  /// Bytes of a decoded picture.
  private static let pictureLimit = 400_000_000

  private func scaled(_ frame: VideoFrame, _ factor: Double) throws(MediaError) -> VideoFrame {
    let width = max(1, Int((Double(frame.width) * factor).rounded()))
    let height = max(1, Int((Double(frame.height) * factor).rounded()))
    let scaled = try PictureScaler().scale(
      frame, width: width, height: height, format: frame.hasAlpha ? .rgba : .rgb24)
    try scaled.takeProfile(of: frame)
    return scaled
  }

  // MARK: JPEG

  private struct Candidate {
    var bytes: [UInt8]
    var frame: VideoFrame
    var similarity: Double
    var usesRoom: Bool

    /// What leaves much of the room empty could be better still; it is preferred where it is clearly more
    /// like the original all the same.
    var worth: Double { similarity + (usesRoom ? Self.room : 0) }
    private static let room = 0.02
  }

  /// The most like the original: at its full size with what quality fits, or smaller and better.
  private func jpeg(_ frame: VideoFrame) throws(MediaError) -> MadeFile {
    let best = try PictureFile.jpeg(frame, quality: Self.qualities[0])
    if best.count <= options.limit {
      // Finer still only where that shows, and the room is there.
      let likeness = try similarity(frame, best)
      if let likeness, likeness < 0.99, !fills(best),
        let finer = try fullSize(frame, .full, within: Self.finest...Self.qualities[0])
      {
        return try made(finer, of: frame, frame, similarity(frame, finer))
      }
      return try made(best, of: frame, frame, likeness)
    }
    // Of pictures that are too large to be compared, the full size counts as the best.
    guard isComparable(frame) else {
      if let bytes = try fullSize(frame, .full) { return try made(bytes, of: frame, frame, nil) }
      guard
        let (bytes, shown) = try largest(
          frame, { picture throws(MediaError) in try PictureFile.jpeg(picture, quality: 8) })
      else {
        throw tooSmall
      }
      return try made(bytes, of: frame, shown, nil)
    }
    var candidates: [Candidate] = []
    func add(_ bytes: [UInt8], _ shown: VideoFrame) throws(MediaError) {
      let similarity = try similarity(frame, bytes) ?? 0
      candidates.append(
        Candidate(
          bytes: bytes, frame: shown, similarity: similarity,
          usesRoom: fills(bytes) || similarity >= 0.99))
    }
    for subsampling in PictureFile.Subsampling.allCases {
      if let bytes = try fullSize(frame, subsampling) { try add(bytes, frame) }
    }
    for quality in Self.qualities {
      if let (bytes, shown) = try largest(
        frame, { picture throws(MediaError) in try PictureFile.jpeg(picture, quality: quality) })
      {
        // Sides are whole pixels: what they leave, quality takes.
        let finer = fills(bytes) ? nil : try fullSize(shown, .full, within: Self.finest...quality)
        try add(finer ?? bytes, shown)
      }
    }
    guard let chosen = candidates.max(by: { $0.worth < $1.worth }) else { throw tooSmall }
    return try made(chosen.bytes, of: frame, chosen.frame, chosen.similarity)
  }

  private func fills(_ bytes: [UInt8]) -> Bool { SizeBudget.fills(bytes.count, options.limit) }

  /// With all its pixels, at the best quality that fits; nil where none does.
  private func fullSize(
    _ frame: VideoFrame, _ subsampling: PictureFile.Subsampling,
    within bounds: ClosedRange<Double> = StillFixer.qualities[0]...StillFixer.coarsest
  ) throws(MediaError) -> [UInt8]? {
    let source = try PictureFile.JPEGSource(frame, subsampling)
    var best: [UInt8]?
    var (fine, coarse) = (bounds.lowerBound, bounds.upperBound)
    // Whether anything fits is told by the coarsest.
    var quality = coarse
    for _ in 0..<10 {
      let bytes = try source.bytes(quality: quality)
      if bytes.count <= options.limit {
        coarse = quality
        if bytes.count > best?.count ?? 0 { best = bytes }
        if SizeBudget.fills(bytes.count, options.limit, percent: 98) { break }
      } else {
        guard quality < bounds.upperBound else { return nil }
        fine = quality
      }
      quality = (fine * coarse).squareRoot()
    }
    return best
  }

  private func made(
    _ bytes: [UInt8], of original: VideoFrame, _ shown: VideoFrame, _ similarity: Double?
  ) throws(MediaError) -> MadeFile {
    let size = shown.width == original.width ? "" : " at \(shown.width)x\(shown.height)"
    var made = try file(bytes, "saved as JPEG\(size)", original)
    made.isExact = false
    made.similarity = similarity.map { ($0, 1) }
    return made
  }

  private var tooSmall: MediaError {
    MediaError(
      .limit, file: path, operation: "make it fit \(ByteCount(options.limit))",
      reason: "it does not fit, however small")
  }

  /// The largest picture that fits.
  private func largest(
    _ frame: VideoFrame, _ encode: (VideoFrame) throws(MediaError) -> [UInt8]
  ) throws(MediaError) -> (bytes: [UInt8], frame: VideoFrame)? {
    let whole = try encode(frame)
    if whole.count <= options.limit { return (whole, frame) }
    var best: (bytes: [UInt8], frame: VideoFrame)?
    var (low, high) = (0.0, 1.0)
    // Bytes go with the area, roughly: the first guess is near.
    var guess = (Double(options.limit) * 0.97 / Double(whole.count)).squareRoot()
    for _ in 0..<8 {
      let smaller = try scaled(frame, guess)
      guard smaller.width >= 8, smaller.height >= 8 || best == nil else { break }
      let bytes = try encode(smaller)
      if bytes.count <= options.limit {
        low = guess
        if bytes.count > best?.bytes.count ?? 0 { best = (bytes, smaller) }
        if SizeBudget.fills(bytes.count, options.limit, percent: 96) { break }
      } else {
        high = guess
      }
      guess = (low + high) / 2
    }
    return best
  }

  private func isComparable(_ frame: VideoFrame) -> Bool {
    MediaLimits.pixelCount(width: frame.width, height: frame.height) <= MediaLimits.largePicture
      && frame.width > 8 && frame.height > 8
  }

  private func similarity(_ original: VideoFrame, _ bytes: [UInt8]) throws(MediaError) -> Double? {
    guard isComparable(original) else { return nil }
    let scratch = ScratchFile(beside: output)
    try AtomicFile.write(bytes, to: scratch.path)
    let comparison = PictureComparison()
    try comparison.add(original: original, result: StillReader(path: scratch.path).picture(at: .zero).frame)
    return comparison.similarity
  }

  private func file(
    _ bytes: [UInt8], _ note: String, _ original: VideoFrame
  ) throws(MediaError) -> MadeFile {
    let file = try AtomicFile(path: output)
    try file.write(bytes)
    var made = MadeFile(file: file, did: [note])
    made.leftOut = leftOut(file, original)
    return made
  }

  /// What the original says beside its pixels.
  private func leftOut(_ file: AtomicFile, _ original: VideoFrame) -> [String] {
    var leftOut: [String] = []
    let color = description.picture?.color
    let keepsProfile = (try? MediaProbe.describe(path: file.temporaryPath))?.picture?.color.hasProfile == true
    // Not all headers that say so are read; the decoded picture says it as well.
    let hadProfile = color?.hasProfile == true || original.hasProfile
    if !keepsProfile, hadProfile || ["smpte431", "smpte432", "bt2020"].contains(color?.primaries) {
      leftOut.append("its colour profile: its colours may come out otherwise")
    }
    if !description.tags.isEmpty {
      leftOut.append("its tags (\(description.tags.prefix(4).map(\.name).joined(separator: ", ")))")
    }
    if !description.locations.isEmpty, !options.stripsLocation {
      leftOut.append("the place where it was taken")
    }
    return leftOut
  }
}
