import CFFmpeg
import DraftModel

/// How like two films are, picture by picture: SSIM (Wang et al. 2004) over brightness and colour, as
/// FFmpeg's filter of that name measures it.
public final class PictureComparison {
  private var graph: FilterGraph?
  private var total = 0.0
  /// Pairs that were compared.
  public private(set) var count = 0

  public init() {}

  /// 0...1, of all pairs; 1 is alike. Nil before the first pair.
  public var similarity: Double? { count > 0 ? total / Double(count) : nil }

  /// Compares a pair. What has another size than the original is scaled to it first.
  public func add(original: VideoFrame, result: VideoFrame) throws(MediaError) {
    if graph == nil {
      let size = "\(original.width):\(original.height)"
      graph = try FilterGraph(
        "[in]format=yuv420p[a];[in2]scale=\(size):flags=bicubic+accurate_rnd,format=yuv420p[b];[a][b]ssim[out]",
        like: original, and: result)
    }
    original.pointer.pointee.pts = Int64(count)
    result.pointer.pointee.pts = Int64(count)
    try graph?.push(original)
    try graph?.pushSecond(result)
    while let compared = try graph?.pull() { take(compared) }
  }

  private func take(_ frame: VideoFrame) {
    guard let entry = av_dict_get(frame.pointer.pointee.metadata, "lavfi.ssim.All", nil, 0),
      let value = Double(String(cString: entry.pointee.value))
    else { return }
    total += value
    count += 1
  }

  /// Measures how like a film is to what it was made from.
  /// - Parameters:
  ///   - original: what was encoded.
  ///   - result: the file that came out, at the same rate.
  ///   - start: where it begins in the original.
  ///   - limit: pictures at most, in stretches spread over the film.
  public static func similarity(
    of original: PictureSequence.Settings, and result: String, from start: Time, limit: Int = 1200
  ) throws(MediaError) -> (value: Double, pictures: Int)? {
    let originals = try PictureSequence(original)
    let offset = original.range.start - start
    var settings = PictureSequence.Settings(
      path: result, range: TimeRange(start: offset, duration: original.range.duration),
      frameRate: original.frameRate)
    // Its frames begin on the ticks that the original's were brought to.
    settings.phase = offset
    let results = try PictureSequence(settings)
    let comparison = PictureComparison()
    for index in sample(originals.count, limit: limit) where index >= originals.first {
      guard let a = try originals.picture(index), let b = try results.picture(index) else { continue }
      try comparison.add(original: a, result: b)
    }
    return comparison.similarity.map { ($0, comparison.count) }
  }

  /// All numbers below `count`, or stretches of 24 of them.
  static func sample(_ count: Int, limit: Int) -> [Int] {
    let stretch = 24
    guard count > limit, limit >= stretch else { return Array(0..<max(0, count)) }
    let stretches = limit / stretch
    return (0..<stretches).flatMap { index in
      let start = (count - stretch) * index / max(1, stretches - 1)
      return Array(start..<start + stretch)
    }
  }
}
