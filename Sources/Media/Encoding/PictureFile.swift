import CFFmpeg

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Pictures as PNG and JPEG files.
public enum PictureFile {
  /// A picture as PNG: RGB, or RGBA where it can be transparent, with 16 bits a colour where it has more than 8;
  /// grey where it has no colour. With its colour profile, where the picture carries one of its colours.
  /// - Parameter isShallow: whether 8 bits are to do for any.
  public static func png(_ frame: VideoFrame, isShallow: Bool = false) throws(MediaError) -> [UInt8] {
    let alpha = frame.hasAlpha
    if frame.isGrey, !alpha, frame.isFullRange, !(frame.isDeep && isShallow) {
      let format = frame.isDeep ? AV_PIX_FMT_GRAY16BE : AV_PIX_FMT_GRAY8
      let grey = try PictureFilter("format=\(frame.isDeep ? "gray16be" : "gray")").apply(frame)
      try grey.takeProfile(of: frame, in: .grey)
      return try encode(grey, "png", format, options: [])
    }
    if frame.isDeep, !isShallow {
      let format = alpha ? AV_PIX_FMT_RGBA64BE : AV_PIX_FMT_RGB48BE
      let chain = "scale=flags=accurate_rnd+full_chroma_int,format=\(alpha ? "rgba64be" : "rgb48be")"
      let deep = try PictureFilter(chain).apply(frame)
      try deep.takeProfile(of: frame, in: .rgb)
      return try encode(deep, "png", format, options: [])
    }
    let scaled = try PictureScaler().scale(
      frame, width: frame.width, height: frame.height, format: alpha ? .rgba : .rgb24)
    try scaled.takeProfile(of: frame, in: .rgb)
    return try encode(scaled, "png", alpha ? AV_PIX_FMT_RGBA : AV_PIX_FMT_RGB24, options: [])
  }

  /// How many colours a JPEG keeps for its pixels.
  public enum Subsampling: Hashable, Sendable, CaseIterable {
    /// One each, for two beside each other, for four.
    case full, half, quarter

    fileprivate var format: (name: String, value: AVPixelFormat) {
      switch self {
      case .full: ("yuvj444p", AV_PIX_FMT_YUVJ444P)
      case .half: ("yuvj422p", AV_PIX_FMT_YUVJ422P)
      case .quarter: ("yuvj420p", AV_PIX_FMT_YUVJ420P)
      }
    }
  }

  /// A picture as JPEG.
  /// - Parameter quality: as ``JPEGSource/bytes(quality:)`` takes it.
  public static func jpeg(
    _ frame: VideoFrame, quality: Double = 3, subsampling: Subsampling = .full
  ) throws(MediaError) -> [UInt8] {
    try JPEGSource(frame, subsampling).bytes(quality: quality)
  }

  /// A picture in the colours of JPEG, to be saved at one quality after another.
  public struct JPEGSource {
    private let frame: VideoFrame
    private let subsampling: Subsampling

    public init(_ frame: VideoFrame, _ subsampling: Subsampling = .full) throws(MediaError) {
      self.subsampling = subsampling
      let graph = try FilterGraph(
        "scale=out_color_matrix=bt601:out_range=full,format=\(subsampling.format.name)", like: frame)
      try graph.push(frame)
      guard let converted = try graph.pull() else {
        throw MediaError(.library, operation: "encode the picture", reason: "no picture came back")
      }
      try converted.takeProfile(of: frame, in: .rgb)
      self.frame = converted
    }

    /// - Parameter quality: FFmpeg's scale, 2 (best, as a rule) to 31, and fractions of it, down to 0.5.
    public func bytes(quality: Double) throws(MediaError) -> [UInt8] {
      frame.pointer.pointee.quality = Int32(QuantizerMatrix.unit) * FF_QP2LAMBDA
      let fixed = "\(QuantizerMatrix.unit)"
      return try encode(
        frame, "mjpeg", subsampling.format.value, options: [("qmin", fixed), ("qmax", fixed)],
        matrix: QuantizerMatrix.values(quality: quality))
    }
  }

  private static func encode(
    _ frame: VideoFrame, _ codec: String, _ format: AVPixelFormat, options: [(String, String)],
    matrix: [UInt16]? = nil
  ) throws(MediaError) -> [UInt8] {
    let encoder = try Encoder(codec, options: options) { context in
      context.width = Int32(frame.width)
      context.height = Int32(frame.height)
      context.pix_fmt = format
      context.color_range = codec == "mjpeg" ? AVCOL_RANGE_JPEG : AVCOL_RANGE_UNSPECIFIED
      context.time_base = AVRational(num: 1, den: 25)
      // Freed with the context.
      if let matrix, let copy = av_calloc(matrix.count, MemoryLayout<UInt16>.size) {
        let values = copy.bindMemory(to: UInt16.self, capacity: matrix.count)
        values.update(from: matrix, count: matrix.count)
        context.intra_matrix = values
      }
    }
    frame.pointer.pointee.pts = 0
    var bytes: [UInt8] = []
    try encoder.encode(frame) { bytes += $0.bytes }
    try encoder.encode(nil) { bytes += $0.bytes }
    return bytes
  }
}
