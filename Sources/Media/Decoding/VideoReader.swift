import CFFmpeg
import DraftModel

/// The frames of a video stream, by time. Keeps its place, so that asking for one time after another
/// decodes each frame once.
///
/// The frame of a time is the last one with `pts <= time + 0.5 ms`: containers and in-points in
/// milliseconds would otherwise show the wrong frame in a third of the cases.
public final class VideoReader: PictureReader {
  public let orientation: Orientation
  public let detail: Detail
  private let decoder: Decoder
  private let stream: UnsafeMutablePointer<AVStream>
  private let startTime: Time
  /// Deinterlaces, where the stream is interlaced; made anew after each seek.
  private var deinterlacer: FilterGraph?
  private let isInterlaced: Bool

  /// The frame that is on, and the one after it.
  private var current: VideoFrame?
  private var next: VideoFrame?
  private var currentTimestamp = Int64.min
  private var nextTimestamp = Int64.max
  private var serial = 0
  private var reachedEnd = false
  private var draining = false

  /// What is left out of decoding because the picture will be shown small. The loop filter smooths
  /// the edges of blocks, which a reduction does as well.
  public enum Detail: Sendable {
    case full
    /// For half the size: no loop filter on B-frames. What is predicted from these ends with the next
    /// P-frame, so that nothing adds up (SSIM 0.995 and more against full decoding). In HEVC and VP9, on
    /// frames that nothing refers to.
    case half
    /// For a quarter of the size and less: very large pictures, too, are decoded no larger than that. No more
    /// of the loop filter is left out than for half: on frames that others are predicted from, its lack adds up
    /// from one key frame to the next, and no reduction hides that (SSIM 0.83 at a tenth of the size, in hard
    /// pressed H.264 with groups of 1000 frames).
    case quarter

    /// How often a very large picture's size may be halved while it is decoded.
    var halvings: Int {
      switch self {
      case .full: 0
      case .half: 1
      case .quarter: 2
      }
    }

    /// What suits a reduction: source pixels for each shown one, along the side that is reduced less.
    public init(reduction: Double) {
      self = reduction >= 4 ? .quarter : reduction >= 2 ? .half : .full
    }
  }

  /// - Parameter threads: of the decoder, 1 at least; each holds a picture more.
  public convenience init(path: String, detail: Detail = .full, threads: Int = 1) throws(MediaError) {
    try self.init(InputContainer(path: path), detail: detail, threads: threads)
  }

  init(_ container: InputContainer, detail: Detail = .full, threads: Int = 1) throws(MediaError) {
    guard let stream = container.bestStream(AVMEDIA_TYPE_VIDEO) else {
      throw MediaError(
        .unsupported, file: container.path, operation: "decode video", reason: "it has no picture")
    }
    self.stream = stream
    self.detail = detail
    container.keepOnly(stream)
    decoder = try Decoder(container, stream, threads: max(1, threads), detail: detail)
    decoder.leavesOutLoopFilter(for: detail)
    startTime = container.startTime
    let parameters = stream.pointee.codecpar.pointee
    try MediaLimits.checkPicture(
      width: Int(parameters.width), height: Int(parameters.height), file: container.path)
    orientation =
      PictureGeometry(
        container, stream, codedWidth: Int(parameters.width), codedHeight: Int(parameters.height)
      ).orientation
    isInterlaced = parameters.field_order.rawValue > AV_FIELD_PROGRESSIVE.rawValue
  }

  public var isDamaged: Bool { decoder.damagedPackets > 0 || sawCorruptFrame }
  private var sawCorruptFrame = false

  /// The tolerance of a frame's time.
  private static let half = Time(milliseconds: Rational(1, 2))

  private var demand: PictureDemand?
  /// Whether frames may be missing between those at hand and what will be asked for.
  private var hasHoles = false

  public func expect(_ demand: PictureDemand?) {
    // Across a plain cut, the times go on as they were told.
    if let old = self.demand, let demand, old.step == demand.step, old.covers(demand.start) { return }
    hasHoles = hasHoles || decoder.hasSkipped
    self.demand = demand
    decoder.demand = isInterlaced ? nil : demand?.moved(by: startTime + Self.half)
  }

  public func picture(at time: Time) throws(MediaError) -> SourcePicture {
    if let demand, !demand.covers(time) { expect(nil) }
    let wanted = time + startTime + Self.half
    // Far beyond any file, with room left to count in.
    let limit = min(max(wanted.timestamp(in: stream.pointee.time_base), -(1 << 60)), 1 << 60)
    if current == nil || hasHoles || limit < currentTimestamp || isWorthSeeking(to: limit) {
      try seek(to: limit)
    }
    while !reachedEnd, next == nil || nextTimestamp <= limit { try advance() }
    guard let current else {
      throw MediaError(
        .damaged, file: decoder.container.path, operation: "decode video", reason: "no frame can be decoded")
    }
    return SourcePicture(
      frame: current, serial: serial, isHeld: reachedEnd && limit > endTimestamp &+ tolerance)
  }

  public var position: Time? { current?.time }

  public func leadIn(to time: Time) -> Time? {
    let base = stream.pointee.time_base
    let wanted = min(max((time + startTime).timestamp(in: base), -(1 << 60)), 1 << 60)
    let delay = KeyFrameIndex.delay(of: stream)
    guard let entry = avformat_index_get_entry_from_timestamp(stream, wanted - delay, AVSEEK_FLAG_BACKWARD)
    else { return nil }
    return max(.zero, time + startTime - Time(timestamp: entry.pointee.timestamp + delay, timeBase: base))
  }

