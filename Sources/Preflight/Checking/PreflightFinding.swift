import DraftModel

/// Something about a file that matters for its upload.
public struct PreflightFinding: Hashable, Sendable {
  public enum Level: Int, Comparable, Sendable {
    /// Worth knowing.
    case note
    /// The upload will probably work, and something may come out wrong.
    case warning
    /// The service will not take it, or can do nothing with it.
    case refusal

    public static func < (a: Level, b: Level) -> Bool { a.rawValue < b.rawValue }

    public var name: String {
      switch self {
      case .note: "note"
      case .warning: "warning"
      case .refusal: "refusal"
      }
    }
  }

  /// What it is, for programs. Stable.
  public enum Kind: String, Hashable, Sendable {
    // The file
    case brokenDraft, unreadable, empty, notMedia, extensionMissing, extensionRefused, formatRefused,
      disagree, tooLarge
    case extensionRename, indexAtEnd, location
    // What is in it
    case encrypted, zeroLength, nothingPlayable, noPicture, noSound, damaged, undecodable, soundUndecodable,
      unchecked
    case oddPictureCodec, oddSoundCodec
    // The picture
    case hdr, deepColor, variableFrameRate, interlaced, rotated, stretchedPixels, largePicture
    // Its use
    case pastEnd
  }

  public var kind: Kind
  public var level: Level
  /// Whether others of its level come first: a place matters to the person, the rest to the film.
  var comesLast: Bool { kind == .location }
  /// What the service would answer to the upload; nil where it would not say, or takes the file.
  public var serviceCode: Int?
  /// What was found, without the file's name.
  public var message: String
  /// What to do, for a person.
  public var help: String? { advice.map { $0 + (fix ?? "") } }
  private var advice: String?
  /// How `--fix` does it, as it goes on behind the advice; nil where it does not.
  private var fix: String?

  public init(
    _ kind: Kind, _ level: Level, _ message: String, help: String? = nil, fix: String? = nil,
    serviceCode: Int? = nil
  ) {
    self.kind = kind
    self.level = level
    self.message = message
    advice = help
    self.fix = fix
    self.serviceCode = serviceCode
  }

  /// For a file of which `--fix` can make nothing.
  var withoutFix: PreflightFinding {
    var finding = self
    finding.fix = nil
    return finding
  }
}

/// Whether a file can be uploaded.
public enum PreflightVerdict: Hashable, Sendable {
  case ready, readyWithWarnings, refused

  /// The worst of the findings decides.
  init(_ findings: [PreflightFinding]) {
    switch findings.map(\.level).max() {
    case .refusal: self = .refused
    case .warning: self = .readyWithWarnings
    default: self = .ready
    }
  }

  public var phrase: String {
    switch self {
    case .ready: "ready"
    case .readyWithWarnings: "ready with warnings"
    case .refused: "refused"
    }
  }
}
