import Foundation

/// The maker's mark: a rising sun over two waves.
enum Emblem {
  /// Closed shapes around the origin, about twice the radius wide and high.
  static func shapes(radius: Double) -> [Path] {
    var sun = Path()
    sun.addArc(Point(0, 0), radius * 0.5, radius * 0.5, from: .pi, to: 2 * .pi)
    sun.close()
    return [sun] + rays(radius) + [
      bar(radius, width: 2, y: 0.14), bar(radius, width: 1.3, y: 0.38), bar(radius, width: 0.6, y: 0.62),
    ]
  }

  private static func rays(_ radius: Double) -> [Path] {
    (0..<7).map { index in
      let angle = .pi + (Double(index) + 0.5) / 7 * .pi
      let long = index % 2 == 0 ? 0.95 : 1.08
      func at(_ part: Double, _ side: Double) -> Point {
        Point(
          radius * part * cos(angle) - radius * side * sin(angle),
          radius * part * sin(angle) + radius * side * cos(angle))
      }
      return .polygon([at(0.64, -0.05), at(long, -0.04), at(long, 0.04), at(0.64, 0.05)])
    }
  }

  /// Of many short pieces, so that the mark can be bent around things.
  private static func bar(_ radius: Double, width: Double, y: Double) -> Path {
    let steps = 12
    let high = radius * 0.11
    func x(_ step: Int) -> Double { radius * width * (Double(step) / Double(steps) - 0.5) }
    let upper = (0...steps).map { Point(x($0), radius * y) }
    return .polygon(upper + upper.reversed().map { Point($0.x, $0.y + high) })
  }
}
