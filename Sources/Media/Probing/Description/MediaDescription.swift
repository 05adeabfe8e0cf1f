import DraftModel

/// What a media file is, as far as its content tells. Names are FFmpeg's where it has one, so that
/// they can be compared with what `ffprobe` says.
public struct MediaDescription: Hashable, Sendable {
  /// The kind of file, by its content; its name plays no part.
  public var format: MediaFormat
  /// The demuxer that read it, in FFmpeg's spelling: `mov,mp4,m4a,3gp,3g2,mj2`. Pictures that are
  /// read without FFmpeg have the name that it would use.
  public var formatName: String
  /// The brands of an ISO base media file (ISO/IEC 14496-12, 4.3), the major one first.
  public var brands: [String] = []
  public var byteCount: Int
  /// How long it plays, as the container counts; nil for stills, and where nothing says.
  public var duration: Time?
  /// The time of what plays first; may be negative. Nil where nothing says.
  public var startTime: Time?
  /// Bits a second of the whole file; nil without a duration.
  public var bitRate: Int?
  /// In the order of the file; ``Stream/index`` is the place here.
  public var streams: [Stream] = []
  /// The index of the stream that a player would show; never cover art.
  public var pictureIndex: Int?
  /// The index of the stream that a player would play.
  public var soundIndex: Int?
  public var chapters: [Chapter] = []
  /// Tags of the whole file, places excepted: those are ``locations``.
  public var tags: [Tag] = []
  /// Where the file says that it was taken. Private: shown only when asked for.
  public var locations: [Location] = []
  /// Where the index of an ISO base media file lies; nil for other files.
  public var index: IndexPlace?
  /// What was found wrong without decoding, worst first.
  public var damage: [Damage] = []

  public init(format: MediaFormat, formatName: String, byteCount: Int) {
    self.format = format
    self.formatName = formatName
    self.byteCount = byteCount
  }

  /// The stream that a player would show.
  public var shownStream: Stream? {
    pictureIndex.flatMap { streams.indices.contains($0) ? streams[$0] : nil }
  }
  /// The stream that a player would play.
  public var heardStream: Stream? { soundIndex.flatMap { streams.indices.contains($0) ? streams[$0] : nil } }
  /// The picture that a player would show.
  public var picture: Picture? { shownStream?.picture }
  /// The sound that a player would play.
  public var sound: Sound? { heardStream?.sound }
  /// Pictures that belong to the file and are none of the film: album covers, thumbnails.
  public var coverArt: [Stream] { streams.filter(\.isCoverArt) }
  /// Whether any stream is encrypted.
  public var isEncrypted: Bool { streams.contains(where: \.isEncrypted) }

  /// Whether it is nothing but pictures one after another, without a container that would give them times.
  public var isBareStream: Bool { MediaFormat.bareStreams.contains(formatName) }

  /// A title of a part.
  public struct Chapter: Hashable, Sendable {
    public var range: TimeRange
    public var title: String?

    public init(range: TimeRange, title: String?) {
      self.range = range
      self.title = title
    }
  }

  public struct Tag: Hashable, Sendable {
    /// In FFmpeg's spelling: `title`, `encoder`, `creation_time`.
    public var name: String
    public var value: String

    public init(name: String, value: String) {
      self.name = name
      self.value = value
    }
  }

  /// A place that the file carries.
  public struct Location: Hashable, Sendable {
    /// What holds it: `location` (QuickTime's `©xyz`, 3GPP's `loci`),
    /// `com.apple.quicktime.location.ISO6709`, `EXIF GPS`, `XMP GPS`.
    public var name: String
    /// ISO 6709 where the file has it so (`+52.5200+013.4050/`), else latitude and longitude in
    /// decimal degrees; empty where only its presence is known.
    public var value: String

    public init(name: String, value: String) {
      self.name = name
      self.value = value
    }
  }

  /// Where the index of an ISO base media file lies.
  public enum IndexPlace: String, Hashable, Sendable {
    /// `moov` before the media: it plays while it arrives.
    case front
    /// `moov` behind the media: it plays when all of it has arrived.
    case end
    /// In pieces, each before its own media (`moof`).
    case fragmented
    /// There is none: the file cannot be played.
    case missing
  }

  /// Something wrong with a file.
  public struct Damage: Hashable, Sendable {
    public enum Kind: String, Hashable, Sendable {
      /// The file ends before what it promises.
      case truncated
      /// Bytes that do not belong to the format, in front of it or between its parts.
      case garbage
      /// Parts contradict each other or the format.
      case inconsistent
      /// A stream of which too little is known to play it: no size, no rate, no codec.
      case unusableStream
      /// It claims more than is opened here: see ``MediaLimits``.
      case tooLarge
      /// Looking took longer than a probe may take; what is told is what was found until then.
      case timedOut
    }

    public var kind: Kind
    /// In a few words, without the file's name.
    public var reason: String
    /// The stream concerned; nil for the whole file.
    public var stream: Int?

    public init(_ kind: Kind, _ reason: String, stream: Int? = nil) {
      self.kind = kind
      self.reason = reason
      self.stream = stream
    }
  }
}
