/// How a keyframed value goes from one keyframe to the next, by the names of CSS
/// (CSS Easing Functions Level 1, 2.2 and 2.3).
public enum Easing: String, DraftWord {
  case linear
  case easeIn = "easein"
  case easeOut = "easeout"
  case easeInOut = "easeinout"
  /// The value stays until the next keyframe.
  case hold

  /// How much of the way is done at a part of the time; both 0...1.
  public func value(at progress: Double) -> Double {
    let progress = min(max(progress, 0), 1)
    switch self {
    case .linear: return progress
    case .hold: return progress < 1 ? 0 : 1
    case .easeIn: return Self.bezier(0.42, 0, 1, 1, at: progress)
    case .easeOut: return Self.bezier(0, 0, 0.58, 1, at: progress)
    case .easeInOut: return Self.bezier(0.42, 0, 0.58, 1, at: progress)
    }
  }

  /// The curve through (0, 0), drawn to (`x1`, `y1`) and (`x2`, `y2`), to (1, 1): its height over
  /// `progress`. Bisection: the curve's `x` only grows, and 50 halvings leave no digit open.
  private static func bezier(_ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double, at progress: Double)
    -> Double
  {
    func coordinate(_ a: Double, _ b: Double, _ t: Double) -> Double {
      let rest = 1 - t
      return 3 * rest * rest * t * a + 3 * rest * t * t * b + t * t * t
    }
    if progress <= 0 || progress >= 1 { return progress }
    var (low, high) = (0.0, 1.0)
    for _ in 0..<50 {
      let middle = (low + high) / 2
      if coordinate(x1, x2, middle) < progress { low = middle } else { high = middle }
    }
    return coordinate(y1, y2, (low + high) / 2)
  }
}
