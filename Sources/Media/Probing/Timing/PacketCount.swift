import CFFmpeg
import DraftModel

/// How long a file plays, by reading all its packets. Decodes nothing.
struct PacketCount {
  /// From the first packet to the end of the last; nil where packets have no times.
  private(set) var duration: Time?

  init(_ container: InputContainer, deadline: Deadline) {
    guard let packet = try? Packet() else { return }
    var bounds: [Int32: (start: Int64, end: Int64)] = [:]
    while !deadline.hasPassed, (try? container.read(packet)) == true {
      let read = packet.pointer.pointee
      let time = read.pts != wp_no_pts ? read.pts : read.dts
      guard time != wp_no_pts, Int(read.stream_index) < container.streams.count else { continue }
      let end = time.addingReportingOverflow(max(0, read.duration))
      guard !end.overflow else { continue }
      let known = bounds[read.stream_index]
      bounds[read.stream_index] = (
        min(known?.start ?? time, time), max(known?.end ?? end.partialValue, end.partialValue)
      )
    }
    guard !deadline.hasPassed else { return }
    let times = bounds.compactMap { index, bound -> (start: Time, end: Time)? in
      let base = container.streams[Int(index)].pointee.time_base
      return (Time(timestamp: bound.start, timeBase: base), Time(timestamp: bound.end, timeBase: base))
    }
    guard let start = times.map(\.start).min(), let end = times.map(\.end).max(), end > start else { return }
    duration = end - start
  }
}
