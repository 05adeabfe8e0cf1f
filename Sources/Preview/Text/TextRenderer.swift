import DraftModel

/// Lays out and draws titles with Pango and Cairo.
///
/// A text is laid out once at canvas size, without hinting, and drawn through a scale: lines break at
/// the same places at every output size. A renderer has its own fonts and is not to be shared between
/// threads; two renderers give the same bytes. Making one is cheap, but its first text of a font
/// takes some ten milliseconds to look that font up, so keep it.
///
/// What is drawn, from back to front: the box (the logical rectangle, and 0.25 em more at the left
/// and right, 0.1 em at the top and bottom), the shadow of glyphs and stroke, the stroke, the glyphs.
public final class TextRenderer {
  /// Only so many Unicode scalars of a text are drawn, fewer where an em has more than 75 canvas pixels,
  /// and of combining marks no more than 30 in a row; the results say whether something was dropped.
  public static let maximumScalars = 20_000
  /// No canvas is wider or higher than this, in pixels.
  public static let maximumCanvasSide = 16_384

  let context: FontContext

  /// - Throws: `TextError.drawing` where Pango cannot use Cairo.
  public init() throws(TextError) { context = try FontContext() }

  /// Draws `text`.
  ///
  /// - Parameters:
  ///   - canvasWidth: in canvas pixels, 1...16384. Decides where lines break.
  ///   - canvasHeight: in canvas pixels, 1...16384. What the style's lengths are fractions of.
  ///   - outputScale: output pixels per canvas pixel, above 0, at most 8.
  ///   - anchorFraction: where the anchor lies within its output pixel, 0..<1 each: an anchor at
  ///     (100.25, 40) of the frame is pixel (100, 40) and the fraction (0.25, 0).
  ///   - shownCharacters: how many characters are drawn, for a text that is typed out; nil is all. The
  ///     others keep their room, so that nothing moves; box and picture are those of the whole text.
  /// - Returns: an empty picture for an empty text.
  /// - Throws: `TextError`, also where the picture would be too large to be of use.
  public func picture(
    text: String, style: TextStyle, canvasWidth: Int, canvasHeight: Int, outputScale: Double,
    anchorFraction: (dx: Double, dy: Double) = (0, 0), shownCharacters: Int? = nil
  ) throws(TextError) -> TextPicture {
    try checkCanvas(canvasWidth, canvasHeight, outputScale)
    let dimensions = TextDimensions(style, canvasWidth: canvasWidth, canvasHeight: canvasHeight)
    let clean = CleanText(text, limit: dimensions.maximumScalars)
    guard !clean.isEmpty else { return .empty(isTruncated: clean.isTruncated) }
    let layout = try TextLayout(clean, style: style, dimensions: dimensions, context: context)
    return try TextPainter(
      layout: layout, style: style, dimensions: dimensions, scale: outputScale,
      anchorX: anchorFraction.dx.fraction, anchorY: anchorFraction.dy.fraction,
      end: shownCharacters.map(clean.byteLength(ofCharacters:)) ?? .max
    ).paint()
  }

  /// The room that `text` takes on a canvas, and its lines.
  ///
  /// - Returns: zero sizes and no lines for an empty text.
  /// - Throws: `TextError`.
  public func measure(
    text: String, style: TextStyle, canvasWidth: Int, canvasHeight: Int
  ) throws(TextError) -> TextMeasure {
    try checkCanvas(canvasWidth, canvasHeight, 1)
    let dimensions = TextDimensions(style, canvasWidth: canvasWidth, canvasHeight: canvasHeight)
    let clean = CleanText(text, limit: dimensions.maximumScalars)
    guard !clean.isEmpty else {
      return TextMeasure(width: 0, height: 0, lines: [], isTruncated: clean.isTruncated)
    }
    let layout = try TextLayout(clean, style: style, dimensions: dimensions, context: context)
    return TextMeasure(
      width: layout.width, height: layout.height, lines: layout.lineStrings,
      isTruncated: clean.isTruncated)
  }

  private func checkCanvas(_ width: Int, _ height: Int, _ scale: Double) throws(TextError) {
    let sides = 1...Self.maximumCanvasSide
    guard sides.contains(width), sides.contains(height), scale > 0, scale <= 8 else {
      throw .badCanvas(width: width, height: height, outputScale: scale)
    }
  }
}

extension Double {
  /// What is after the point, 0..<1; 0 for what is not finite.
  fileprivate var fraction: Double {
    guard isFinite else { return 0 }
    let part = self - rounded(.down)
    return part < 1 ? part : 0
  }
}
