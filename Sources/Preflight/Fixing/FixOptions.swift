import DraftModel
import Media

/// How files are made acceptable.
public struct FixOptions: Hashable, Sendable {
  /// The largest upload, in bytes.
  public var limit: Int
  /// Whether places are taken out.
  public var stripsLocation: Bool
  public var threads: Int

  public init(limit: Int = ServiceLimits.largestUpload, stripsLocation: Bool = false, threads: Int = 2) {
    self.limit = limit
    self.stripsLocation = stripsLocation
    self.threads = threads
  }
}

/// What was done to a file, and what it cost.
public struct FixResult: Sendable {
  public var original: String
  public var output: String
  /// In words, in the order it was done.
  public var did: [String]
  /// What the original holds and the result does not, though it was not asked for: other sounds, subtitles;
  /// in words.
  public var leftOut: [String] = []
  public var bytesBefore: Int
  public var bytesAfter: Int
  /// Whether all pixels and samples that were kept are the original's.
  public var isExact: Bool
  /// How like the pictures are to the original's, 0...1 (SSIM); nil where they were copied, or there are
  /// none.
  public var similarity: Double?
  /// How many pictures were compared for that.
  public var picturesCompared = 0
  /// Where the result begins in the original; zero unless its head was cut off.
  public var start = Time.zero
  /// What preflight says of the result.
  public var report: FileReport
}

/// Why a file was not made acceptable.
public enum FixFailure: Error, Sendable {
  /// Nothing can be made of it.
  case impossible(reason: String)
  /// The work itself failed.
  case media(MediaError)
  /// It was made, and is refused all the same; nothing was kept.
  case stillRefused(FileReport)
}
