import CFFmpeg

/// The first packets of a file: what is not in its header is in them, and so are the times of frames.
struct PacketSample {
  /// The first packet of each stream.
  private(set) var first: [Int: [UInt8]] = [:]
  /// Times of frames, by stream, in the stream's units: when they are shown or, where some packets do not
  /// tell that, when all of them are decoded. The one mixed with the other would seem to vary.
  var timestamps: [Int: [Int64]] {
    shown.merging(decoded) { shown, decoded in
      shown.contains(wp_no_pts) ? Self.filled(decoded) : shown
    }
  }

  /// Decoding times with those that packets do not tell spread evenly between those that they do, as MPEG
  /// streams tell the time of some frames only.
  static func filled(_ times: [Int64]) -> [Int64] {
    var filled: [Int64] = []
    var last: (place: Int, time: Int64)?
    for (place, time) in times.enumerated() where time != wp_no_pts {
      if let last, place - last.place > 1, time > last.time {
        let gap = time.subtractingReportingOverflow(last.time)
        let count = Int64(place - last.place)
        if !gap.overflow {
          // Divided first: a damaged time may be as large as any.
          let (step, rest) = gap.partialValue.quotientAndRemainder(dividingBy: count)
          filled += (1..<count).map { last.time + step * $0 + rest * $0 / count }
        }
      }
      filled.append(time)
      last = (place, time)
    }
    return filled
  }
  private var shown: [Int: [Int64]] = [:]
  private var decoded: [Int: [Int64]] = [:]

  private static let packetLimit = 2_000
  private static let byteLimit = 8 << 20
  private static let firstLimit = 1 << 16

  /// - Parameters:
  ///   - streams: those that are of interest; the others are passed over.
  ///   - frames: how many frames of each are read.
  init(
    _ container: InputContainer, streams: [UnsafeMutablePointer<AVStream>], frames: Int, deadline: Deadline
  ) {
    guard !streams.isEmpty, let packet = try? Packet() else { return }
    for stream in container.streams {
      stream.pointee.discard = streams.contains(stream) ? AVDISCARD_DEFAULT : AVDISCARD_ALL
    }
    let wanted = Set(streams.map { Int($0.pointee.index) })
    var bytes = 0
    var count = 0
    while bytes < Self.byteLimit, count < Self.packetLimit, !deadline.hasPassed,
      wanted.contains(where: { shown[$0, default: []].count < frames }),
      (try? container.read(packet)) == true
    {
      let read = packet.pointer.pointee
      let index = Int(read.stream_index)
      count += 1
      bytes += max(0, Int(read.size))
      guard wanted.contains(index) else { continue }
      if first[index] == nil, let data = read.data {
        first[index] = Array(UnsafeBufferPointer(start: data, count: min(Int(read.size), Self.firstLimit)))
      }
      shown[index, default: []].append(read.pts)
      decoded[index, default: []].append(read.dts)
    }
  }
}
