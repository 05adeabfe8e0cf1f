import Media

/// Names the code that makes pixels and samples: this program and every library that it was started with.
/// A cache must not outlive any of them, FFmpeg, x264, Pango and Cairo above all.
enum EngineIdentity {
  /// Raised when cached bytes change their meaning.
  private static let format = "1"

  static let text = ([format, MediaVersions.text] + (LoadedLibraries.atFirst ?? [])).joined(separator: "\n")
}
