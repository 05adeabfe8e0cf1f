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
    let crop = sourceCrop(frame, whole: whole, part: part, layerTurns: turns ?? 0)
    let allTurns = reader.orientation.quarterTurns + (turns ?? 0)
    let swaps = allTurns % 2 == 1
    let (width, height) = swaps ? (part.height, part.width) : (part.width, part.height)
    var scaled = try scale(frame, crop, width: width, height: height, isOpaque: isOpaque)
    let chain = uprightChain(layerTurns: turns ?? 0)
    if !chain.isEmpty { scaled = try filter(chain, scaled) }
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
    var steps: [String] = []
    func turn(_ turns: Int) {
      switch turns % 4 {
      case 1: steps.append("transpose=clock")
      case 2: steps += ["hflip", "vflip"]
      case 3: steps.append("transpose=cclock")
      default: break
      }
    }
    if reader.orientation.isMirrored { steps.append("hflip") }
    turn(reader.orientation.quarterTurns)
    if media.flip.horizontal { steps.append("hflip") }
    if media.flip.vertical { steps.append("vflip") }
    turn(layerTurns)
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

  /// The stored pixels that `part` of the layer shows.
  private func sourceCrop(_ frame: VideoFrame, whole: PixelBox, part: PixelBox, layerTurns: Int)
    -> PictureScaler.Crop
  {
    // The part within the shown, cropped picture, as fractions cut off each side.
    var cut = Crop(
      left: Double(part.x - whole.x) / Double(whole.width),
      top: Double(part.y - whole.y) / Double(whole.height),
      right: Double(whole.x + whole.width - part.x - part.width) / Double(whole.width),
      bottom: Double(whole.y + whole.height - part.y - part.height) / Double(whole.height))
    cut = cut.turnedBack(layerTurns)
    if media.flip.horizontal { (cut.left, cut.right) = (cut.right, cut.left) }
    if media.flip.vertical { (cut.top, cut.bottom) = (cut.bottom, cut.top) }
    let shown = media.crop
    let (w, h) = (max(0, 1 - shown.left - shown.right), max(0, 1 - shown.top - shown.bottom))
    var total = Crop(
      left: shown.left + cut.left * w, top: shown.top + cut.top * h, right: shown.right + cut.right * w,
      bottom: shown.bottom + cut.bottom * h)
    total = total.turnedBack(reader.orientation.quarterTurns)
    if reader.orientation.isMirrored { (total.left, total.right) = (total.right, total.left) }
    func span(_ size: Int, _ low: Double, _ high: Double) -> (Int, Int) {
      let first = min(max(0, Int((Double(size) * low).rounded())), size - 1)
      let last = min(max(first + 1, Int((Double(size) * (1 - high)).rounded())), size)
      return (first, last - first)
    }
    let (x, width) = span(frame.width, total.left, total.right)
    let (y, height) = span(frame.height, total.top, total.bottom)
    return PictureScaler.Crop(left: x, top: y, width: width, height: height)
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
}
