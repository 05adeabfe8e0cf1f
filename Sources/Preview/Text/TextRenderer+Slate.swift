internal import CPango
import DraftModel

extension TextRenderer {
  /// A picture that stands for media which cannot be shown: dark stripes, a crossed frame, and words.
  ///
  /// - Parameters:
  ///   - width: in output pixels, at least 1.
  ///   - height: in output pixels, at least 1.
  ///   - title: what is the matter, such as "missing".
  ///   - detail: whose matter it is, such as a file's name; its middle is left out where it is too long.
  /// - Returns: an opaque picture whose anchor is its centre.
  /// - Throws: `TextError.pictureTooLarge`, `.badCanvas` where a side is below 1, or `.drawing`.
  public func slate(
    width: Int, height: Int, title: String, detail: String
  ) throws(TextError) -> TextPicture {
    guard width > 0, height > 0 else { throw .badCanvas(width: width, height: height, outputScale: 1) }
    let surface = try DrawingSurface(width: width, height: height, format: .color)
    let slate = Slate(surface: surface, context: context)
    slate.paintBackground()
    try slate.paint(title: title, detail: detail)
    return TextPicture(
      width: width, height: height, originX: -(width / 2), originY: -(height / 2),
      pixels: try surface.pixels())
  }
}

/// The parts of a slate's picture.
private struct Slate {
  /// More of a name is not read.
  private static let maximumScalars = 1000
  private static let dark = RGBAColor(red: 38, green: 38, blue: 40)
  private static let light = RGBAColor(red: 48, green: 48, blue: 51)
  private static let line = RGBAColor(red: 118, green: 118, blue: 122)
  private static let titleColor = RGBAColor(red: 240, green: 240, blue: 240)
  private static let detailColor = RGBAColor(red: 190, green: 190, blue: 194)

  let surface: DrawingSurface
  let context: FontContext

  private var cairo: OpaquePointer { surface.cairo }
  private var width: Double { Double(surface.width) }
  private var height: Double { Double(surface.height) }
  private var shortSide: Double { min(width, height) }
  private var lineWidth: Double { max(1, (shortSide / 180).rounded()) }

  func paintBackground() {
    surface.setColor(Self.dark)
    cairo_paint(cairo)
    paintStripes()
    surface.setColor(Self.line)
    cairo_set_line_width(cairo, lineWidth)
    cairo_rectangle(cairo, lineWidth / 2, lineWidth / 2, width - lineWidth, height - lineWidth)
    cairo_stroke(cairo)
  }

  /// Stripes at 45 degrees, as wide as the gaps between them.
  private func paintStripes() {
    let period = max(8, shortSide / 6)
    surface.setColor(Self.light)
    for left in stride(from: -height, to: width, by: period) {
      cairo_move_to(cairo, left, height)
      cairo_line_to(cairo, left + height, 0)
      cairo_line_to(cairo, left + height + period / 2, 0)
      cairo_line_to(cairo, left + period / 2, height)
      cairo_close_path(cairo)
    }
    cairo_fill(cairo)
  }

  /// The icon above the words, the three of them centred. Where the slate is too low for all, the icon
  /// is left out first, then the detail.
  func paint(title: String, detail: String) throws(TextError) {
    let titleLine = try line(title, em: max(12, shortSide * 0.085), bold: true)
    let detailLine = try line(detail, em: max(10, shortSide * 0.06), bold: false)
    let icon = shortSide * 0.24
    let gap = shortSide * 0.06
    let room = height - 2 * lineWidth
    var content = titleLine.height
    let hasDetail = content + detailLine.height <= room
    if hasDetail { content += detailLine.height }
    let hasIcon = content + icon + gap <= room
    if hasIcon { content += icon + gap }
    var top = ((height - content) / 2).rounded()
    if hasIcon {
      paintIcon(
        TextBounds(
          left: ((width - icon * 1.4) / 2).rounded(), top: top,
          right: ((width + icon * 1.4) / 2).rounded(), bottom: (top + icon).rounded()))
      top += icon + gap
    }
    paint(titleLine, top: top, color: Self.titleColor)
    if hasDetail { paint(detailLine, top: top + titleLine.height, color: Self.detailColor) }
  }

  /// A frame with a cross in it.
  private func paintIcon(_ frame: TextBounds) {
    surface.setColor(Self.line)
    cairo_set_line_width(cairo, 1.5 * lineWidth)
    cairo_set_line_join(cairo, CAIRO_LINE_JOIN_ROUND)
    surface.addRoundedRectangle(frame, radius: frame.height * 0.1)
    let inset = frame.grown(x: -frame.width * 0.3, y: -frame.height * 0.25)
    cairo_set_line_cap(cairo, CAIRO_LINE_CAP_ROUND)
    cairo_move_to(cairo, inset.left, inset.top)
    cairo_line_to(cairo, inset.right, inset.bottom)
    cairo_move_to(cairo, inset.right, inset.top)
    cairo_line_to(cairo, inset.left, inset.bottom)
    cairo_stroke(cairo)
  }

  /// One line, its middle left out where it would be too wide. Pango's own ellipsis is not used: it is
  /// padded to the full width, which leaves a gap after it.
  private func line(_ text: String, em: Double, bold: Bool) throws(TextError) -> TextLayout {
    let font = try FontDescription(family: nil, em: em, bold: bold, italic: false)
    let characters = CleanText(text, limit: Self.maximumScalars).string.map { $0.isNewline ? " " : $0 }
    let room = width * 0.9
    let whole = try layout(characters, font)
    guard whole.width > room else { return whole }
    var best = try layout(["…"], font)
    var (fitting, tooMany) = (0, characters.count)
    while fitting + 1 < tooMany {
      let kept = (fitting + tooMany) / 2
      let candidate = try layout(
        characters.prefix((kept + 1) / 2) + ["…"] + characters.suffix(kept / 2), font)
      if candidate.width <= room { (best, fitting) = (candidate, kept) } else { tooMany = kept }
    }
    return best
  }

  private func layout(_ characters: [Character], _ font: FontDescription) throws(TextError) -> TextLayout {
    try TextLayout(unbroken: CleanText(String(characters), limit: .max), font: font, context: context)
  }

  private func paint(_ layout: TextLayout, top: Double, color: RGBAColor) {
    surface.setColor(color)
    cairo_save(cairo)
    cairo_translate(cairo, (width - layout.width) / 2, top)
    layout.forEachRun { run in
      if run.isColored { return run.show(on: cairo, end: .max) }
      cairo_new_path(cairo)
      run.addPath(to: cairo, end: .max)
      cairo_fill(cairo)
    }
    cairo_restore(cairo)
  }
}
