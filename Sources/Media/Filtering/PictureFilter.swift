/// A chain of FFmpeg's filters that gives one picture for each.
public final class PictureFilter {
  private let chain: String
  private let threads: Int
  private var graph: FilterGraph?
  private var shape: (Int, Int, Int32) = (0, 0, 0)

  /// - Parameters:
  ///   - chain: in FFmpeg's notation, e.g. `hflip,transpose=clock`.
  ///   - threads: for filters that work on parts of a picture at once.
  public init(_ chain: String, threads: Int = 1) {
    self.chain = chain
    self.threads = threads
  }

  public func apply(_ frame: VideoFrame) throws(MediaError) -> VideoFrame {
    let shape = (frame.width, frame.height, frame.format.rawValue)
    if graph == nil || shape != self.shape {
      graph = try FilterGraph(chain, like: frame, threads: threads)
      self.shape = shape
    }
    try graph?.push(frame)
    guard let result = try graph?.pull() else {
      throw MediaError(.library, operation: "filter", reason: "\(chain) gave no picture")
    }
    return result
  }
}
