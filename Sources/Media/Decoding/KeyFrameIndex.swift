import CFFmpeg
import DraftModel

/// Where the pictures of a film can be decoded from, as its container's index tells: nothing of the pictures
/// themselves is read.
public struct KeyFrameIndex: Sendable {
  /// From the start of the container, in order.
  private let times: [Time]

  /// - Throws: where the file cannot be opened, or has no moving picture.
  public init(path: String) throws(MediaError) {
    let container = try InputContainer(path: path, findStreamInfo: false)
    guard let stream = container.bestStream(AVMEDIA_TYPE_VIDEO) else {
      throw MediaError(.unsupported, file: path, operation: "find key frames", reason: "it has no picture")
    }
    let start =
      container.startTime - Time(timestamp: Self.delay(of: stream), timeBase: stream.pointee.time_base)
    times = (0..<avformat_index_get_entries_count(stream)).compactMap { place in
      guard let entry = avformat_index_get_entry(stream, place), entry.pointee.flags & AVINDEX_KEYFRAME != 0
      else { return nil }
      return Time(timestamp: entry.pointee.timestamp, timeBase: stream.pointee.time_base) - start
    }.sorted()
  }

  /// What lies between the times that an index gives and those at which pictures are shown, in the stream's
  /// units: QuickTime's are of decoding, the first one before 0 by as much as pictures wait for others.
  static func delay(of stream: UnsafeMutablePointer<AVStream>) -> Int64 {
    guard let first = avformat_index_get_entry(stream, 0)?.pointee.timestamp, first != wp_no_pts else {
      return 0
    }
    return max(0, -max(first, -(1 << 40)))
  }

  /// How much lies between a source time and the key frame before it.
  /// - Returns: nil where the index knows of none.
  public func leadIn(to time: Time) -> Time? {
    var (low, high) = (0, times.count)
    while low < high {
      let middle = (low + high) / 2
      if times[middle] <= time { low = middle + 1 } else { high = middle }
    }
    return low > 0 ? time - times[low - 1] : nil
  }
}
