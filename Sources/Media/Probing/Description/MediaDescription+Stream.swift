import DraftModel

extension MediaDescription {
  /// A stream of a file.
  public struct Stream: Hashable, Sendable {
    public enum Kind: String, Hashable, Sendable {
      case video, audio, subtitle, data, attachment, unknown
    }

    /// The place among the file's streams, from 0.
    public var index: Int
    public var kind: Kind
    /// FFmpeg's name: `h264`, `aac`; `unknown` where nothing is known of that name.
    public var codec: String
    /// The container's four characters for it (`avc1`); nil where it has none.
    public var codecTag: String?
    /// `High`, `LC`, `Main 10`; nil where the codec has none or the header does not say.
    public var profile: String?
    /// As the codec's specification writes it: `4.1`, `5.1`; nil likewise.
    public var level: String?
    /// ISO 639 as written, without `und`.
    public var language: String?
    public var title: String?
    /// The one to play unless someone chooses.
    public var isDefault = false
    public var isForced = false
    /// Cover art or a thumbnail: a picture beside the film.
    public var isCoverArt = false
    /// What it holds is encrypted (ISO/IEC 23001-7, or the container's own way).
    public var isEncrypted = false
    /// Bits a second, where the file says or the index tells.
    public var bitRate: Int?
    public var duration: Time?
    public var startTime: Time?
    /// Frames or packets, where the index tells.
    public var packetCount: Int?
    /// The edit list of an ISO base media track (ISO/IEC 14496-12, 8.6.6); empty without one.
    public var edits: [Edit] = []
    /// Set for video, animations and stills, cover art included.
    public var picture: Picture?
    /// Set for sound.
    public var sound: Sound?
    /// Tags of the stream; language, title and places are not repeated here.
    public var tags: [Tag] = []

    public init(index: Int, kind: Kind, codec: String) {
      self.index = index
      self.kind = kind
      self.codec = codec
    }
  }

  /// An entry of an edit list.
  public struct Edit: Hashable, Sendable {
    /// On the timeline of the film.
    public var duration: Time
    /// Where in the track it begins; nil for an empty edit, which shows nothing.
    public var mediaTime: Time?
    /// Times normal speed; 1 as a rule.
    public var rate: Rational

    public init(duration: Time, mediaTime: Time?, rate: Rational = .one) {
      self.duration = duration
      self.mediaTime = mediaTime
      self.rate = rate
    }
  }

  /// What can be heard of a stream.
  public struct Sound: Hashable, Sendable {
    /// Samples a second.
    public var sampleRate: Int
    public var channels: Int
    /// FFmpeg's name: `mono`, `stereo`, `5.1(side)`; nil where only the number is known.
    public var layout: String?
    /// FFmpeg's name of how samples are held: `s16`, `fltp`; nil where only a decoder would know.
    public var sampleFormat: String?
    /// Bits of a sample of lossless sound; nil for lossy.
    public var bitDepth: Int?

    public init(sampleRate: Int, channels: Int) {
      self.sampleRate = sampleRate
      self.channels = channels
    }
  }
}
