import DraftModel
import Media

/// What a media layer asks of its file: layers with the same one show the same source pictures at the
/// same times, so that one reader does for all of them.
struct PictureSource: Hashable {
  let path: String
  let detail: VideoReader.Detail
  /// The source time that would be shown when the timeline is at 0, and how fast it goes from there.
  let start: Time
  let speed: Rational

  /// - Parameters:
  ///   - layer: a media layer.
  ///   - above: the one painted after it.
  /// - Returns: nil for what is drawn here.
  init?(_ layer: LayerPlan, above: LayerPlan?) {
    guard case .media(let media) = layer.content else { return nil }
    path = media.path
    if media.facts.picture?.kind == .still {
      (detail, start, speed) = (.full, .zero, .one)
      return
    }
    start = media.sourceTime(at: .zero, from: layer.range.start)
    speed = media.speed
    // What is blurred needs no more detail than what stands before it.
    if media.blur != nil, let above, case .media(let front) = above.content, front.path == media.path,
      above.track == layer.track, above.segment == layer.segment
    {
      detail = VideoReader.Detail(reduction: above.reduction(of: front) ?? 1)
    } else {
      detail = VideoReader.Detail(reduction: layer.reduction(of: media) ?? 1)
    }
  }

  /// Whether a reader for one also reads the other, from another place on.
  func hasSamePictures(as other: PictureSource) -> Bool { path == other.path && detail == other.detail }
}
