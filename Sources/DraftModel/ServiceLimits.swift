/// What the service accepts and makes: its documented formats, sizes and export canvas, in one table.
public enum ServiceLimits {
  /// What a file is, by its name.
  public enum MediaKind: String, Hashable, Sendable {
    case video, still, animation, sound

    /// Whether a file of the kind shows anything.
    public var hasPicture: Bool { self != .sound }
    /// Whether a file of the kind can be heard.
    public var canHaveSound: Bool { self == .video || self == .sound }
    /// The kind as a person says it.
    public var phrase: String {
      switch self {
      case .video: "a video"
      case .still: "a picture"
      case .animation: "an animation"
      case .sound: "a sound"
      }
    }
  }

  /// File name extensions that uploads may have, in lower case.
  public static let acceptedExtensions = [
    "mp4", "mov", "avi", "webm", "mkv", "jpg", "jpeg", "png", "gif", "webp", "mp3", "wav", "m4a", "aac",
  ]

  /// The largest upload, in bytes: 200 MB, read in the safe way.
  public static let largestUpload = 200_000_000

  /// The export's longer side, in pixels.
  public static let exportLongSide = 1920
  /// The export's shorter side, in pixels.
  public static let exportShortSide = 1080

  /// What a reference is by its extension; nil for extensions that are no media's, and without one.
  public static func kind(of reference: String) -> MediaKind? { kinds[MediaName.fileExtension(reference)] }

  private static let kinds: [String: MediaKind] = {
    var kinds: [String: MediaKind] = [:]
    for name in ["mp4", "mov", "avi", "webm", "mkv", "m4v", "mpg", "mpeg", "wmv", "flv", "ts", "3gp", "ogv"] {
      kinds[name] = .video
    }
    for name in ["jpg", "jpeg", "png", "bmp", "tif", "tiff", "heic", "heif", "avif", "svg"] {
      kinds[name] = .still
    }
    for name in ["gif", "apng"] { kinds[name] = .animation }
    // A WebP may be either; as a still it needs no handles and loops for ever, like an animation.
    kinds["webp"] = .animation
    for name in ["mp3", "wav", "m4a", "aac", "flac", "ogg", "oga", "opus", "aif", "aiff", "wma"] {
      kinds[name] = .sound
    }
    return kinds
  }()
}
