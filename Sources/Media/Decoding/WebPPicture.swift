import CWebP

/// A still WebP that is made smaller while it is decoded, by libwebp: FFmpeg decodes all of it first.
enum WebPPicture {
  /// By which power of two a very large picture is decoded smaller; 0 for one that is none, for all others, and
  /// where every pixel is wanted.
  static func reduction(_ head: [UInt8], _ detail: VideoReader.Detail) -> Int {
    guard WebPReading.matches(head), !WebPAnimation.matches(head), let features = features(head),
      MediaLimits.pixelCount(width: Int(features.width), height: Int(features.height))
        > MediaLimits.largePicture
    else { return 0 }
    return detail.halvings
  }

  private static func features(_ bytes: [UInt8]) -> WebPBitstreamFeatures? {
    var features = WebPBitstreamFeatures()
    return WebPGetFeatures(bytes, bytes.count, &features) == VP8_STATUS_OK ? features : nil
  }

  /// - Parameter reduction: a power of two.
  static func decode(path: String, reduction: Int) throws(MediaError) -> VideoFrame {
    let bytes = try FileHead.readAll(path, limit: WebPAnimation.sizeLimit)
    var config = WebPDecoderConfig()
    guard WebPInitDecoderConfig(&config) != 0, let features = features(bytes) else {
      throw failure(path, "not a WebP file that libwebp reads")
    }
    let (width, height) = (Int(features.width), Int(features.height))
    try MediaLimits.checkPicture(width: width, height: height, file: path)
    let hasAlpha = features.has_alpha != 0
    let frame = try VideoFrame(
      width: max(1, width >> reduction), height: max(1, height >> reduction),
      format: hasAlpha ? .rgba : .rgb24)
    guard let plane = frame.plane(0) else { throw failure(path, "out of memory") }
    config.options.use_scaling = 1
    config.options.scaled_width = Int32(frame.width)
    config.options.scaled_height = Int32(frame.height)
    config.output.colorspace = hasAlpha ? MODE_RGBA : MODE_RGB
    config.output.is_external_memory = 1
    config.output.u.RGBA = WebPRGBABuffer(
      rgba: plane.bytes, stride: Int32(plane.stride), size: plane.stride * frame.height)
    let status = WebPDecode(bytes, bytes.count, &config)
    WebPFreeDecBuffer(&config.output)
    switch status {
    case VP8_STATUS_OK: return frame
    case VP8_STATUS_OUT_OF_MEMORY: throw failure(path, "out of memory")
    case VP8_STATUS_NOT_ENOUGH_DATA: throw failure(path, "the file ends before its picture does")
    default: throw failure(path, "its data are damaged")
    }
  }

  private static func failure(_ path: String, _ reason: String) -> MediaError {
    MediaError(.damaged, file: path, operation: "decode the picture", reason: reason)
  }
}
