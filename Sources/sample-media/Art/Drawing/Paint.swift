/// What a shape is filled or drawn with.
enum Paint: Sendable {
  case solid(Color)
  case linear(Point, Point, ColorRamp)
  case radial(Point, radius: Double, ColorRamp)

  /// From the top down to the bottom.
  static func vertical(_ top: Double, _ bottom: Double, _ stops: (Double, Color)...) -> Paint {
    .linear(Point(0, top), Point(0, bottom), ColorRamp(stops: stops.map { (offset: $0.0, color: $0.1) }))
  }

  /// From the left to the right.
  static func horizontal(_ left: Double, _ right: Double, _ stops: (Double, Color)...) -> Paint {
    .linear(Point(left, 0), Point(right, 0), ColorRamp(stops: stops.map { (offset: $0.0, color: $0.1) }))
  }

  /// A soft light (or shadow) that ends at the radius.
  static func glow(_ center: Point, _ radius: Double, _ color: Color) -> Paint {
    .radial(center, radius: radius, .fading(color))
  }
}
