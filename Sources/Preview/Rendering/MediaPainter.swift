import DraftModel
import Media

/// Makes a media layer's pictures: crops, turns, mirrors, scales and rotates what its reader gives.
/// What did not change from one frame to the next is not made again.
final class MediaPainter {
  private let layer: LayerPlan
  private let media: MediaLayer
  private let canvas: PixelBox
  private let reader: any PictureReader
  private let scaler = PictureScaler()
  private let unpacker = PictureScaler()
  private var filters: [String: PictureFilter] = [:]
  private var painted: (serial: Int, isOpaque: Bool, layer: PaintedLayer)?
  /// Whether the source ended before its segment.
  private(set) var didHold = false
  /// Whether parts of the file could not be decoded.
  var isDamaged: Bool { reader.isDamaged }

  init(_ layer: LayerPlan, _ media: MediaLayer, reader: any PictureReader, canvas: PixelBox) {
    self.layer = layer
    self.media = media
    self.reader = reader
    self.canvas = canvas
  }

  func paint(at time: Time, opacity: Double) throws(MediaError) -> PaintedLayer {
    let picture = try reader.picture(at: media.sourceTime(at: time, from: layer.range.start))
    didHold = didHold || picture.isHeld
    let isOpaque = opacity == 1 && !picture.frame.hasAlpha && liesOnEvenPixels
    if let painted, painted.serial == picture.serial, painted.isOpaque == isOpaque { return painted.layer }
    let result = try paint(picture.frame, isOpaque: isOpaque)
    painted = (picture.serial, isOpaque, result)
    return result
  }

  private var turnsOfLayer: Int? {
    layer.placement.rotation.truncatingRemainder(dividingBy: 90) == 0
      ? Int(layer.placement.rotation / 90) : nil
  }

  /// The box that the picture takes when it is turned by quarters only.
  private var box: PixelBox {
    let place = layer.placement
    guard let turns = turnsOfLayer, turns % 2 == 1 else { return place.box }
    return Placement(
      centerX: place.centerX, centerY: place.centerY, width: place.height, height: place.width, rotation: 0
    ).box
  }

  /// Whether the picture can be put on as 4:2:0: even where it begins, and where it ends on the canvas.
  private var liesOnEvenPixels: Bool {
    guard turnsOfLayer != nil else { return false }
    let box = self.box
    let (right, bottom) = (box.x + box.width, box.y + box.height)
    return box.x % 2 == 0 && box.y % 2 == 0 && (right % 2 == 0 || right >= canvas.x + canvas.width)
      && (bottom % 2 == 0 || bottom >= canvas.y + canvas.height)
  }

  // MARK: One picture

  private func paint(_ frame: VideoFrame, isOpaque: Bool) throws(MediaError) -> PaintedLayer {
    let turns = turnsOfLayer
    // The layer before its own rotation by anything but quarters, and the part of it that can be seen.
    let whole = turns == nil ? layer.placement.box : box
    let part = visiblePart(of: whole, rotated: turns == nil)
    let window = SourceMapping(
      media: media, orientation: reader.orientation, layerTurns: turns ?? 0, frameWidth: frame.width,
      frameHeight: frame.height
    ).window(whole: whole, part: part)
    let isOpaque = isOpaque && window.box == part
    let swaps = (reader.orientation.quarterTurns + (turns ?? 0)) % 2 == 1
    let (width, height) =
      swaps ? (window.box.height, window.box.width) : (window.box.width, window.box.height)
    var scaled = try scale(frame, window.crop, width: width, height: height, isOpaque: isOpaque)
    let chain = uprightChain(layerTurns: turns ?? 0)
    if !chain.isEmpty { scaled = try filter(chain, scaled) }
    if window.box != part {
      scaled = try scaled.cropped(
        .init(left: part.x - window.box.x, top: part.y - window.box.y, width: part.width, height: part.height)
      )
    }
    if turns == nil { return try rotated(scaled, whole: whole, part: part) }
    return PaintedLayer(pixels: isOpaque ? .opaque(scaled) : .blended(scaled), x: part.x, y: part.y)
  }

