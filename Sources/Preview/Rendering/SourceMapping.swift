import DraftModel
import Media

/// Which pixels of a stored picture a part of a layer shows, and where exactly they lie on it.
struct SourceMapping {
  let media: MediaLayer
  let orientation: Orientation
  /// Quarter turns of the layer itself.
  let layerTurns: Int
  let frameWidth: Int
  let frameHeight: Int

  /// Whole stored pixels, and the box that they fill when they are scaled.
  struct Window {
    let crop: PictureScaler.Crop
    let box: PixelBox
  }

  /// The window that shows `part` of a layer that is `whole`.
  ///
  /// Where a stored pixel is small on the layer, its edges are rounded to whole pixels and the box is
  /// the part. Where it is large, the window takes in all pixels that the part touches and its box
  /// reaches beyond: rounding would move the picture by a part of such a pixel.
  func window(whole: PixelBox, part: PixelBox) -> Window {
    let (width, height) = (Double(frameWidth), Double(frameHeight))
    let edges = edges(of: part, in: whole)
    let size = (max(1, edges[1] - edges[0]), max(1, edges[3] - edges[2]))
    let swaps = (orientation.quarterTurns + layerTurns) % 2 == 1
    let factors = (
      Double(swaps ? part.height : part.width) / size.0, Double(swaps ? part.width : part.height) / size.1
    )
    func error(_ edge: Double) -> Double { abs(edge - edge.rounded()) }
    let isClose =
      max(error(edges[0]), error(edges[1])) * factors.0 <= 0.25
      && max(error(edges[2]), error(edges[3])) * factors.1 <= 0.25
    func span(_ low: Double, _ high: Double, _ limit: Int) -> (Int, Int) {
      let first = min(max(0, Int(isClose ? low.rounded() : (low + 1e-6).rounded(.down))), limit - 1)
      let last = min(max(first + 1, Int(isClose ? high.rounded() : (high - 1e-6).rounded(.up))), limit)
      return (first, last - first)
    }
    let (x, cropWidth) = span(edges[0], edges[1], frameWidth)
    let (y, cropHeight) = span(edges[2], edges[3], frameHeight)
    let crop = PictureScaler.Crop(left: x, top: y, width: cropWidth, height: cropHeight)
    if isClose { return Window(crop: crop, box: part) }
    let outer = shown(
      Crop(
        left: Double(x) / width, top: Double(y) / height, right: 1 - Double(x + cropWidth) / width,
        bottom: 1 - Double(y + cropHeight) / height))
    let box = PixelBox(
      left: Double(whole.x) + outer.left * Double(whole.width),
      top: Double(whole.y) + outer.top * Double(whole.height),
      right: Double(whole.x) + (1 - outer.right) * Double(whole.width),
      bottom: Double(whole.y) + (1 - outer.bottom) * Double(whole.height))
    return Window(crop: crop, box: box.union(part))
  }

  /// A part with somewhat more on each side, if that brings its edges nearer to pairs of stored pixels: its
  /// window then lies in the picture as exactly as the whole does, chroma of 4:2:0 included.
  func aligned(_ part: PixelBox, within whole: PixelBox) -> PixelBox {
    /// The best of the boxes that are larger at one side.
    func best(_ larger: (_ amount: Int) -> PixelBox, upTo limit: Int) -> PixelBox {
      var best = (box: larger(0), miss: Double.infinity)
      for amount in stride(from: 0, through: min(limit, Self.furtherAtMost), by: 2) {
        let box = larger(amount)
        let miss = edges(of: box, in: whole).reduce(0) { $0 + abs($1 - ($1 / 2).rounded() * 2) }
        if miss < best.miss - 1e-3 { best = (box, miss) }
      }
      return best.box
    }
    let (right, bottom) = (whole.x + whole.width, whole.y + whole.height)
    var box = best({ part.grown(left: $0) }, upTo: part.x - whole.x)
    box = best({ [box] in box.grown(top: $0) }, upTo: box.y - whole.y)
    box = best({ [box] in box.grown(right: $0) }, upTo: right - box.x - box.width)
    return best({ [box] in box.grown(bottom: $0) }, upTo: bottom - box.y - box.height)
  }

