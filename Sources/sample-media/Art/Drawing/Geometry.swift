import Foundation

/// A place on a canvas, in the units of the scene that draws; the origin is top left.
struct Point: Hashable, Sendable {
  var x: Double
  var y: Double

  init(_ x: Double, _ y: Double) {
    self.x = x
    self.y = y
  }

  static func + (left: Point, right: Point) -> Point { Point(left.x + right.x, left.y + right.y) }
  static func - (left: Point, right: Point) -> Point { Point(left.x - right.x, left.y - right.y) }
  static func * (left: Point, factor: Double) -> Point { Point(left.x * factor, left.y * factor) }

  /// The distance from the origin.
  var length: Double { (x * x + y * y).squareRoot() }

  /// The point that lies the given part of the way to another.
  func toward(_ other: Point, _ part: Double) -> Point {
    Point(lerp(x, other.x, part), lerp(y, other.y, part))
  }
}

/// The value that lies the given part of the way from one to another.
func lerp(_ start: Double, _ end: Double, _ part: Double) -> Double { start + (end - start) * part }

func clamp(_ value: Double, _ low: Double = 0, _ high: Double = 1) -> Double { min(max(value, low), high) }

/// 0 up to the first edge, 1 from the second on, and a soft S between them.
func smoothstep(_ start: Double, _ end: Double, _ value: Double) -> Double {
  let part = clamp((value - start) / (end - start))
  return part * part * (3 - 2 * part)
}

/// A soft hump: 0 outside the range, 1 between its ramps.
func hump(_ start: Double, _ end: Double, ramp: Double, _ value: Double) -> Double {
  smoothstep(start, start + ramp, value) * (1 - smoothstep(end - ramp, end, value))
}

/// The remainder that is never negative: what a loop needs.
func wrap(_ value: Double, _ period: Double) -> Double { value - (value / period).rounded(.down) * period }
