import CFFmpeg
import DraftModel

/// One stream of a file that is being made: packets in decoding order, made when they are asked for.
protocol PacketSource: AnyObject {
  var parameters: StreamParameters { get }
  /// The next packet, in the units of `parameters.timeBase`; nil at the end.
  func next() throws(MediaError) -> EncodedPacket?
}

/// Packets of another file, taken over as they are.
final class CopiedStream: PacketSource {
  let parameters: StreamParameters
  private let container: InputContainer
  private let stream: UnsafeMutablePointer<AVStream>
  private let packet: Packet
  /// What becomes time zero, in the stream's units.
  private let origin: Int64
  private let end: Int64
  private let isPicture: Bool
  /// Whether something before the origin is left out.
  private let isTrimmed: Bool
  /// Whether a packet has come: pictures begin with a key frame.
  private var hasBegun = false
  private var lastDecoding = Int64.min
  /// Packets that have come and have not been given on.
  private var waiting: [EncodedPacket] = []

  /// Which stream of a file.
  enum Choice {
    /// The one that a player would show or play.
    case best(AVMediaType)
    case place(Int)
  }

  /// - Parameter range: what is copied, counted from the start of the file. Its start becomes time zero;
  ///   sound may begin up to a packet earlier, pictures begin with the first key frame in it.
  init(path: String, _ choice: Choice, range: TimeRange?) throws(MediaError) {
    container = try InputContainer(path: path)
    packet = try Packet()
    stream = try Self.stream(choice, container)
    container.keepOnly(stream)
    isPicture = stream.pointee.codecpar.pointee.codec_type == AVMEDIA_TYPE_VIDEO
    parameters = try StreamParameters(copying: stream)
    let timeBase = stream.pointee.time_base
    let start = container.startTime + (range?.start ?? .zero)
    origin = start.timestamp(in: timeBase)
    if let range {
      end = (container.startTime + range.end).timestamp(in: timeBase)
      isTrimmed = range.start > .zero
    } else {
      end = .max
      isTrimmed = false
    }
    if isTrimmed { try container.seek(stream, to: origin) }
  }

  private static func stream(
    _ choice: Choice, _ container: InputContainer
  ) throws(MediaError) -> UnsafeMutablePointer<AVStream> {
    let reason: String
    switch choice {
    case .best(let type):
      if let stream = container.bestStream(type) { return stream }
      reason = type == AVMEDIA_TYPE_VIDEO ? "it has no picture" : "it has no sound"
    case .place(let index):
      if container.streams.indices.contains(index) { return container.streams[index] }
      reason = "it has no stream \(index)"
    }
    throw MediaError(.unsupported, file: container.path, operation: "copy a stream", reason: reason)
  }

  func next() throws(MediaError) -> EncodedPacket? {
    while var encoded = try nextInOrder() {
      if encoded.decoding >= end { return nil }
      if isTrimmed {
        // Pictures that come before the first key frame lean on what is not copied.
        if isPicture, encoded.presentation < origin || (!hasBegun && !encoded.isKey) { continue }
        if !isPicture, encoded.presentation &+ min(max(1, encoded.duration), 1 << 40) <= origin { continue }
      }
      hasBegun = true
      encoded.presentation &-= origin
      encoded.decoding &-= origin
      if lastDecoding != .min, encoded.decoding <= lastDecoding {
        encoded.decoding = lastDecoding &+ 1
        encoded.presentation = max(encoded.presentation, encoded.decoding)
      }
      lastDecoding = encoded.decoding
      return encoded
    }
    return nil
  }

  /// The next packet with both of its times.
  private func nextInOrder() throws(MediaError) -> EncodedPacket? {
    if !waiting.isEmpty { return waiting.removeFirst() }
    while try container.read(packet) {
      guard packet.pointer.pointee.stream_index == stream.pointee.index else { continue }
      let encoded = EncodedPacket(packet)
      if isReordered, encoded.decoding == wp_no_pts, Self.isReachable(encoded.presentation),
        !encoded.bytes.isEmpty, waiting.count < Self.mostWaiting
      {
        waiting.append(encoded)
        continue
      }
      guard let timed = try timed(encoded) else { continue }
      if waiting.isEmpty { return timed }
      release(before: timed.decoding)
      waiting.append(timed)
      return waiting.removeFirst()
    }
    if let last = waiting.map(\.presentation).min() { release(before: last) }
    return waiting.isEmpty ? nil : waiting.removeFirst()
  }

  /// Pictures that are shown in another order than they are decoded in. Where a file, or its part behind a
  /// seek, begins with them, some containers do not tell when the first are decoded: so long before the first
  /// of which it is known.
  private func release(before decoding: Int64) {
    let rate = stream.pointee.avg_frame_rate
    let frame =
      rate.num > 0 && rate.den > 0 ? av_rescale_q(1, av_inv_q(rate), stream.pointee.time_base) : 1
    for index in waiting.indices {
      let step = waiting[index].duration > 0 ? waiting[index].duration : max(1, frame)
      let count = Int64(waiting.count - index)
      waiting[index].decoding = min(waiting[index].presentation, decoding &- count &* min(step, 1 << 40))
    }
  }

  private var isReordered: Bool { isPicture && stream.pointee.codecpar.pointee.video_delay > 0 }

  /// More than codecs reorder.
  private static let mostWaiting = 32

  /// A packet with both of its times; nil for one that has none and does not matter.
  private func timed(_ packet: EncodedPacket) throws(MediaError) -> EncodedPacket? {
    var encoded = packet
    if encoded.bytes.isEmpty { return nil }
    if encoded.decoding == wp_no_pts { encoded.decoding = encoded.presentation }
    if encoded.presentation == wp_no_pts {
      guard encoded.decoding != wp_no_pts, !isPicture || stream.pointee.codecpar.pointee.video_delay == 0
      else {
        throw MediaError(
          .unsupported, file: container.path, operation: "copy a stream",
          reason: "its packets do not say when they are on")
      }
      encoded.presentation = encoded.decoding
    }
    guard Self.isReachable(encoded.presentation), Self.isReachable(encoded.decoding) else { return nil }
    return encoded
  }

  /// What no clock reaches is damage, and would overflow the sums.
  private static func isReachable(_ time: Int64) -> Bool { abs(time / 4) < Int64.max / 8 }
}

/// Where a film can be cut without encoding it anew.
public enum KeyFrames {
  /// The time, counted from the start of the file, of the last key frame at or before a time; zero where
  /// there is none.
  public static func time(atOrBefore time: Time, in path: String) throws(MediaError) -> Time {
    let container = try InputContainer(path: path)
    guard time > .zero, let stream = container.bestStream(AVMEDIA_TYPE_VIDEO) else { return .zero }
    container.keepOnly(stream)
    let timeBase = stream.pointee.time_base
    let wanted = (container.startTime + time + Time(milliseconds: Rational(1, 2))).timestamp(in: timeBase)
    try container.seek(stream, to: wanted)
    let packet = try Packet()
    while try container.read(packet) {
      let value = packet.pointer.pointee
      guard value.stream_index == stream.pointee.index, value.flags & AV_PKT_FLAG_KEY != 0 else { continue }
      guard value.pts != wp_no_pts, value.pts <= wanted else { return .zero }
      return max(.zero, Time(timestamp: value.pts, timeBase: timeBase) - container.startTime)
    }
    return .zero
  }
}