  /// Pixels that a part may have more on one side.
  private static let furtherAtMost = 32

  /// Where a part's edges lie in the stored picture, in its pixels: left, right, top, bottom.
  private func edges(of part: PixelBox, in whole: PixelBox) -> [Double] {
    let exact = stored(cut(part, of: whole))
    let (width, height) = (Double(frameWidth), Double(frameHeight))
    return [
      exact.left * width, width - exact.right * width, exact.top * height, height - exact.bottom * height,
    ]
  }

  /// What a part leaves off each side of a whole, as fractions.
  private func cut(_ part: PixelBox, of whole: PixelBox) -> Crop {
    let (width, height) = (Double(whole.width), Double(whole.height))
    return Crop(
      left: Double(part.x - whole.x) / width, top: Double(part.y - whole.y) / height,
      right: Double(whole.x + whole.width - part.x - part.width) / width,
      bottom: Double(whole.y + whole.height - part.y - part.height) / height)
  }

  /// From the layer as it is shown to the picture as it is stored.
  private func stored(_ layer: Crop) -> Crop {
    var cut = layer.turnedBack(layerTurns).flipped(media.flip)
    let shown = media.crop
    let (width, height) = remaining
    cut = Crop(
      left: shown.left + cut.left * width, top: shown.top + cut.top * height,
      right: shown.right + cut.right * width,
      bottom: shown.bottom + cut.bottom * height
    ).turnedBack(orientation.quarterTurns)
    return orientation.isMirrored ? cut.flipped(Flip(horizontal: true)) : cut
  }

  /// From the picture as it is stored to the layer as it is shown; the reverse of ``stored(_:)``.
  private func shown(_ stored: Crop) -> Crop {
    let cut = (orientation.isMirrored ? stored.flipped(Flip(horizontal: true)) : stored)
      .turnedBack(4 - orientation.quarterTurns)
    let shown = media.crop
    let (width, height) = remaining
    return Crop(
      left: (cut.left - shown.left) / width, top: (cut.top - shown.top) / height,
      right: (cut.right - shown.right) / width, bottom: (cut.bottom - shown.bottom) / height
    ).flipped(media.flip).turnedBack(4 - layerTurns)
  }

  /// What the segment's crop leaves, as fractions.
  private var remaining: (Double, Double) {
    (max(1e-6, 1 - media.crop.left - media.crop.right), max(1e-6, 1 - media.crop.top - media.crop.bottom))
  }
}

extension PixelBox {
  /// Edges at the nearest pixels.
  fileprivate init(left: Double, top: Double, right: Double, bottom: Double) {
    func pixel(_ value: Double) -> Int { Int(min(max(value, -1e6), 1e6).rounded()) }
    let (x, y) = (pixel(left), pixel(top))
    self.init(x: x, y: y, width: max(1, pixel(right) - x), height: max(1, pixel(bottom) - y))
  }

  fileprivate func grown(left: Int = 0, top: Int = 0, right: Int = 0, bottom: Int = 0) -> PixelBox {
    PixelBox(x: x - left, y: y - top, width: width + left + right, height: height + top + bottom)
  }

  fileprivate func union(_ other: PixelBox) -> PixelBox {
    let (left, top) = (min(x, other.x), min(y, other.y))
    return PixelBox(
      x: left, y: top, width: max(x + width, other.x + other.width) - left,
      height: max(y + height, other.y + other.height) - top)
  }
}

extension Crop {
  /// The same cut, seen on the picture before it was turned clockwise by quarters.
  func turnedBack(_ quarterTurns: Int) -> Crop {
    switch quarterTurns % 4 {
    case 1: Crop(left: top, top: right, right: bottom, bottom: left)
    case 2: Crop(left: right, top: bottom, right: left, bottom: top)
    case 3: Crop(left: bottom, top: left, right: top, bottom: right)
    default: self
    }
  }

  fileprivate func flipped(_ flip: Flip) -> Crop {
    Crop(
      left: flip.horizontal ? right : left, top: flip.vertical ? bottom : top,
      right: flip.horizontal ? left : right,
      bottom: flip.vertical ? top : bottom)
  }
}
