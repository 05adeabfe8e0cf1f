import CFFmpeg

/// What a codec's own header says of its pictures. FFmpeg tells this only after it opened a decoder,
/// which takes many times as long as reading the header.
struct CodecHeader {
  var width: Int?
  var height: Int?
  /// Width of a pixel over its height, as coded; nil where the header does not say.
  var pixelAspect: (width: Int, height: Int)?
  var bitDepth: Int
  var chroma: Chroma
  var profile: Int?
  var level: Int?
  /// Pictures that have to be kept because others may refer to them; nil where the header does not say.
  var referenceFrames: Int?
  /// Layers of frames, of which each can be left out together with those above it.
  var temporalLayers = 1
  /// Numbers of ITU-T H.273; 2 is unspecified.
  var primaries = 2
  var transfer = 2
  var matrix = 2
  /// Nil where the header does not say.
  var isFullRange: Bool?
  /// Whether FFmpeg's decoder of the codec marks full range in the pixel format.
  var usesFullRangeFormats = false
  /// Nil where frames may or may not be interlaced.
  var isProgressive: Bool? = true

  enum Chroma: Int {
    case none, quartered, halved, full, vertical
  }

  /// Whether headers of the codec are read here.
  static func isKnown(_ codec: AVCodecID) -> Bool {
    [AV_CODEC_ID_H264, AV_CODEC_ID_HEVC, AV_CODEC_ID_AV1, AV_CODEC_ID_VP9, AV_CODEC_ID_VP8].contains(codec)
  }

  /// Reads the header of a stream whose container carries it, or whose first packet does.
  /// - Parameter packet: a packet of the stream, with a key frame.
  /// - Returns: nil for codecs that are not known here, and where the header is broken or missing.
  static func read(_ parameters: AVCodecParameters, packet: ArraySlice<UInt8>? = nil) -> CodecHeader? {
    let size = Int(parameters.extradata_size)
    let extra = parameters.extradata.map { Array(UnsafeBufferPointer(start: $0, count: max(0, size))) } ?? []
    switch parameters.codec_id {
    case AV_CODEC_ID_H264: return H264Header.read(extra[...]) ?? packet.flatMap(H264Header.read)
    case AV_CODEC_ID_HEVC: return HEVCHeader.read(extra[...]) ?? packet.flatMap(HEVCHeader.read)
    case AV_CODEC_ID_AV1: return AV1Header.read(extra[...]) ?? packet.flatMap(AV1Header.readUnits)
    case AV_CODEC_ID_VP9: return packet.flatMap(VP9Header.read)
    case AV_CODEC_ID_VP8: return packet.flatMap(VP8Header.read)
    default: return nil
    }
  }

  /// Puts it where FFmpeg would have put it.
  func apply(to parameters: UnsafeMutablePointer<AVCodecParameters>) {
    if let width, let height, width > 0, height > 0 {
      parameters.pointee.width = Int32(clamping: width)
      parameters.pointee.height = Int32(clamping: height)
    }
    if let pixelAspect {
      parameters.pointee.sample_aspect_ratio = AVRational(
        num: Int32(clamping: pixelAspect.width), den: Int32(clamping: pixelAspect.height))
    }
    if let name = pixelFormat { parameters.pointee.format = av_get_pix_fmt(name).rawValue }
    if let profile { parameters.pointee.profile = Int32(clamping: profile) }
    if let level { parameters.pointee.level = Int32(clamping: level) }
    // What the container says of colour goes first, as in FFmpeg's demuxers.
    if parameters.pointee.color_primaries == AVCOL_PRI_UNSPECIFIED, primaries != 2 {
      parameters.pointee.color_primaries = AVColorPrimaries(rawValue: UInt32(primaries))
    }
    if parameters.pointee.color_trc == AVCOL_TRC_UNSPECIFIED, transfer != 2 {
      parameters.pointee.color_trc = AVColorTransferCharacteristic(rawValue: UInt32(transfer))
    }
    if parameters.pointee.color_space == AVCOL_SPC_UNSPECIFIED, matrix != 2 {
      parameters.pointee.color_space = AVColorSpace(rawValue: UInt32(matrix))
    }
    if parameters.pointee.color_range == AVCOL_RANGE_UNSPECIFIED, let isFullRange {
      parameters.pointee.color_range = isFullRange ? AVCOL_RANGE_JPEG : AVCOL_RANGE_MPEG
    }
    if isProgressive == true, parameters.pointee.field_order == AV_FIELD_UNKNOWN {
      parameters.pointee.field_order = AV_FIELD_PROGRESSIVE
    }
  }

  /// FFmpeg's name of the pixel format that its decoders choose.
  private var pixelFormat: String? {
    let isRGB = matrix == 0 && chroma == .full
    let base: String
    if isRGB {
      base = "gbrp"
    } else {
      switch chroma {
      case .none: base = "gray"
      case .quartered: base = "yuv420p"
      case .halved: base = "yuv422p"
      case .full: base = "yuv444p"
      case .vertical: base = "yuv440p"
      }
    }
    // Eight bits in full range have formats of their own.
    guard bitDepth > 8 else {
      return isFullRange == true && usesFullRangeFormats && base.hasPrefix("yuv")
        ? "yuvj" + base.dropFirst(3) : base
    }
    return "\(base)\(bitDepth)le"
  }
}
