import CloudState

/// How long waits and time-outs really are. All of them in this module go through here.
///
/// For tests: the environment variable `WORKPRINT_CLOUD_PACE` is a factor on all of them, so that with
/// `0.01` the thirty seconds between two polls are three tenths of one.
public struct Pace: Hashable, Sendable {
  public var factor: Double

  /// - Parameter factor: above 0, at most 1.
  public init(factor: Double = 1) { self.factor = factor }

  init(environment: [String: String]) throws(CloudError) {
    guard let text = environment["WORKPRINT_CLOUD_PACE"], !text.isEmpty else {
      self.init()
      return
    }
    guard let factor = Double(text), factor > 0, factor <= 1 else {
      throw CloudError(.configuration, "WORKPRINT_CLOUD_PACE is a factor above 0 and up to 1")
    }
    self.init(factor: factor)
  }

  public func scaled(_ duration: Duration) -> Duration { factor == 1 ? duration : duration * factor }

  /// Waits.
  /// - Throws: where the task is cancelled meanwhile.
  public func sleep(_ duration: Duration) async throws(CloudError) {
    do { try await Task.sleep(for: scaled(duration)) } catch { throw .wasCancelled }
  }
}
