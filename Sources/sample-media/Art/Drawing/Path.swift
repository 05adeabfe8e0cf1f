import Foundation

/// An outline as a value: made without a canvas, drawn by one.
struct Path: Sendable {
  enum Element: Sendable {
    case move(Point)
    case line(Point)
    case curve(Point, Point, Point)
    case close
  }

  private(set) var elements: [Element] = []

  mutating func move(_ x: Double, _ y: Double) { elements.append(.move(Point(x, y))) }
  mutating func line(_ x: Double, _ y: Double) { elements.append(.line(Point(x, y))) }
  mutating func close() { elements.append(.close) }

  mutating func curve(_ first: Point, _ second: Point, _ end: Point) {
    elements.append(.curve(first, second, end))
  }

  mutating func add(_ other: Path) { elements += other.elements }

  static func rect(_ x: Double, _ y: Double, _ width: Double, _ height: Double) -> Path {
    polygon([Point(x, y), Point(x + width, y), Point(x + width, y + height), Point(x, y + height)])
  }

  static func rounded(
    _ x: Double, _ y: Double, _ width: Double, _ height: Double, _ radius: Double
  ) -> Path {
    let r = min(radius, width / 2, height / 2)
    var path = Path()
    path.addArc(Point(x + r, y + r), r, r, from: -.pi, to: -.pi / 2)
    path.addArc(Point(x + width - r, y + r), r, r, from: -.pi / 2, to: 0)
    path.addArc(Point(x + width - r, y + height - r), r, r, from: 0, to: .pi / 2)
    path.addArc(Point(x + r, y + height - r), r, r, from: .pi / 2, to: .pi)
    path.close()
    return path
  }

  static func ellipse(_ center: Point, _ rx: Double, _ ry: Double) -> Path {
    var path = Path()
    path.addArc(center, rx, ry, from: 0, to: 2 * .pi)
    path.close()
    return path
  }

  static func circle(_ center: Point, _ radius: Double) -> Path { ellipse(center, radius, radius) }

  static func polygon(_ points: [Point], closed: Bool = true) -> Path {
    var path = Path()
    for (index, point) in points.enumerated() {
      path.elements.append(index == 0 ? .move(point) : .line(point))
    }
    if closed { path.close() }
    return path
  }

  /// A rounded line through all the points (Catmull-Rom).
  static func smooth(_ points: [Point], closed: Bool = false) -> Path {
    guard points.count > 2, let first = points.first else { return polygon(points, closed: closed) }
    let count = points.count
    func point(_ index: Int) -> Point {
      closed ? points[(index + count) % count] : points[min(max(index, 0), count - 1)]
    }
    var path = Path()
    path.elements.append(.move(first))
    for index in 0..<(closed ? count : count - 1) {
      let start = point(index)
      let end = point(index + 1)
      let lead = start + (end - point(index - 1)) * (1.0 / 6)
      let tail = end - (point(index + 2) - start) * (1.0 / 6)
      path.curve(lead, tail, end)
    }
    if closed { path.close() }
    return path
  }

  /// Part of an ellipse, clockwise on the screen; joined to what came before by a line.
  mutating func addArc(
    _ center: Point, _ rx: Double, _ ry: Double, from start: Double, to end: Double
  ) {
    let pieces = max(1, Int((abs(end - start) / (.pi / 2)).rounded(.up)))
    let step = (end - start) / Double(pieces)
    let handle = 4.0 / 3 * tan(step / 4)
    func at(_ angle: Double) -> Point { Point(center.x + rx * cos(angle), center.y + ry * sin(angle)) }
    func along(_ angle: Double) -> Point { Point(-rx * sin(angle) * handle, ry * cos(angle) * handle) }
    elements.append(elements.isEmpty ? .move(at(start)) : .line(at(start)))
    for piece in 0..<pieces {
      let from = start + Double(piece) * step
      let to = from + step
      elements.append(.curve(at(from) + along(from), at(to) - along(to), at(to)))
    }
  }

  func moved(_ dx: Double, _ dy: Double) -> Path { mapped { Point($0.x + dx, $0.y + dy) } }

  func mapped(_ change: (Point) -> Point) -> Path {
    var path = Path()
    path.elements = elements.map { element in
      switch element {
      case .move(let point): .move(change(point))
      case .line(let point): .line(change(point))
      case .curve(let first, let second, let end): .curve(change(first), change(second), change(end))
      case .close: .close
      }
    }
    return path
  }
}
