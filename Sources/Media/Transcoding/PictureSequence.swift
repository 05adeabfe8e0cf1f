import CFFmpeg
import DraftModel

/// The pictures of a file at a constant rate, upright, as the encoder of films takes them: 4:2:0, 8 bits,
/// even sides.
///
/// What need not be changed is not: matrix, range and size are the file's own unless said.
public final class PictureSequence {
  public struct Settings: Hashable, Sendable {
    public var path: String
    public var kind: MediaFacts.PictureKind
    /// What is shown, counted from the start of the file.
    public var range: TimeRange
    public var frameRate: FrameRate
    /// Where the frames of the file lie in the ticks of the rate: the time of one of them, counted from
    /// the start of the file (``FrameGrid``). Pictures are taken from between them, where rounded times do
    /// no harm.
    public var phase = Time.zero
    /// Ticks of the range before its first picture, in which nothing is shown.
    public var lead = 0
    /// Pixels, upright; nil for as many as are stored.
    public var size: Size?
    /// What is enough of pictures that are too large to be held whole.
    public var detail = VideoReader.Detail.full
    /// Whether more than standard dynamic range is brought down to it.
    public var mapsTones: Bool
    /// For filters that work on parts of a picture at once.
    public var threads: Int

    public init(
      path: String, kind: MediaFacts.PictureKind = .video, range: TimeRange, frameRate: FrameRate,
      size: Size? = nil, mapsTones: Bool = false, threads: Int = 1
    ) {
      self.path = path
      self.kind = kind
      self.range = range
      self.frameRate = frameRate
      self.size = size
      self.mapsTones = mapsTones
      self.threads = threads
    }
  }

  public struct Size: Hashable, Sendable {
    public var width: Int
    public var height: Int

    public init(width: Int, height: Int) {
      self.width = width
      self.height = height
    }

    public var pixelCount: Int { MediaLimits.pixelCount(width: width, height: height) }
  }

  /// How many pictures the range has; a file that ends earlier gives fewer.
  public let count: Int
  /// The number of the first picture that is shown.
  public var first: Int { min(max(0, settings.lead), max(0, count - 1)) }
  private let settings: Settings
  /// How long after a tick its picture is looked for.
  private let between: Time
  private let reader: any PictureReader
  private var filter: PictureFilter?
  private var isRGB = false
  private var last: (serial: Int, frame: VideoFrame)?

  public init(_ settings: Settings) throws(MediaError) {
    self.settings = settings
    let ticks = settings.range.duration.seconds * settings.frameRate.value
    // The rounded delays of an animation may reach a little into a tick that would show its first picture.
    let frames = settings.kind == .video ? ticks.ceiling : max(1, (ticks - Rational(1, 4)).ceiling)
    count = min(max(0, frames), 1 << 24)
    between = Self.between(settings)
    reader = try MediaFacts(picture: .init(kind: settings.kind, width: 1, height: 1))
      .makePictureReader(path: settings.path, detail: settings.detail)
  }

  /// Whether parts of the file could not be decoded so far.
  public var isDamaged: Bool { reader.isDamaged }

  /// The picture with this number, growing from call to call as a rule.
  /// - Returns: nil after the end of the file.
  public func picture(_ index: Int) throws(MediaError) -> VideoFrame? {
    let time = settings.range.start + Time(frame: index, rate: settings.frameRate)
    let picture = try reader.picture(at: time + between)
    if index > 0, settings.kind == .video, let film = reader as? VideoReader, film.isOver(at: time) {
      return nil
    }
    if let last, last.serial == picture.serial { return try last.frame.reference() }
    let frame = try converted(picture.frame)
    last = (picture.serial, frame)
    return try frame.reference()
  }

  /// The middle between two frames, as far after a tick as it lies.
  private static func between(_ settings: Settings) -> Time {
    let tick = Rational.one / settings.frameRate.value
    let place = (settings.phase - settings.range.start).seconds / tick + Rational(1, 2)
    return Time(seconds: (place - Rational(place.floor)) * tick)
  }

  private func converted(_ frame: VideoFrame) throws(MediaError) -> VideoFrame {
    if filter == nil { filter = PictureFilter(chain(for: frame), threads: settings.threads) }
    let result = try filter?.apply(frame) ?? frame
    result.pointer.pointee.pict_type = AV_PICTURE_TYPE_NONE
    if isRGB {
      // The filter keeps the source's tags, and RGB has none that would do for YUV.
      result.pointer.pointee.colorspace = AVCOL_SPC_BT709
      result.pointer.pointee.color_range = AVCOL_RANGE_MPEG
    } else if result.pointer.pointee.colorspace == AVCOL_SPC_UNSPECIFIED,
      result.looksHighDefinition != frame.looksHighDefinition
    {
      // Its new size would have it read with another matrix than the source's.
      result.pointer.pointee.colorspace = frame.looksHighDefinition ? AVCOL_SPC_BT709 : AVCOL_SPC_SMPTE170M
    }
    return result
  }

  private func chain(for frame: VideoFrame) -> String {
    var steps = reader.orientation.filters
    isRGB = frame.isRGB
    let stored =
      reader.orientation.swapsSides
      ? Size(width: frame.height, height: frame.width) : Size(width: frame.width, height: frame.height)
    let size = settings.size ?? stored
    let color = isRGB ? ":out_color_matrix=bt709:out_range=tv" : ""
    if size != stored || isRGB {
      let isStrongReduction = stored.width > 2 * size.width || stored.height > 2 * size.height
      steps.append(
        "scale=\(size.width):\(size.height):flags=\(isStrongReduction ? "area" : "bicubic")"
          + "+accurate_rnd+full_chroma_int\(color)")
    }
    if settings.mapsTones { steps += ToneMapping.filters(for: frame) }
    let isFullRange = frame.isFullRange && !settings.mapsTones && !isRGB
    steps.append("format=\(isFullRange ? "yuvj420p|yuv420p" : "yuv420p")")
    // 4:2:0 has even sides; a pixel less is nearer to the truth than all of them stretched.
    if size.width % 2 == 1 || size.height % 2 == 1 {
      steps.append("crop=\(max(2, size.width & ~1)):\(max(2, size.height & ~1)):0:0")
    }
    return steps.joined(separator: ",")
  }
}

extension Orientation {
  /// FFmpeg's filters that turn a picture upright.
  public var filters: [String] {
    let mirror = isMirrored ? ["hflip"] : []
    switch quarterTurns {
    case 1: return mirror + ["transpose=clock"]
    case 2: return mirror + ["hflip", "vflip"]
    case 3: return mirror + ["transpose=cclock"]
    default: return mirror
    }
  }
}