  /// Whether the last frame has ended at a time, by its own duration and without any tolerance but that
  /// of rounded timestamps.
  func isOver(at time: Time) -> Bool {
    guard reachedEnd, next == nil, let current else { return false }
    let timeBase = stream.pointee.time_base
    let last = Time(timestamp: currentTimestamp, timeBase: timeBase)
    let length = Time(timestamp: max(1, packetDuration(current)), timeBase: timeBase)
    return time + startTime >= last + length * Rational(3, 4)
  }

  /// Containers round; less than this after the last frame is no hold worth telling.
  private var tolerance: Int64 { Time(milliseconds: 50).timestamp(in: stream.pointee.time_base) }

  /// Where the last frame ends, by its own duration.
  private var endTimestamp: Int64 {
    guard let current else { return .min }
    let duration = max(1, packetDuration(current))
    return currentTimestamp.addingReportingOverflow(duration).partialValue
  }

  private func packetDuration(_ frame: VideoFrame) -> Int64 {
    let rate = stream.pointee.avg_frame_rate
    guard rate.num > 0, rate.den > 0 else { return 1 }
    return av_rescale_q(1, av_inv_q(rate), stream.pointee.time_base)
  }

  /// Whether the index knows a key frame so far ahead that a seek saves decoding.
  private func isWorthSeeking(to limit: Int64) -> Bool {
    let second = oneSecond
    guard nextTimestamp != .max, limit > nextTimestamp &+ second / 2 else { return false }
    // Indices count decoding times: a key frame that has only just been reached may be shown later
    // than wanted, and the way to it would lead over the one before.
    let safe = limit - second / 4
    guard let entry = avformat_index_get_entry_from_timestamp(stream, safe, AVSEEK_FLAG_BACKWARD) else {
      // No index: two seconds are cheaper to decode than a seek is.
      return limit - nextTimestamp > 2 * second
    }
    return entry.pointee.timestamp > nextTimestamp &+ second / 2
  }

  /// A second in the stream's time base.
  private var oneSecond: Int64 {
    max(1, av_rescale_q(1, AVRational(num: 1, den: 1), stream.pointee.time_base))
  }

  /// Goes to a place from which the frame at `limit` can be decoded: further and further back, as
  /// long as the first frame that comes is later than wanted.
  private func seek(to limit: Int64) throws(MediaError) {
    let second = oneSecond
    // Where reading has not begun, a target near the start is reached without a seek.
    let origin = startTime.timestamp(in: stream.pointee.time_base)
    let isFresh = current == nil && serial == 0
    hasHoles = false
    var back: Int64 = isFresh && limit - origin <= second ? -1 : 0
    while true {
      if back >= 0 {
        let target = back > 64 * second ? Int64.min / 2 : limit - back
        do throws(MediaError) { try decoder.seek(to: target) } catch {
          // Some containers cannot go before their first packet: their start will do.
          if back > 64 * second { throw error }
          back = back == 0 ? second : back * 4
          continue
        }
      }
      forget()
      try advance()
      // Read from the file's start, nothing lies before the first frame.
      if back == -1, next != nil { break }
      if (next != nil && nextTimestamp <= limit) || back > 64 * second { break }
      back = back <= 0 ? second : back * 4
    }
    if current == nil { try advance() }
  }

  private func forget() {
    (current, next) = (nil, nil)
    (currentTimestamp, nextTimestamp) = (.min, .max)
    reachedEnd = false
    draining = false
    deinterlacer = nil
  }

  /// Moves on by one frame.
  private func advance() throws(MediaError) {
    if let next {
      current = next
      currentTimestamp = nextTimestamp
      serial += 1
    }
    if let frame = try decodeNext() {
      next = frame
      let stamp = frame.pointer.pointee.best_effort_timestamp
      let pts = stamp == wp_no_pts ? frame.pointer.pointee.pts : stamp
      nextTimestamp = pts == wp_no_pts ? followingTimestamp(frame) : pts
      frame.time = Time(timestamp: nextTimestamp, timeBase: stream.pointee.time_base) - startTime
      if current == nil {
        // Before the source's first frame: that frame.
        current = frame
        currentTimestamp = nextTimestamp
        serial += 1
      }
    } else {
      next = nil
      nextTimestamp = .max
      reachedEnd = true
    }
  }

  /// The time of a frame that has none.
  private func followingTimestamp(_ frame: VideoFrame) -> Int64 {
    current == nil
      ? startTime.timestamp(in: stream.pointee.time_base) : currentTimestamp &+ packetDuration(frame)
  }

  private func decodeNext() throws(MediaError) -> VideoFrame? {
    if !isInterlaced { return try decodeOne() }
    while true {
      if let frame = try deinterlacer?.pull() { return frame }
      if draining { return nil }
      let frame = try decodeOne()
      if deinterlacer == nil, let frame {
        deinterlacer = try FilterGraph(
          "bwdif=mode=send_frame:deint=interlaced", like: frame, timeBase: stream.pointee.time_base)
      }
      draining = frame == nil
      try deinterlacer?.push(frame)
      if deinterlacer == nil { return nil }
    }
  }

  private func decodeOne() throws(MediaError) -> VideoFrame? {
    let frame = try VideoFrame()
    guard try decoder.next(frame.pointer) else { return nil }
    try MediaLimits.checkPicture(width: frame.width, height: frame.height, file: decoder.container.path)
    if frame.isCorrupt { sawCorruptFrame = true }
    return frame
  }
}
