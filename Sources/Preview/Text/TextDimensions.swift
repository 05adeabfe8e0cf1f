import DraftModel

/// A style's lengths in canvas pixels, each brought into a range that can be drawn.
struct TextDimensions {
  /// The size of an em, at least 1.
  let em: Double
  /// At most half an em: more is a blob, and takes Cairo minutes.
  let strokeWidth: Double
  let boxRadius: Double
  let letterSpacing: Double
  let lineHeight: Double
  let maxWidth: Double
  let shadowX: Double
  let shadowY: Double
  let shadowBlur: Double

  /// How far the box reaches beyond the logical rectangle at the left and at the right.
  var boxPaddingX: Double { em * 0.25 }
  /// How far the box reaches beyond the logical rectangle at the top and at the bottom.
  var boxPaddingY: Double { em * 0.1 }

  /// How many scalars of a text are laid out: `TextRenderer.maximumScalars`, but fewer where they are
  /// so large that a single line of them would overflow Pango's coordinates, which end at 2^21 pixels.
  var maximumScalars: Int {
    min(TextRenderer.maximumScalars, Int(1_500_000 / (em + max(0, letterSpacing))))
  }

  init(_ style: TextStyle, canvasWidth: Int, canvasHeight: Int) {
    let unit = Double(canvasHeight)
    em = max(1, style.size.limited(to: 0.001...2, else: 0.05) * unit)
    strokeWidth =
      style.strokeColor == nil ? 0 : min(style.strokeWidth.limited(to: 0...1, else: 0) * unit, em / 2)
    boxRadius = style.boxRadius.limited(to: 0...1, else: 0) * unit
    letterSpacing = style.letterSpacing.limited(to: -1...1, else: 0) * unit
    lineHeight = style.lineHeight.limited(to: 0.1...10, else: 1)
    maxWidth = max(1, style.maxWidth.limited(to: 0.01...4, else: 0.9) * Double(canvasWidth))
    shadowX = (style.shadow?.x ?? 0).limited(to: -2...2, else: 0) * unit
    shadowY = (style.shadow?.y ?? 0).limited(to: -2...2, else: 0) * unit
    shadowBlur = (style.shadow?.blur ?? 0).limited(to: 0...1, else: 0) * unit
  }
}

extension Double {
  /// The nearest value within `range`; `fallback` for what is not a number.
  fileprivate func limited(to range: ClosedRange<Double>, else fallback: Double) -> Double {
    isNaN ? fallback : Swift.min(Swift.max(self, range.lowerBound), range.upperBound)
  }
}
