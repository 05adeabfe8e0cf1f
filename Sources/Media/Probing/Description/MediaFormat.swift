/// A kind of file, by its content.
public struct MediaFormat: Hashable, Sendable {
  /// Short and stable: `mp4`, `mov`, `webm`. For what has no name here, FFmpeg's.
  public let name: String
  /// As a person says it: `MP4`, `QuickTime`, `Matroska`.
  public let phrase: String
  /// Extensions in lower case that files of the kind have, the usual one first.
  public let fileExtensions: [String]

  public init(name: String, phrase: String, fileExtensions: [String]) {
    self.name = name
    self.phrase = phrase
    self.fileExtensions = fileExtensions
  }

  private init(_ name: String, _ phrase: String, _ more: String...) {
    self.init(name: name, phrase: phrase, fileExtensions: [name] + more)
  }

  // Films
  public static let mp4 = MediaFormat("mp4", "MP4", "m4v")
  public static let mov = MediaFormat("mov", "QuickTime", "qt")
  public static let threeGP = MediaFormat("3gp", "3GPP", "3g2", "3gpp")
  public static let avi = MediaFormat("avi", "AVI")
  public static let webm = MediaFormat("webm", "WebM")
  public static let matroska = MediaFormat("mkv", "Matroska", "mka", "mk3d")
  public static let flv = MediaFormat("flv", "Flash Video", "f4v")
  public static let asf = MediaFormat(
    name: "asf", phrase: "Windows Media", fileExtensions: ["wmv", "wma", "asf"])
  public static let mpegTS = MediaFormat("ts", "MPEG transport stream", "mts", "m2ts", "m2t")
  public static let mpegPS = MediaFormat("mpg", "MPEG program stream", "mpeg", "vob", "m2p")
  public static let mxf = MediaFormat("mxf", "MXF")
  // Pictures
  public static let jpeg = MediaFormat("jpg", "JPEG", "jpeg", "jpe", "jfif")
  public static let png = MediaFormat("png", "PNG")
  public static let apng = MediaFormat(name: "apng", phrase: "animated PNG", fileExtensions: ["png", "apng"])
  public static let gif = MediaFormat("gif", "GIF")
  public static let webp = MediaFormat("webp", "WebP")
  public static let heic = MediaFormat("heic", "HEIC", "heif", "hif")
  public static let avif = MediaFormat("avif", "AVIF")
  public static let bmp = MediaFormat("bmp", "BMP", "dib")
  public static let tiff = MediaFormat("tiff", "TIFF", "tif")
  public static let jpegXL = MediaFormat("jxl", "JPEG XL")
  public static let targa = MediaFormat("tga", "Targa", "icb", "vda", "vst")
  // Sounds
  public static let mp3 = MediaFormat("mp3", "MP3")
  public static let wav = MediaFormat("wav", "WAV", "wave")
  public static let m4a = MediaFormat("m4a", "MPEG-4 sound", "m4b", "mp4")
  public static let aac = MediaFormat("aac", "AAC (ADTS)")
  public static let flac = MediaFormat("flac", "FLAC")
  public static let ogg = MediaFormat("ogg", "Ogg", "ogv", "oga", "opus", "spx")
  public static let aiff = MediaFormat("aiff", "AIFF", "aif", "aifc")
  public static let caf = MediaFormat("caf", "Core Audio")
  public static let amr = MediaFormat("amr", "AMR")
  public static let ac3 = MediaFormat("ac3", "AC-3")
  public static let eac3 = MediaFormat("eac3", "E-AC-3", "ec3")
}
