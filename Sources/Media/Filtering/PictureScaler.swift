import CFFmpeg

/// Brings pictures to a size and a layout of pixels, as BT.709 in limited range where the result is
/// YUV. Keeps its set-up from one picture to the next like it.
public final class PictureScaler {
  /// Whole pixels that are cut off before scaling, in the picture's stored orientation.
  public struct Crop: Hashable, Sendable {
    public var left: Int
    public var top: Int
    public var width: Int
    public var height: Int

    public init(left: Int, top: Int, width: Int, height: Int) {
      self.left = left
      self.top = top
      self.width = width
      self.height = height
    }
  }

  /// On which pixels of a picture the chroma of 4:2:0 lies: the even ones and the next each, or the odd ones
  /// and the next. The latter for a picture that is put on odd pixels of another.
  public struct ChromaPlacement: Hashable, Sendable {
    public var isOddAcross: Bool
    public var isOddDown: Bool

    public init(isOddAcross: Bool = false, isOddDown: Bool = false) {
      self.isOddAcross = isOddAcross
      self.isOddDown = isOddDown
    }

    fileprivate static let even = ChromaPlacement()

    /// The place of the first chroma pixel's middle in swscale's terms: 256ths of a pixel, from the middle of
    /// the picture's first pixel.
    fileprivate static func position(isOdd: Bool) -> Int { isOdd ? 128 + 256 : 128 }
  }

  private var context: OpaquePointer?
  private var box: BoxReduction?
  private var pool: FramePool?
  private var setup: Setup?

  private struct Setup: Equatable {
    var sourceWidth: Int
    var sourceHeight: Int
    var sourceFormat: AVPixelFormat
    var sourceTable: Int32
    var sourceRange: Int32
    var width: Int
    var height: Int
    var format: AVPixelFormat
    var chroma: ChromaPlacement
    /// Of the scaled picture; swscale then knows of nothing to convert.
    var conversion: ColorConversion?

    init(
      _ source: VideoFrame, matrix: Int32, isFullRange: Bool, width: Int, height: Int, format: PixelFormat,
      chroma: ChromaPlacement
    ) {
      self.chroma = chroma
      (sourceWidth, sourceHeight) = (source.width, source.height)
      (self.width, self.height, self.format) = (width, height, format.ffmpeg)
      if !source.isRGB, format.isYUV {
        conversion = ColorConversion(matrix: matrix, isFullRange: isFullRange)
        (sourceFormat, sourceTable, sourceRange) = (Self.limited(source.format), SWS_CS_ITU709, 0)
      } else {
        (sourceFormat, sourceTable, sourceRange) = (source.format, matrix, isFullRange ? 1 : 0)
      }
    }

    /// The same layout without a range of its own.
    private static func limited(_ format: AVPixelFormat) -> AVPixelFormat {
      switch format {
      case AV_PIX_FMT_YUVJ420P: AV_PIX_FMT_YUV420P
      case AV_PIX_FMT_YUVJ422P: AV_PIX_FMT_YUV422P
      case AV_PIX_FMT_YUVJ444P: AV_PIX_FMT_YUV444P
      case AV_PIX_FMT_YUVJ440P: AV_PIX_FMT_YUV440P
      case AV_PIX_FMT_YUVJ411P: AV_PIX_FMT_YUV411P
      default: format
      }
    }

    /// The plain mean, where that is all that has to be done.
    var box: BoxReduction? {
      guard sourceFormat == AV_PIX_FMT_YUV420P, format == AV_PIX_FMT_YUV420P || format == AV_PIX_FMT_YUVA444P,
        sourceTable == SWS_CS_ITU709, sourceRange == 0, chroma == .even
      else { return nil }
      return BoxReduction(
        from: (sourceWidth, sourceHeight), to: (width, height), isFull: format == AV_PIX_FMT_YUVA444P)
    }
  }

  public init() {}

  deinit { sws_freeContext(context) }

  /// - Parameters:
  ///   - crop: what of the picture is used; all of it unless said.
  ///   - chroma: of the result, where that is in 4:2:0.
  public func scale(
    _ frame: VideoFrame, crop: Crop? = nil, width: Int, height: Int, format: PixelFormat,
    chroma: ChromaPlacement = ChromaPlacement()
  ) throws(MediaError) -> VideoFrame {
    let source = try crop.map { crop throws(MediaError) in try frame.cropped(crop) } ?? frame
    let setup = Setup(
      source, matrix: Self.matrix(of: frame), isFullRange: frame.isFullRange, width: width, height: height,
      format: format, chroma: chroma)
    if setup != self.setup || pool?.format != format {
      sws_freeContext(context)
      context = nil
      box = setup.box
      if box == nil { context = try Self.makeContext(setup) }
      pool = try FramePool(width: width, height: height, format: format)
      self.setup = setup
    }
    guard let pool else {
      throw MediaError(ffmpeg: wp_invalid_data, "scale to \(width)x\(height)", file: nil)
    }
    let result = try pool.frame()
    result.time = frame.time
    if let box {
      box.apply(source, to: result)
    } else {
      try check(sws_scale_frame(context, result.pointer, source.pointer), "scale to \(width)x\(height)")
    }
    setup.conversion?.apply(to: result)
    return result
  }

