import CFFmpeg
import DraftModel

/// How long a file plays, by reading all its packets. Decodes nothing.
struct PacketCount {
  /// From the first packet to the end of the last; nil where packets have no times.
  private(set) var duration: Time?

  init(_ container: InputContainer, deadline: Deadline) {
    guard let packet = try? Packet() else { return }
    var bounds: [Int32: (start: Int64, end: Int64)] = [:]
    var untimed: Set<Int32> = []
    var packets = 0
    var latest: [Int32: Int64] = [:]
    var counts: [Int32: Int] = [:]
    while !deadline.hasPassed, (try? container.read(packet)) == true {
      let read = packet.pointer.pointee
      packets += 1
      let time = read.pts != wp_no_pts ? read.pts : read.dts
      guard time != wp_no_pts, Int(read.stream_index) < container.streams.count else {
        untimed.insert(read.stream_index)
        continue
      }
      let end = time.addingReportingOverflow(max(0, read.duration))
      guard !end.overflow else { continue }
      let known = bounds[read.stream_index]
      counts[read.stream_index, default: 0] += 1
      latest[read.stream_index] = max(latest[read.stream_index] ?? time, time)
      bounds[read.stream_index] = (
        min(known?.start ?? time, time), max(known?.end ?? end.partialValue, end.partialValue)
      )
    }
    guard !deadline.hasPassed else { return }
    if MediaFormat.bareStreams.contains(container.formatName) {
      duration = Self.duration(of: packets, container.streams.first)
      return
    }
    for (index, count) in counts where count > 1 && latest[index] == bounds[index]?.start {
      untimed.insert(index)
    }
    // Where some packets have no times, or all the same one, the others say nothing of the end.
    let times = bounds.filter { !untimed.contains($0.key) }.map { index, bound in
      let base = container.streams[Int(index)].pointee.time_base
      return (
        start: Time(timestamp: bound.start, timeBase: base), end: Time(timestamp: bound.end, timeBase: base)
      )
    }
    guard let start = times.map(\.start).min(), let end = times.map(\.end).max(), end > start else { return }
    duration = end - start
  }

  /// Of pictures without a container, at the rate that they have or are given.
  private static func duration(of pictures: Int, _ stream: UnsafeMutablePointer<AVStream>?) -> Time? {
    guard let rate = stream?.pointee.avg_frame_rate, rate.num > 0, rate.den > 0, pictures > 0 else {
      return nil
    }
    return Time(seconds: Rational(pictures) / rate.rational)
  }
}
