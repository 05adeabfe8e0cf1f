import CFFmpeg

/// What is opened at most. Media come from anywhere: a 50 KB image may claim 60000x60000 pixels.
public enum MediaLimits {
  /// Pixels a side.
  public static let longestSide = 16384
  /// Pixels of one picture; 16000x9000 is opened, 60000x60000 is not.
  public static let pixels = 150_000_000
  /// Pixels beyond which two or three pictures take more memory than there is for one file.
  public static let largePicture = 40_000_000
  public static let streams = 64
  /// Bytes that the packed index of a movie may unpack to; that of a film of some hours has fewer. Zeros pack a
  /// thousand to one.
  static let packedIndex = 8 << 20
  /// Samples of a movie's index. A film of ten hours has some four million, of picture and sound.
  static let samples = 8 << 20
  /// Seconds; a week.
  public static let duration = 604_800.0
  /// Pictures of an animation.
  public static let animationFrames = 20_000
  /// Samples a second.
  public static let sampleRates = 1_000...768_000
  /// Damaged packets in a row before a decoder is given up.
  public static let consecutiveErrors = 200

  /// Containers that are opened: all of them keep what they play inside themselves. Playlists,
  /// scripts and anything that opens other files or the network are not among them.
  /// - Parameter size: of the file, in bytes.
  static func demuxers(forSize size: Int) -> String { size <= largestText ? demuxersWithTexts : demuxers }

  /// Subtitles are read whole.
  private static let largestText = 8 << 20
  private static let demuxers = (films + sounds + pictures).joined(separator: ",")
  private static let demuxersWithTexts = (films + sounds + pictures + texts).joined(separator: ",")

  private static let films = [
    "mov", "mp4", "m4a", "3gp", "3g2", "mj2", "matroska", "webm", "avi", "mpegts", "mpeg", "flv", "live_flv",
    "asf", "asf_o", "ogg", "mxf", "nut", "rm", "wtv", "gxf", "dv", "ivf", "obu", "av1", "h261", "h263",
    "h264",
    "hevc", "m4v", "mpegvideo", "mjpeg", "mjpeg_2000", "vc1", "cavsvideo", "dirac", "dnxhd", "yuv4mpegpipe",
    "swf", "roq", "flic", "smk", "bink", "nsv", "ivr", "pva", "ty", "mpjpeg", "ipu",
  ]
  private static let sounds = [
    "wav", "w64", "aiff", "flac", "mp3", "aac", "ac3", "eac3", "amr", "caf", "au", "opus", "dts", "dtshd",
    "truehd", "mlp", "tta", "wv", "ape", "tak", "mpc", "mpc8", "shn", "voc", "sox", "ircam", "adx", "gsm",
    "g722", "g723_1", "g726", "g729", "aptx", "aptx_hd", "sbc", "ast", "rso", "nistsphere", "avr", "xwma",
    "spdif", "oma", "loas", "dsf", "bit", "codec2", "ilbc", "qcp", "svx", "iff", "daud", "pvf", "rsd", "hca",
  ]
  private static let pictures = [
    "gif", "apng", "png_pipe", "jpeg_pipe", "webp_pipe", "bmp_pipe", "tiff_pipe", "jpegls_pipe",
    "jpegxl_pipe",
    "j2k_pipe", "pam_pipe", "pbm_pipe", "pgm_pipe", "pgmyuv_pipe", "ppm_pipe", "pfm_pipe", "phm_pipe",
    "qoi_pipe", "psd_pipe", "dds_pipe", "dpx_pipe", "exr_pipe", "pcx_pipe", "sgi_pipe", "sunrast_pipe",
    "xbm_pipe", "xpm_pipe", "xwd_pipe", "pictor_pipe", "gem_pipe", "cri_pipe", "vbn_pipe", "ico", "fits",
    "avif", "heif", "heic",
  ]
  private static let texts = ["srt", "ass", "webvtt", "sup"]

  /// Bounds each piece of memory that FFmpeg asks for, for the whole process. Tables in damaged files
  /// claim gigabytes; what is refused fails as if memory had run out. For programs that only look at
  /// files: decoding large pictures takes more.
  public static func boundAllocations() { av_max_alloc(192 << 20) }

  /// How many pixels a picture has. Files claim sides of any length: what is more than can be counted is as
  /// many as can.
  public static func pixelCount(width: Int, height: Int) -> Int {
    let (pixels, overflows) = max(0, width).multipliedReportingOverflow(by: max(0, height))
    return overflows ? .max : pixels
  }

  /// Whether a picture that claims such a size is decoded.
  public static func opensPicture(width: Int, height: Int) -> Bool {
    max(width, height) <= longestSide && pixelCount(width: width, height: height) <= pixels
  }

  static func checkPicture(width: Int, height: Int, file: String?) throws(MediaError) {
    guard width > 0, height > 0 else {
      // FFmpeg drops a size that is beyond its own limits, and names it in its log only.
      if let line = FFmpegLog.takeLastLine(), line.contains("Picture size") {
        throw MediaError(.limit, file: file, operation: "open the picture", reason: line)
      }
      throw MediaError(
        .damaged, file: file, operation: "open the picture",
        reason: "its size is not known: it is damaged, or larger than what is opened")
    }
    guard opensPicture(width: width, height: height) else {
      throw MediaError(
        .limit, file: file, operation: "open the picture",
        reason:
          "it claims \(width)x\(height) pixels, more than \(longestSide) a side or \(pixels / 1_000_000) million"
      )
    }
  }
}
