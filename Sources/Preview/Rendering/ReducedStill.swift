import DraftModel
import Media

/// A still that is shown in many sizes, reduced once to somewhat more than the largest of them: each frame
/// is scaled from a picture near its own size, and not from the whole photo again.
final class ReducedStill: PictureReader {
  private let reader: any PictureReader
  /// Pixels of the still for each one of the reduced picture, a whole number: both grids then share borders.
  private let factor: Int
  private let path: String
  private let stills: SharedStills
  private var reduced: SourcePicture?

  /// How much larger than it is shown the picture stays: scaling by this much and more leaves no trace of
  /// the first reduction.
  private static let reserve = 1.25

  /// - Returns: nil where the still is painted in one size only, or would hardly become smaller.
  init?(_ reader: any PictureReader, of layer: LayerPlan, _ media: MediaLayer, sharing stills: SharedStills) {
    guard let picture = media.facts.picture, picture.kind == .still, !picture.hasAlpha, !picture.isHDR,
      layer.motion != nil || layer.animation != nil, let reduction = layer.reduction(of: media)
    else { return nil }
    let largest = layer.animation == nil ? 1 : AnimationPlan.largestScale
    factor = Int(min(reduction / largest / Self.reserve, 64))
    guard factor >= 2 else { return nil }
    self.reader = reader
    self.stills = stills
    path = media.path
  }

  var orientation: Orientation { reader.orientation }
  var isDamaged: Bool { reader.isDamaged }

  func picture(at time: Time) throws(MediaError) -> SourcePicture {
    if let reduced { return reduced }
    let picture = try reader.picture(at: time)
    let frame = try stills.reduced(path, by: factor) { () throws(MediaError) in
      try PictureScaler().scale(
        picture.frame, width: max(1, (picture.frame.width + factor / 2) / factor),
        height: max(1, (picture.frame.height + factor / 2) / factor), format: .yuv444p)
    }
    let reduced = picture.drawn(in: frame)
    self.reduced = reduced
    return reduced
  }
}
