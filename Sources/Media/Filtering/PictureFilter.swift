/// A chain of FFmpeg's filters that gives one picture for each.
public final class PictureFilter {
  private let chain: String
  private var graph: FilterGraph?
  private var shape: (Int, Int, Int32) = (0, 0, 0)

  /// - Parameter chain: in FFmpeg's notation, e.g. `hflip,transpose=clock`.
  public init(_ chain: String) { self.chain = chain }

  public func apply(_ frame: VideoFrame) throws(MediaError) -> VideoFrame {
    let shape = (frame.width, frame.height, frame.format.rawValue)
    if graph == nil || shape != self.shape {
      graph = try FilterGraph(chain, like: frame)
      self.shape = shape
    }
    try graph?.push(frame)
    guard let result = try graph?.pull() else {
      throw MediaError(.library, operation: "filter", reason: "\(chain) gave no picture")
    }
    return result
  }
}
