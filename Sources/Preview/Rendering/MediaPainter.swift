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
  private let enlarger = PictureScaler()
  private let effects: EffectPainter
  private var toneMapper: ToneMapper?
  private var filters: [String: PictureFilter] = [:]
  private var painted: (key: Key, offsetX: Int, offsetY: Int, layer: PaintedLayer)?
  /// Whether the source ended before its segment.
  private(set) var didHold = false
  /// Whether parts of the file could not be decoded.
  var isDamaged: Bool { reader.isDamaged }

  /// What decides a painted picture, but for the whole pixels that it lies at.
  private struct Key: Equatable {
    let serial: Int
    /// Where its chroma lies, of one that is opaque and in 4:2:0.
    let chroma: PictureScaler.ChromaPlacement?
    /// From the whole picture's corner.
    let part: PixelBox
    let whole: PixelBox
    /// Where the picture is turned by any angle, its exact place decides.
    let turned: Placement?
  }

  init(_ layer: LayerPlan, _ media: MediaLayer, reader: any PictureReader, canvas: PixelBox) {
    self.layer = layer
    self.media = media
    self.reader = reader
    self.canvas = canvas
    effects = EffectPainter(layer.effects)
  }

  /// - Parameter mayBeOpaque: whether the picture may come in 4:2:0, where it has no transparency.
  /// - Returns: nil where the layer lies outside of the canvas.
  func paint(at time: Time, _ look: LayerLook, mayBeOpaque: Bool) throws(MediaError) -> PaintedLayer? {
    let picture = try reader.picture(at: media.sourceTime(at: time, from: layer.range.start))
    didHold = didHold || picture.isHeld
    let place = look.placement
    let turns = Self.quarterTurns(place)
    let whole = turns.map { Self.box(place, turns: $0) } ?? place.box
    let mapping = SourceMapping(
      media: media, orientation: reader.orientation, layerTurns: turns ?? 0, frameWidth: picture.frame.width,
      frameHeight: picture.frame.height)
    let part = visiblePart(of: whole, place, rotated: turns == nil, mapping)
    let mayBeSubsampled =
      mayBeOpaque && look.opacity == 1 && !picture.frame.hasAlpha && turns != nil && effects.worksSubsampled
    let chroma = mayBeSubsampled ? chromaPlacement(whole, turns: turns) : nil
    let key = Key(
      serial: picture.serial, chroma: chroma,
      part: PixelBox(x: part.x - whole.x, y: part.y - whole.y, width: part.width, height: part.height),
      whole: PixelBox(x: 0, y: 0, width: whole.width, height: whole.height),
      turned: turns == nil ? place : nil)
    if let painted, painted.key == key {
      return painted.layer.moved(to: whole.x + painted.offsetX, whole.y + painted.offsetY)
    }
    guard
      let layer = try paint(
        picture.frame, mapping.window(whole: whole, part: part), whole, part, place, turns: turns, chroma)
    else { return nil }
    painted = (key, layer.x - whole.x, layer.y - whole.y, layer)
    return layer
  }

  /// Clockwise; nil for any other angle.
  private static func quarterTurns(_ place: Placement) -> Int? {
    place.rotation.truncatingRemainder(dividingBy: 90) == 0 ? Int(place.rotation / 90) : nil
  }

  /// The box that the picture takes when it is turned by quarters only.
  private static func box(_ place: Placement, turns: Int) -> PixelBox {
    guard turns % 2 == 1 else { return place.box }
    return Placement(
      centerX: place.centerX, centerY: place.centerY, width: place.height, height: place.width, rotation: 0
    ).box
  }

  /// Where the chroma of a picture lies that can be put on as 4:2:0: one whose edges on the canvas are even.
  /// One that begins beyond the canvas may begin anywhere, as long as nothing turns it once it has its size.
  /// - Returns: nil where it has to be in 4:4:4.
  private func chromaPlacement(_ box: PixelBox, turns: Int?) -> PictureScaler.ChromaPlacement? {
    let (right, bottom) = (box.x + box.width, box.y + box.height)
    let (isOddAcross, isOddDown) = (box.x % 2 != 0, box.y % 2 != 0)
    guard !isOddAcross || box.x < canvas.x, !isOddDown || box.y < canvas.y,
      right % 2 == 0 || right >= canvas.x + canvas.width,
      bottom % 2 == 0 || bottom >= canvas.y + canvas.height,
      !(isOddAcross || isOddDown) || uprightChain(layerTurns: turns ?? 0).isEmpty
    else { return nil }
    return .init(isOddAcross: isOddAcross, isOddDown: isOddDown)
  }

  // MARK: One picture

  private func paint(
    _ frame: VideoFrame, _ window: SourceMapping.Window, _ whole: PixelBox, _ part: PixelBox,
    _ place: Placement, turns: Int?, _ chroma: PictureScaler.ChromaPlacement?
  ) throws(MediaError) -> PaintedLayer? {
    let chroma = window.box == part ? chroma : nil
    let isOpaque = chroma != nil
    let swaps = (reader.orientation.quarterTurns + (turns ?? 0)) % 2 == 1
    let (width, height) =
      swaps ? (window.box.height, window.box.width) : (window.box.width, window.box.height)
    let reduction = blurReduction
    func reduced(_ side: Int) -> Int { max(2, (side / reduction + 1) / 2 * 2) }
    var scaled = try scale(
      frame, window.crop, width: reduction > 1 ? reduced(width) : width,
      height: reduction > 1 ? reduced(height) : height, chroma)
    let chain = uprightChain(layerTurns: turns ?? 0)
    if !chain.isEmpty { scaled = try filter(chain, scaled) }
    if reduction > 1 {
      scaled = try enlarger.scale(
        scaled, width: window.box.width, height: window.box.height, format: isOpaque ? .yuv420p : .yuva444p)
    }
    if window.box != part {
      scaled = try scaled.cropped(
        .init(left: part.x - window.box.x, top: part.y - window.box.y, width: part.width, height: part.height)
      )
    }
    if !effects.isEmpty { scaled = try effects.apply(to: scaled, hasAlpha: frame.hasAlpha) }
    if turns == nil { return try rotated(scaled, whole, part, place) }
    return PaintedLayer(pixels: isOpaque ? .opaque(scaled) : .blended(scaled), x: part.x, y: part.y)
  }

  private func scale(
    _ frame: VideoFrame, _ crop: PictureScaler.Crop, width: Int, height: Int,
    _ chroma: PictureScaler.ChromaPlacement?
  ) throws(MediaError) -> VideoFrame {
    let format: PixelFormat = chroma == nil ? .yuva444p : .yuv420p
    if let transfer = frame.hdrTransfer {
      let mapper = toneMapper ?? ToneMapper(transfer)
      toneMapper = mapper
      // First the size, then the colours: half the time of the other order.
      let small = try unpacker.scale(frame, crop: crop, width: width, height: height, format: .gbrp16)
      mapper.apply(to: small)
      return try scaler.scale(
        small, width: width, height: height, format: format, chroma: chroma ?? .init())
    }
    guard frame.hasAlpha else {
      return try scaler.scale(
        frame, crop: crop, width: width, height: height, format: format, chroma: chroma ?? .init())
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
    if let blur = media.blur, blur > 0 { steps.append("gblur=sigma=\(blur / Double(blurReduction))") }
    return steps.joined(separator: ",")
  }

  /// By how much a picture is made smaller while it is blurred: as long as the blur is some pixels wide,
  /// nobody sees the difference, and it takes a fraction of the time.
  private var blurReduction: Int { media.blur.map { max(1, Int(min($0, 100) / 2.5)) } ?? 1 }

  /// Rotates about the layer's centre.
  private func rotated(
    _ frame: VideoFrame, _ whole: PixelBox, _ part: PixelBox, _ place: Placement
  ) throws(MediaError) -> PaintedLayer? {
    // The whole's size was rounded to pixels; its exact one decides where they go.
    let warp = AffineWarp(
      center: (place.centerX, place.centerY), degrees: place.rotation,
      source: (
        Double(whole.width) / 2 + Double(whole.x - part.x),
        Double(whole.height) / 2 + Double(whole.y - part.y)
      ),
      scaleX: Double(whole.width) / max(place.width, 0.5),
      scaleY: Double(whole.height) / max(place.height, 0.5))
    guard let box = warp.reach(width: frame.width, height: frame.height, within: canvas) else { return nil }
    return PaintedLayer(pixels: .blended(try warp.apply(to: frame, box: box)), x: box.x, y: box.y)
  }

  // MARK: What can be seen

  /// The part of the layer around what shows. All of it where that is hardly more, and where effects and
  /// turns need what lies around, unless the layer is far larger than the canvas.
  private func visiblePart(
    of whole: PixelBox, _ place: Placement, rotated: Bool, _ mapping: SourceMapping
  ) -> PixelBox {
    let isHuge = whole.width * whole.height > 4 * canvas.width * canvas.height
    guard
      isHuge || max(whole.width, whole.height) > 4096 || !(rotated || media.blur != nil || !effects.isEmpty)
    else { return whole }
    var (left, top, right, bottom) = (
      Double(canvas.x), Double(canvas.y), Double(canvas.x + canvas.width), Double(canvas.y + canvas.height)
    )
    if rotated {
      // The canvas, turned the other way about the layer's centre, lies within this circle's box.
      let (cx, cy) = (place.centerX, place.centerY)
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
    let part = mapping.aligned(PixelBox(x: x0, y: y0, width: x1 - x0, height: y1 - y0), within: whole)
    return isHuge || part.width * part.height * 5 < whole.width * whole.height * 4 ? part : whole
  }
}
