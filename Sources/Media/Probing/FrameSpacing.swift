import CFFmpeg

/// How far apart the frames of a video come.
extension MediaProbe {
  /// How much of a file is read: its first frames tell, and nobody waits for the rest.
  private static let frameLimit = 300
  private static let byteLimit = 64 << 20

  /// Whether the frames of a video do not come at equal times, judged by its first 300.
  ///
  /// Containers round times to their own ticks, and a single frame may be missing where a recording was
  /// cut: a rate counts as variable where more than one distance in fifty differs from the usual one by
  /// more than a tenth of it and by more than two ticks.
  /// - Returns: nil where the file has no video of at least ten frames, or cannot be read.
  public static func hasVariableFrameRate(path: String) -> Bool? {
    guard let times = try? frameTimes(path: path), times.count >= 10 else { return nil }
    let sorted = times.sorted()
    let distances = zip(sorted.dropFirst(), sorted).map { $0.subtractingReportingOverflow($1).partialValue }
    let usual = distances.sorted()[distances.count / 2]
    let tolerance = max(2, usual / 10)
    let odd = distances.count { $0.subtractingReportingOverflow(usual).partialValue.magnitude > tolerance }
    return odd > 1 && odd * 50 > distances.count
  }

  /// The times at which the first frames are shown, in ticks of the stream, as their packets come.
  private static func frameTimes(path: String) throws(MediaError) -> [Int64] {
    let container = try InputContainer(path: path)
    guard let stream = container.bestStream(AVMEDIA_TYPE_VIDEO) else { return [] }
    container.keepOnly(stream)
    let packet = try Packet()
    var times: [Int64] = []
    var bytes = 0
    while times.count < frameLimit, bytes < byteLimit, try container.read(packet) {
      guard packet.pointer.pointee.stream_index == stream.pointee.index else { continue }
      bytes += Int(packet.pointer.pointee.size)
      let time = packet.pointer.pointee.pts
      if time != wp_no_pts { times.append(time) }
    }
    return times
  }
}
