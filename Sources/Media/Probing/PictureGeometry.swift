import CFFmpeg
import DraftModel

/// How a stream's pictures have to be turned and stretched to be shown.
struct PictureGeometry {
  var orientation: Orientation
  /// Width of a pixel over its height.
  var pixelAspect: Rational

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
    pixelAspect = ratio > Rational(1, 16) && ratio < Rational(16) ? ratio : .one
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

  /// Degrees that a display matrix turns by, counter-clockwise, as FFmpeg tells them: -179...180.
  /// A matrix that turns nothing into anything has no angle, and counts as 0.
  static func degrees(_ matrix: UnsafePointer<Int32>) -> Int {
    let angle = av_display_rotation_get(matrix)
    guard angle.isFinite else { return 0 }
    let degrees = Int(min(max(angle, -360), 360).rounded()) % 360
    return degrees <= -180 ? degrees + 360 : degrees > 180 ? degrees - 360 : degrees
  }

  /// The size as shown of pictures of a coded size.
  func displaySize(width: Int, height: Int) -> (width: Int, height: Int) {
    // The longer reading: anamorphic pictures are stretched, never shrunk.
    let wide = pixelAspect >= .one ? max(1, (Rational(width) * pixelAspect).rounded) : width
    let high = pixelAspect >= .one ? height : max(1, (Rational(height) / pixelAspect).rounded)
    return orientation.swapsSides ? (high, wide) : (wide, high)
  }
}
