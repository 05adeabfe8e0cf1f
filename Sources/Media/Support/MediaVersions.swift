import CFFmpeg

/// The versions of the libraries that decide pixels and samples.
public enum MediaVersions {
  /// FFmpeg's libraries, and through the codec library's configuration what it was built with.
  public static var text: String {
    [
      avcodec_version(), avformat_version(), avfilter_version(), swscale_version(), swresample_version(),
      avutil_version(),
    ].map(String.init).joined(separator: " ") + " " + String(cString: avcodec_configuration())
  }
}
