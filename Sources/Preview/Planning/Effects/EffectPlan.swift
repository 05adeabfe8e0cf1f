import DraftModel

/// What is done to a layer's pixels, in the order of the draft, after it has its size and before it
/// is rotated.
public enum EffectPlan: Hashable, Sendable {
  /// Gaussian; the standard deviation in output pixels.
  case blur(sigma: Double)
  /// Added to the brightness, -1...1, as FFmpeg's eq does it.
  case brightness(Double)
  /// Times the distance from mid-grey, as FFmpeg's eq does it; 1 is unchanged.
  case contrast(Double)
  /// Times the distance from grey, 0...3, as FFmpeg's eq does it; 1 is unchanged.
  case saturation(Double)
  /// How much of the colour is taken, 0...1.
  case grayscale(Double)
  /// 0...1, by the matrix of Filter Effects Level 1, 9.4 (`sepia`).
  case sepia(Double)
  /// How dark the corners get, 0...1; 1 is FFmpeg's vignette.
  case vignette(Double)
  /// FFmpeg's unsharp over 5x5 pixels by this amount, 0...1.
  case sharpen(Double)
  /// As FFmpeg's chromakey.
  case chromaKey(color: RGBAColor, similarity: Double, blend: Double)

  /// Whether something can be seen through the result of an opaque picture.
  var makesTransparent: Bool {
    if case .chromaKey = self { true } else { false }
  }
}

/// The effects of a segment, and what is to be said about them.
struct SegmentEffects {
  private(set) var plans: [EffectPlan] = []
  private(set) var notes: [String] = []

  init(_ segment: Segment, output: OutputGeometry) {
    for effect in segment.objects(.effects, .effect) {
      let word = effect.string(.effectKind) ?? ""
      guard let kind = EffectKind(word: word) else {
        notes.append("the effect \"\(word.visible)\" is not known, and not applied")
        continue
      }
      if let plan = plan(kind, effect, output) { plans.append(plan) }
    }
  }

  private mutating func plan(_ kind: EffectKind, _ effect: DraftObject, _ output: OutputGeometry)
    -> EffectPlan?
  {
    func amount(_ range: ClosedRange<Double>) -> Double? {
      effect.number(.effectAmount).map { min(max($0, range.lowerBound), range.upperBound) }
    }
    let plan: EffectPlan? =
      switch kind {
      case .blur: amount(0...0.5).map { .blur(sigma: min(1000, $0 * Double(output.canvasHeight))) }
      case .brightness: amount(-1...1).map(EffectPlan.brightness)
      case .contrast: amount(-1000...1000).map(EffectPlan.contrast)
      case .saturation: amount(0...3).map(EffectPlan.saturation)
      case .grayscale: .grayscale(amount(0...1) ?? 1)
      case .sepia: .sepia(amount(0...1) ?? 1)
      case .vignette: .vignette(amount(0...1) ?? 1)
      case .sharpen: amount(0...1).map(EffectPlan.sharpen)
      case .chromaKey:
        effect.string(.effectColor).flatMap(RGBAColor.init(hex:)).map {
          .chromaKey(
            color: $0, similarity: min(max(effect.number(.effectSimilarity) ?? 0.01, 0.00001), 1),
            blend: min(max(effect.number(.effectBlend) ?? 0, 0), 1))
        }
      }
    if plan == nil {
      notes.append(
        "its \(kind.rawValue) has no \(kind == .chromaKey ? "colour" : "amount"), and is not applied")
    }
    return plan
  }
}
