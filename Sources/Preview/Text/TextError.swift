/// Why a text could not be drawn or measured.
public enum TextError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The canvas is not 1...16384 on each side, or the scale is not above 0 and at most 8.
  case badCanvas(width: Int, height: Int, outputScale: Double)
  /// The picture would be larger than `TextPicture.maximumSide` or `maximumArea`; sizes in output pixels.
  case pictureTooLarge(width: Int, height: Int)
  /// Cairo refused; `reason` is its own wording.
  case drawing(reason: String)

  public var description: String {
    switch self {
    case .badCanvas(let width, let height, let outputScale):
      "text cannot be drawn for a canvas of \(width)x\(height) at scale \(outputScale)"
    case .pictureTooLarge(let width, let height):
      "the text would need a picture of \(width)x\(height) pixels"
    case .drawing(let reason):
      "text could not be drawn: \(reason)"
    }
  }
}