  private static func makeContext(_ setup: Setup) throws(MediaError) -> OpaquePointer {
    let context = try allocated(sws_alloc_context(), "scale")
    let object = UnsafeMutableRawPointer(context)
    func set(_ name: String, _ value: Int) { av_opt_set_int(object, name, Int64(value), 0) }
    set("srcw", setup.sourceWidth)
    set("srch", setup.sourceHeight)
    set("src_format", Int(setup.sourceFormat.rawValue))
    set("src_range", Int(setup.sourceRange))
    set("dstw", setup.width)
    set("dsth", setup.height)
    set("dst_format", Int(setup.format.rawValue))
    set("dst_range", 0)
    if setup.chroma != .even {
      set("dst_h_chr_pos", ChromaPlacement.position(isOdd: setup.chroma.isOddAcross))
      set("dst_v_chr_pos", ChromaPlacement.position(isOdd: setup.chroma.isOddDown))
    }
    set("sws_flags", Int(flags(setup)))
    let table = sws_getCoefficients(SWS_CS_ITU709)
    var code = sws_init_context(context, nil, nil)
    if code >= 0 {
      // Fails for pairs without a matrix between them (grey to grey), where there is none to set.
      sws_setColorspaceDetails(
        context, sws_getCoefficients(setup.sourceTable), setup.sourceRange, table, 0, 0, 1 << 16, 1 << 16)
      code = 0
    }
    guard code >= 0 else {
      sws_freeContext(context)
      throw MediaError(ffmpeg: code, "scale to \(setup.width)x\(setup.height)", file: nil)
    }
    return context
  }

  /// Bicubic, but for reductions by two and more, where it skips pixels of the source: there the
  /// mean of what a pixel covers. Without `accurate_rnd` and `bitexact`, machines differ.
  private static func flags(_ setup: Setup) -> Int32 {
    let isStrongReduction = setup.sourceWidth >= 2 * setup.width || setup.sourceHeight >= 2 * setup.height
    return (isStrongReduction ? SWS_AREA : SWS_BICUBIC) | SWS_ACCURATE_RND | SWS_BITEXACT | SWS_FULL_CHR_H_INT
      | SWS_FULL_CHR_H_INP
  }

  /// The matrix of a picture's YUV. Untagged pictures are BT.709 from 1280 wide or 577 high on,
  /// else BT.601, as players guess.
  private static func matrix(of frame: VideoFrame) -> Int32 {
    // RGB has none. Between two layouts of it, swscale may take the way over YUV, and has to come
    // back as it went.
    if frame.isRGB { return SWS_CS_ITU709 }
    switch frame.pointer.pointee.colorspace {
    case AVCOL_SPC_BT709: return SWS_CS_ITU709
    case AVCOL_SPC_BT470BG, AVCOL_SPC_SMPTE170M: return SWS_CS_ITU601
    case AVCOL_SPC_SMPTE240M: return SWS_CS_SMPTE240M
    case AVCOL_SPC_FCC: return SWS_CS_FCC
    case AVCOL_SPC_BT2020_NCL, AVCOL_SPC_BT2020_CL: return SWS_CS_BT2020
    default: return frame.looksHighDefinition ? SWS_CS_ITU709 : SWS_CS_ITU601
    }
  }
}

extension VideoFrame {
  /// Whether players take an untagged picture of this size for BT.709 rather than BT.601.
  var looksHighDefinition: Bool { width >= 1280 || height > 576 }
}

extension VideoFrame {
  /// A view of a part of the picture, sharing its pixels.
  public func cropped(_ crop: PictureScaler.Crop) throws(MediaError) -> VideoFrame {
    let view = try reference()
    view.pointer.pointee.crop_left = crop.left
    view.pointer.pointee.crop_top = crop.top
    view.pointer.pointee.crop_right = max(0, width - crop.left - crop.width)
    view.pointer.pointee.crop_bottom = max(0, height - crop.top - crop.height)
    try check(av_frame_apply_cropping(view.pointer, Int32(AV_FRAME_CROP_UNALIGNED)), "crop")
    return view
  }
}
