import DraftModel
import Media

/// What files are judged by.
public struct PreflightOptions: Hashable, Sendable {
  /// The largest upload, in bytes.
  public var limit: Int
  /// How much of each file is decoded.
  public var extent: DecodingExtent
  /// Whether a place that a file carries is nothing to tell of.
  public var allowsLocation: Bool

  public init(
    limit: Int = ServiceLimits.largestUpload, extent: DecodingExtent = .samples, allowsLocation: Bool = false
  ) {
    self.limit = limit
    self.extent = extent
    self.allowsLocation = allowsLocation
  }
}
