/// The room that a text takes, in canvas pixels, and how its lines break.
public struct TextMeasure: Hashable, Sendable {
  /// The longest line, without stroke, box and shadow.
  public var width: Double
  /// All lines together, without stroke, box and shadow.
  public var height: Double
  /// The lines as they are broken, without their line breaks; spaces at a break stay with the line
  /// before it.
  public var lines: [String]
  /// Whether some of the text was dropped, as it was longer than `TextRenderer.maximumScalars` allows.
  public var isTruncated: Bool

  public var lineCount: Int { lines.count }
}
