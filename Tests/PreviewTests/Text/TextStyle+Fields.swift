import DraftModel

extension TextStyle {
  /// A style that differs from the usual one in a few fields.
  init(
    family: String? = nil, size: Double = 0.05, color: RGBAColor = .white, bold: Bool = false,
    italic: Bool = false, alignment: Alignment = .center, strokeColor: RGBAColor? = nil,
    strokeWidth: Double = 0, boxColor: RGBAColor? = nil, boxRadius: Double = 0, shadow: Shadow? = nil,
    letterSpacing: Double = 0, lineHeight: Double = 1, maxWidth: Double = 0.9
  ) {
    self.init()
    self.family = family
    self.size = size
    self.color = color
    self.bold = bold
    self.italic = italic
    self.alignment = alignment
    self.strokeColor = strokeColor
    self.strokeWidth = strokeWidth
    self.boxColor = boxColor
    self.boxRadius = boxRadius
    self.shadow = shadow
    self.letterSpacing = letterSpacing
    self.lineHeight = lineHeight
    self.maxWidth = maxWidth
  }
}
