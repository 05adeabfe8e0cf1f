#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Rotation by any angle, by FFmpeg's filters.
enum Rotation {
  /// Degrees clockwise, on YUVA 4:4:4. A border of one transparent pixel makes the edges smooth; the
  /// colour of what is empty is neutral in every plane, as a premultiplied picture wants it.
  static func chain(degrees: Double) -> String {
    let angle = degrees * .pi / 180
    return
      "pad=iw+2:ih+2:1:1:color=black@0,rotate=a=\(angle):ow=2*ceil(rotw(\(angle))/2):oh=2*ceil(roth(\(angle))/2)"
      + ":c=black@0:bilinear=1"
  }
}

func sine(_ angle: Double) -> Double { sin(angle) }
func cosine(_ angle: Double) -> Double { cos(angle) }