  private func scale(
    _ frame: VideoFrame, _ crop: PictureScaler.Crop, width: Int, height: Int, isOpaque: Bool
  ) throws(MediaError) -> VideoFrame {
    guard frame.hasAlpha else {
      return try scaler.scale(
        frame, crop: crop, width: width, height: height, format: isOpaque ? .yuv420p : .yuva444p)
    }
    let straight = try unpacker.scale(
      frame, crop: crop, width: crop.width, height: crop.height, format: .rgba)
    Compositor.premultiply(straight)
    return try scaler.scale(straight, width: width, height: height, format: .yuva444p)
  }

  private func filter(_ chain: String, _ frame: VideoFrame) throws(MediaError) -> VideoFrame {
    // By format as well: an opaque and a blended picture alternate during fades.
    let key = chain + (frame.hasAlpha ? "|a" : "")
    let filter = filters[key] ?? PictureFilter(chain)
    filters[key] = filter
    return try filter.apply(frame)
  }

  /// What turns a stored picture upright, mirrors it as the segment asks, turns it by the segment's
  /// quarters, and blurs it.
  private func uprightChain(layerTurns: Int) -> String {
    var steps = reader.orientation.filters
    if media.flip.horizontal { steps.append("hflip") }
    if media.flip.vertical { steps.append("vflip") }
    steps += Orientation(quarterTurns: layerTurns).filters
    if let blur = media.blur, blur > 0 { steps.append("gblur=sigma=\(blur)") }
    return steps.joined(separator: ",")
  }

  /// Rotates about the layer's centre; transparent edges make it smooth.
  private func rotated(_ frame: VideoFrame, whole: PixelBox, part: PixelBox) throws(MediaError)
    -> PaintedLayer
  {
    let angle = layer.placement.rotation * .pi / 180
    let turned = try filter(Rotation.chain(degrees: layer.placement.rotation), frame)
    let dx = Double(part.x) + Double(part.width) / 2 - layer.placement.centerX
    let dy = Double(part.y) + Double(part.height) / 2 - layer.placement.centerY
    let centerX = layer.placement.centerX + dx * cosine(angle) - dy * sine(angle)
    let centerY = layer.placement.centerY + dx * sine(angle) + dy * cosine(angle)
    return PaintedLayer(
      pixels: .blended(turned), x: Int((centerX - Double(turned.width) / 2).rounded()),
      y: Int((centerY - Double(turned.height) / 2).rounded()))
  }

  // MARK: What can be seen

  /// All of the layer, unless it is far larger than the canvas: then the part around what shows.
  private func visiblePart(of whole: PixelBox, rotated: Bool) -> PixelBox {
    guard
      whole.width * whole.height > 4 * canvas.width * canvas.height || max(whole.width, whole.height) > 4096
    else { return whole }
    var (left, top, right, bottom) = (
      Double(canvas.x), Double(canvas.y), Double(canvas.x + canvas.width), Double(canvas.y + canvas.height)
    )
    if rotated {
      // The canvas, turned the other way about the layer's centre, lies within this circle's box.
      let (cx, cy) = (layer.placement.centerX, layer.placement.centerY)
      let (dx, dy) = (max(abs(left - cx), abs(right - cx)), max(abs(top - cy), abs(bottom - cy)))
      let reach = (dx * dx + dy * dy).squareRoot()
      (left, top, right, bottom) = (cx - reach, cy - reach, cx + reach, cy + reach)
    }
    // Two pixels more, for the neighbours that scaling looks at, on even distances from the edges.
    let x0 = max(whole.x, (Int(left) - whole.x - 4) / 2 * 2 + whole.x)
    let y0 = max(whole.y, (Int(top) - whole.y - 4) / 2 * 2 + whole.y)
    let x1 = min(whole.x + whole.width, (Int(right) - whole.x + 6) / 2 * 2 + whole.x)
    let y1 = min(whole.y + whole.height, (Int(bottom) - whole.y + 6) / 2 * 2 + whole.y)
    // Off the canvas altogether: any pixel will do.
    guard x0 < x1, y0 < y1 else { return PixelBox(x: whole.x, y: whole.y, width: 1, height: 1) }
    return PixelBox(x: x0, y: y0, width: x1 - x0, height: y1 - y0)
  }
}
