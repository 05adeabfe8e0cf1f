/// Why a picture could not be drawn.
enum CanvasError: Error, Hashable {
  /// Cairo has no memory for a picture of this size, or the size is not one.
  case cannotCreate(width: Int, height: Int)
  /// Cairo refused something; the reason is its own.
  case drawing(reason: String)
}

extension CanvasError: CustomStringConvertible {
  var description: String {
    switch self {
    case .cannotCreate(let width, let height): "cannot make a picture of \(width)x\(height) pixels"
    case .drawing(let reason): "drawing failed: \(reason)"
    }
  }
}
