import DraftModel
import Media

/// What has to be done to a file so that it is accepted; chosen so that as little as possible is lost.
public struct FixPlan: Hashable, Sendable {
  public enum Work: Hashable, Sendable {
    /// The bytes as they are, under a name that says what they are.
    case copy
    /// The bytes without the place that they carry.
    case stripLocation
    case still(StillFix)
    case film(FilmFix)
    /// Pictures without a container, of which a stretch is used, or all of them.
    case bareStream(used: TimeRange?)
    case sound(SoundFix)
  }

  public var work: Work
  /// What the result's name ends in.
  public var fileExtension: String
  /// Why, and so what is done, in words.
  public var reasons: [String]
}

/// What is made of a picture.
public struct StillFix: Hashable, Sendable {
  public enum Format: String, Hashable, Sendable { case jpg, png }

  public var format: Format
  /// Pixels a side at most; nil for as many as it has.
  public var longestSide: Int?
}

/// What is made of a film.
public struct FilmFix: Hashable, Sendable {
  /// Packets are copied unless the picture has to change.
  public var encodesPicture: Bool
  /// Nil for films without sound.
  public var sound: Sound?
  public var frameRate: FrameRate
  public var kind: MediaFacts.PictureKind
  public var mapsTones: Bool
  public var longestSide: Int?
  /// Whether it has to become smaller than it is.
  public var shrinks: Bool
  /// What of it is used; nil for all.
  public var used: TimeRange?
  public var beside = Companions()

  public enum Sound: Hashable, Sendable { case copy, encode }
}

/// What is made of a sound.
public struct SoundFix: Hashable, Sendable {
  public enum Format: Hashable, Sendable {
    /// Packets as they are, in an M4A or MP3 file.
    case copy
    /// Samples as they are, or with fewer bits where ``SoundFix/isExact`` is false.
    case wav(bits: Int)
    /// The same, packed without loss as ALAC in an M4A; where that does not fit, what does.
    case alac(bits: Int)
    case aac
  }

  public var format: Format
  /// Whether the samples of a WAV or of ALAC are the original's. Floating point and 32 bits are brought to 24.
  public var isExact = true
  public var shrinks: Bool
  public var used: TimeRange?
  public var beside = Companions()
}

extension FixPlan {
  /// - Parameter used: the stretch of the file that is needed; nil for all of it.
  /// - Returns: nil where nothing has to be done.
  /// - Throws: ``FixFailure/impossible(reason:)``.
  public static func plan(
    for report: FileReport, used: TimeRange? = nil, options: FixOptions
  ) throws(FixFailure) -> FixPlan? {
    try plan(for: report, used: used, options: options, looksAtPixels: true)
  }

  /// - Parameter looksAtPixels: whether a picture may be decoded to see what suits it best.
  static func plan(
    for report: FileReport, used: TimeRange? = nil, options: FixOptions, looksAtPixels: Bool
  ) throws(FixFailure) -> FixPlan? {
    let hopeless: [PreflightFinding.Kind] = [
      .unreadable, .empty, .notMedia, .encrypted, .nothingPlayable, .zeroLength, .undecodable,
    ]
    if let finding = report.findings.first(where: { $0.level == .refusal && hopeless.contains($0.kind) }) {
      throw .impossible(reason: finding.message)
    }
    guard let description = report.description else {
      throw .impossible(reason: report.findings.first?.message ?? "it cannot be opened")
    }
    let planner = FixPlanner(
      report: report, description: description, used: used, options: options, looksAtPixels: looksAtPixels)
    if description.picture?.kind == .still { return try planner.still() }
    return description.shownStream == nil ? planner.sound() : try planner.film()
  }
}
