import CFFmpeg

/// The versions of the libraries that decide pixels and samples.
public enum MediaVersions {
  /// FFmpeg's release, its libraries, and through the codec library's configuration what it was built with.
  public static var text: String {
    let versions = [
      avcodec_version(), avformat_version(), swscale_version(), swresample_version(), avutil_version(),
    ]
    return
      ([String(cString: av_version_info())] + versions.map(String.init)
      + [String(cString: avcodec_configuration())]).joined(separator: " ")
  }
}
