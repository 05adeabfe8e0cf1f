extension ServiceLimits {
  /// A kind of file that the service accepts.
  public struct UploadFormat: Hashable, Sendable {
    /// What the content is called, as a probe names it: `mp4`, `mkv`, `jpg`.
    public var contents: [String]
    /// Extensions, in lower case, that go with such content; the one to prefer first.
    public var fileExtensions: [String]
    public var kind: MediaKind
    /// Codecs, in FFmpeg's names, that are usual for pictures in it. Others may be refused or not be shown.
    public var pictureCodecs: Set<String>
    /// Likewise for sound. A name that ends in `*` stands for all that begin so.
    public var soundCodecs: Set<String>
  }

  /// The formats of uploads, by content. `acceptedExtensions` has the names that files may have.
  public static let acceptedFormats: [UploadFormat] = [
    UploadFormat(
      contents: ["mp4"], fileExtensions: ["mp4", "mov", "m4a"], kind: .video,
      pictureCodecs: ["h264", "hevc", "av1", "vp9", "mpeg4"],
      soundCodecs: ["aac", "mp3", "ac3", "eac3", "alac", "opus", "flac"]),
    UploadFormat(
      contents: ["mov"], fileExtensions: ["mov", "mp4", "m4a"], kind: .video,
      pictureCodecs: ["h264", "hevc", "mpeg4", "prores", "mjpeg", "dnxhd", "av1", "vp9"],
      soundCodecs: ["aac", "mp3", "ac3", "eac3", "alac", "pcm_*"]),
    UploadFormat(
      contents: ["avi"], fileExtensions: ["avi"], kind: .video,
      pictureCodecs: ["mpeg4", "msmpeg4v3", "msmpeg4v2", "mjpeg", "h264", "dvvideo", "mpeg2video"],
      soundCodecs: ["mp3", "mp2", "ac3", "aac", "pcm_*"]),
    UploadFormat(
      contents: ["webm"], fileExtensions: ["webm", "mkv"], kind: .video,
      pictureCodecs: ["vp8", "vp9", "av1"],
      soundCodecs: ["vorbis", "opus"]),
    UploadFormat(
      contents: ["mkv"], fileExtensions: ["mkv"], kind: .video,
      pictureCodecs: ["h264", "hevc", "vp8", "vp9", "av1", "mpeg4", "mpeg2video", "mpeg1video"],
      soundCodecs: ["aac", "mp3", "ac3", "eac3", "dts", "opus", "vorbis", "flac", "pcm_*"]),
    UploadFormat(
      contents: ["jpg"], fileExtensions: ["jpg", "jpeg"], kind: .still, pictureCodecs: ["mjpeg"],
      soundCodecs: []),
    UploadFormat(
      contents: ["png", "apng"], fileExtensions: ["png"], kind: .still, pictureCodecs: ["png", "apng"],
      soundCodecs: []),
    UploadFormat(
      contents: ["gif"], fileExtensions: ["gif"], kind: .animation, pictureCodecs: ["gif"], soundCodecs: []),
    UploadFormat(
      contents: ["webp"], fileExtensions: ["webp"], kind: .animation, pictureCodecs: ["webp"], soundCodecs: []
    ),
    UploadFormat(
      contents: ["mp3"], fileExtensions: ["mp3"], kind: .sound, pictureCodecs: [], soundCodecs: ["mp3"]),
    UploadFormat(
      contents: ["wav"], fileExtensions: ["wav"], kind: .sound, pictureCodecs: [], soundCodecs: ["pcm_*"]),
    UploadFormat(
      contents: ["m4a"], fileExtensions: ["m4a", "mp4", "mov"], kind: .sound, pictureCodecs: [],
      soundCodecs: ["aac", "alac", "mp3"]),
    UploadFormat(
      contents: ["aac"], fileExtensions: ["aac"], kind: .sound, pictureCodecs: [], soundCodecs: ["aac"]),
  ]

  /// The accepted format of a content; nil where there is none.
  public static func acceptedFormat(ofContent name: String) -> UploadFormat? {
    acceptedFormats.first { $0.contents.contains(name) }
  }

  /// The extensions as a person reads them, each format once.
  public static let acceptedPhrase = "mp4, mov, avi, webm, mkv, jpg, png, gif, webp, mp3, wav, m4a, aac"

  /// What the service answers to an upload of a type that it does not take.
  public static let unsupportedTypeCode = 4001
  /// What the service answers to an upload that is too large.
  public static let tooLargeCode = 4002

  /// From this many pixels a side on, the service's machines may not decode a picture.
  public static let largePictureSide = 8192
  /// What a picture of such a size is brought down to.
  public static let fittingPictureSide = 3840
}

extension ServiceLimits.UploadFormat {
  public func isUsual(pictureCodec name: String) -> Bool { pictureCodecs.contains(name) }

  public func isUsual(soundCodec name: String) -> Bool {
    soundCodecs.contains { $0.hasSuffix("*") ? name.hasPrefix($0.dropLast()) : name == $0 }
  }
}
