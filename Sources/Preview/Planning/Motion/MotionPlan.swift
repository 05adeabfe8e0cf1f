import DraftModel

/// How a layer moves by its keyframes. A keyframed value takes the place of the static one.
public struct MotionPlan: Hashable, Sendable {
  /// Fractions of the canvas.
  public let x: KeyframeCurve?
  public let y: KeyframeCurve?
  /// Ratio of the fitted size.
  public let scale: KeyframeCurve?
  /// Degrees clockwise.
  public let rotation: KeyframeCurve?
  /// The canvas in output pixels.
  let canvas: PixelBox
  /// The scale that the layer's static placement has.
  let staticScale: Double

  /// - Returns: nil where nothing moves.
  init?(_ curves: [KeyframeProperty: KeyframeCurve], canvas: PixelBox, staticScale: Double) {
    (x, y, scale, rotation) = (curves[.x], curves[.y], curves[.scale], curves[.rotation])
    guard x != nil || y != nil || scale != nil || rotation != nil else { return nil }
    self.canvas = canvas
    self.staticScale = staticScale
  }

  /// - Parameter time: from the segment's start.
  func apply(to look: inout LayerLook, at time: Time) {
    if let x { look.placement.centerX = Double(canvas.x) + x.value(at: time) * Double(canvas.width) }
    if let y { look.placement.centerY = Double(canvas.y) + y.value(at: time) * Double(canvas.height) }
    if let scale { look.enlarge(by: scale.value(at: time) / staticScale) }
    if let rotation { look.placement.rotation = Placement.normalized(rotation.value(at: time)) }
  }

  /// How much larger than its static size keyframes make the layer at most.
  var largestFactor: Double { max(scale.map { $0.bounds.upperBound / staticScale } ?? 1, 1e-6) }

  /// Whether a picture covers a box wherever it moves to.
  func alwaysCovers(_ box: PixelBox, _ placement: Placement) -> Bool {
    if let rotation { guard rotation.bounds == 0...0 else { return false } }
    guard rotation != nil || placement.rotation == 0 else { return false }
    // At its smallest, at the ends of its way: covering is then true of all between.
    let factor = scale.map { $0.bounds.lowerBound / staticScale } ?? 1
    func places(_ curve: KeyframeCurve?, _ origin: Int, _ span: Int, _ fixed: Double) -> [Double] {
      guard let bounds = curve?.bounds else { return [fixed] }
      return [bounds.lowerBound, bounds.upperBound].map { Double(origin) + $0 * Double(span) }
    }
    for centerX in places(x, canvas.x, canvas.width, placement.centerX) {
      for centerY in places(y, canvas.y, canvas.height, placement.centerY) {
        let place = Placement(
          centerX: centerX, centerY: centerY, width: placement.width * factor,
          height: placement.height * factor, rotation: 0)
        guard place.box.contains(box) else { return false }
      }
    }
    return true
  }
}

/// A layer at one moment: its plan, with everything that moves worked out.
public struct LayerLook: Hashable, Sendable {
  public internal(set) var placement: Placement
  /// 0...1
  public internal(set) var opacity: Double
  /// How much larger than its plan says; the placement has it already.
  public internal(set) var scale = 1.0
  /// How much of a text is there; nil is all of it.
  public internal(set) var shownCharacters: Int?

  /// Whether there is anything to see.
  public var isVisible: Bool { opacity > 0 && scale > 0 && shownCharacters != 0 }

  mutating func enlarge(by factor: Double) {
    scale *= factor
    placement.width *= factor
    placement.height *= factor
  }
}

extension LayerPlan {
  /// What it looks like when the timeline is at `time`.
  public func look(at time: Time) -> LayerLook {
    var look = LayerLook(placement: placement, opacity: opacity.value(at: time, in: range))
    motion?.apply(to: &look, at: time - range.start)
    animation?.apply(to: &look, at: time, in: range)
    return look
  }
}
