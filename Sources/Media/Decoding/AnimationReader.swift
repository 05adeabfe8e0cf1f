import CFFmpeg
import DraftModel

/// A GIF, APNG or animated WebP, played for ever.
///
/// Delays of 10 ms or less count as 100 ms, as in browsers.
public final class AnimationReader: PictureReader {
  public var orientation: Orientation { .upright }
  private let path: String
  private let source: Source
  /// When each picture of one round ends; the last is the length of the round.
  private let ends: [Time]
  private var index = -1
  private var current: VideoFrame?

  private enum Source {
    case ffmpeg(AnimationDecoder)
    case webp(WebPAnimation)
  }

  public init(path: String) throws(MediaError) {
    self.path = path
    if WebPAnimation.matches(try FileHead.read(path)) {
      ends = try WebPAnimation.timing(path: path).ends.map { Time(milliseconds: $0) }
      source = .webp(try WebPAnimation(path: path))
    } else {
      ends = try Self.timing(path: path)
      source = .ffmpeg(try AnimationDecoder(path: path))
    }
    guard !ends.isEmpty else {
      throw MediaError(.damaged, file: path, operation: "decode the animation", reason: "it has no pictures")
    }
  }

  /// How long a picture with this delay is on, in ms.
  static func shownDelay(_ milliseconds: Int) -> Int {
    milliseconds <= 10 ? 100 : min(milliseconds, 3_600_000)
  }

  /// The ends of the pictures, from the packets alone.
  static func timing(path: String) throws(MediaError) -> [Time] {
    let container = try InputContainer(path: path)
    guard let stream = container.bestStream(AVMEDIA_TYPE_VIDEO) else { return [] }
    let packet = try Packet()
    var ends: [Time] = []
    while ends.count < MediaLimits.animationFrames, try container.read(packet) {
      let length = Time(timestamp: packet.pointer.pointee.duration, timeBase: stream.pointee.time_base)
      let isShort = length <= Time(milliseconds: 10)
      ends.append(
        (ends.last ?? .zero)
          + (isShort ? Time(milliseconds: 100) : min(length, Time(milliseconds: 3_600_000))))
    }
    return ends
  }

  public var isDamaged: Bool {
    switch source {
    case .ffmpeg(let decoder): decoder.isDamaged
    case .webp: false
    }
  }

  public func picture(at time: Time) throws(MediaError) -> SourcePicture {
    let round = ends.last ?? Time(milliseconds: 1)
    let shown = max(.zero, time + Time(milliseconds: Rational(1, 2)))
    let inRound = shown - round * Rational((shown.milliseconds / round.milliseconds).floor)
    let wanted = ends.firstIndex { inRound < $0 } ?? ends.count - 1
    if wanted < index {
      rewind()
      index = -1
    }
    while index < wanted {
      guard let frame = try next() else { break }
      current = frame
      index += 1
    }
    guard let current else {
      throw MediaError(
        .damaged, file: path, operation: "decode the animation", reason: "no picture can be decoded")
    }
    return SourcePicture(frame: current, serial: index, isHeld: false)
  }

  private func rewind() {
    switch source {
    case .ffmpeg(let decoder): decoder.rewind()
    case .webp(let animation): animation.rewind()
    }
  }

  private func next() throws(MediaError) -> VideoFrame? {
    switch source {
    case .ffmpeg(let decoder): try decoder.next()
    case .webp(let animation): try animation.next()?.frame
    }
  }
}

/// GIF and APNG pictures in order; started over by opening the file again, since neither seeks.
private final class AnimationDecoder {
  private let path: String
  private var decoder: Decoder?
  /// Whether a picture was left out or only partly decoded.
  private(set) var isDamaged = false

  init(path: String) throws(MediaError) {
    self.path = path
    decoder = try Self.open(path)
  }

  private static func open(_ path: String) throws(MediaError) -> Decoder {
    let container = try InputContainer(path: path)
    guard let stream = container.bestStream(AVMEDIA_TYPE_VIDEO) else {
      throw MediaError(
        .unsupported, file: path, operation: "decode the animation", reason: "it has no picture")
    }
    return try Decoder(container, stream)
  }

  func rewind() { decoder = nil }

  func next() throws(MediaError) -> VideoFrame? {
    let open: Decoder
    if let decoder { open = decoder } else { open = try Self.open(path) }
    decoder = open
    let frame = try VideoFrame()
    _ = FFmpegLog.takeLastLine()
    let isOver = try !open.next(frame.pointer)
    isDamaged = isDamaged || open.damagedPackets > 0 || FFmpegLog.takeLastLine() != nil
    guard !isOver else { return nil }
    try MediaLimits.checkPicture(width: frame.width, height: frame.height, file: path)
    return frame
  }
}
