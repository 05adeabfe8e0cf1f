extension TextStyle {
  /// Reads a `ts` object; what it does not say, or says wrongly, has its default.
  init(_ object: DraftObject) {
    self.init()
    func color(_ property: DraftProperty, in object: DraftObject) -> RGBAColor? {
      object.string(property).flatMap(RGBAColor.init(hex:))
    }
    func length(_ property: DraftProperty, _ range: ClosedRange<Double>) -> Double? {
      object.number(property).map { min(max($0, range.lowerBound), range.upperBound) }
    }
    family = object.string(.fontFamily)
    size = length(.fontSize, 0.001...1) ?? size
    self.color = color(.textColor, in: object) ?? self.color
    bold = object.bool(.bold) ?? bold
    italic = object.bool(.italic) ?? italic
    alignment = object.string(.alignment).flatMap { Alignment(rawValue: $0.lowercased()) } ?? alignment
    strokeColor = color(.strokeColor, in: object)
    strokeWidth = length(.strokeWidth, 0...0.2) ?? strokeWidth
    boxColor = color(.boxColor, in: object)
    boxRadius = length(.boxRadius, 0...1) ?? boxRadius
    letterSpacing = length(.letterSpacing, -0.5...0.5) ?? letterSpacing
    lineHeight = length(.lineHeight, 0.1...10) ?? lineHeight
    maxWidth = length(.maximumWidth, 0.01...10) ?? maxWidth
    if let shadow = object.object(.shadow, .shadow) {
      func part(_ property: DraftProperty, _ limit: Double) -> Double {
        min(max(shadow.number(property) ?? 0, -limit), limit)
      }
      self.shadow = Shadow(
        x: part(.shadowX, 1), y: part(.shadowY, 1), blur: max(0, part(.shadowBlur, 0.5)),
        color: color(.shadowColor, in: shadow) ?? RGBAColor(red: 0, green: 0, blue: 0))
    }
  }
}
