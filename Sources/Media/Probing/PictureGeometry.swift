import CFFmpeg
import DraftModel

/// How a stream's pictures have to be turned and stretched to be shown.
struct PictureGeometry {
  var orientation: Orientation
  /// Width of a pixel over its height.
  var pixelAspect: Rational
  /// What the stream claims instead, where that is no shape of a pixel.
  private(set) var ignoredPixelAspect: Rational?

  init(orientation: Orientation = .upright, pixelAspect: Rational = .one) {
    self.orientation = orientation
    self.pixelAspect = pixelAspect
  }

  init(
    _ container: InputContainer, _ stream: UnsafeMutablePointer<AVStream>, codedWidth: Int, codedHeight: Int
  ) {
    let aspect = av_guess_sample_aspect_ratio(container.pointer, stream, nil)
    let ratio = aspect.num > 0 && aspect.den > 0 ? aspect.rational : .one
    // Beyond these it is nonsense rather than anamorphic.
    let isPlausible = ratio > Rational(1, 16) && ratio < Rational(16)
    pixelAspect = isPlausible ? ratio : .one
    ignoredPixelAspect = isPlausible ? nil : ratio
    orientation = wp_display_matrix(stream).map(Self.orientation) ?? .upright
  }

  /// Reads a display matrix to the nearest quarter turn.
  static func orientation(_ matrix: UnsafePointer<Int32>) -> Orientation {
    // Rows (a b u, c d v, ...) map (x, y) to (ax + cy, bx + dy); 16.16 fixed point. A negative
    // determinant mirrors; undoing a mirror of x leaves a pure rotation.
    let (a, b, c, d) = (Double(matrix[0]), Double(matrix[1]), Double(matrix[3]), Double(matrix[4]))
    let isMirrored = a * d - b * c < 0
    let (x, y) = isMirrored ? (-a, -b) : (a, b)
    guard x != 0 || y != 0 else { return .upright }
    let turns: Int = abs(x) >= abs(y) ? (x > 0 ? 0 : 2) : (y > 0 ? 1 : 3)
    return Orientation(isMirrored: isMirrored, quarterTurns: turns)
  }

  /// Degrees that a display matrix turns by, counter-clockwise, as `ffprobe` tells them: -180...180.
  /// A matrix that turns nothing into anything has no angle, and counts as 0.
  static func degrees(_ matrix: UnsafePointer<Int32>) -> Int {
    let angle = av_display_rotation_get(matrix)
    guard angle.isFinite else { return 0 }
    return Int(min(max(angle, -180), 180))
  }

  /// The size as shown of pictures of a coded size.
  func displaySize(width: Int, height: Int) -> (width: Int, height: Int) {
    guard width > 0, height > 0 else { return (0, 0) }
    // The longer reading: anamorphic pictures are stretched, never shrunk.
    let wide = pixelAspect >= .one ? max(1, (Rational(width) * pixelAspect).rounded) : width
    let high = pixelAspect >= .one ? height : max(1, (Rational(height) / pixelAspect).rounded)
    return orientation.swapsSides ? (high, wide) : (wide, high)
  }
}
