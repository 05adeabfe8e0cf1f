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
    let start = container.startTime
    times = (0..<avformat_index_get_entries_count(stream)).compactMap { place in
      guard let entry = avformat_index_get_entry(stream, place), entry.pointee.flags & AVINDEX_KEYFRAME != 0
      else { return nil }
      return Time(timestamp: entry.pointee.timestamp, timeBase: stream.pointee.time_base) - start
    }.sorted()
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
