/// How a text segment's text looks. Lengths are fractions of the canvas height unless said.
public struct TextStyle: Hashable, Sendable {
  public enum Alignment: String, Hashable, Sendable, CaseIterable {
    case left, center, right
  }

  /// A blurred copy behind the text.
  public struct Shadow: Hashable, Sendable {
    /// Offset to the right.
    public var x: Double
    /// Offset downwards.
    public var y: Double
    /// Blur radius as in CSS: twice the standard deviation.
    public var blur: Double
    public var color: RGBAColor

    public init(x: Double = 0, y: Double = 0, blur: Double = 0, color: RGBAColor = .black) {
      self.x = x
      self.y = y
      self.blur = blur
      self.color = color
    }
  }

  /// A font family; nil leaves the choice to the system's sans serif.
  public var family: String?
  /// The size of an em.
  public var size: Double = 0.05
  public var color = RGBAColor.white
  public var bold = false
  public var italic = false
  public var alignment = Alignment.center
  public var strokeColor: RGBAColor?
  /// How far the outline reaches outside the glyphs.
  public var strokeWidth: Double = 0
  public var boxColor: RGBAColor?
  public var boxRadius: Double = 0
  public var shadow: Shadow?
  /// Added after each letter; may be negative.
  public var letterSpacing: Double = 0
  /// Factor on the font's own line height.
  public var lineHeight: Double = 1
  /// The widest a line gets, as a fraction of the canvas width.
  public var maxWidth: Double = 0.9

  public init() {}
}
