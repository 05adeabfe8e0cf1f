import Foundation

/// The stoneware mug of the promo: a turned cylinder with a handle, drawn from slightly above.
///
/// In its own units it is 200 high, stands on the origin, and reaches about 86 to each side.
struct Mug {
  var glaze = Color(0xC9603C)
  var clay = Color(0xE8CFAE)
  /// Where the handle points, radians: 0 to the right, a quarter turn toward the viewer.
  var turn = 0.0
  /// How far down one looks: the height of the rim's ellipse over its width.
  var tilt = 0.2
  var coffee: Color? = Color(0x3A1D10)

  static let height = 200.0
  private let top = 86.0
  private let bottom = 76.0

  func draw(on canvas: Canvas, at base: Point, scale: Double) {
    canvas.group(at: base, scaleX: scale, scaleY: scale) {
      let handleInFront = sin(turn) > 0
      if !handleInFront { drawHandle(on: canvas) }
      drawBody(on: canvas)
      drawRim(on: canvas)
      if handleInFront { drawHandle(on: canvas) }
    }
  }

  /// The outside radius at a height above the table.
  private func radius(_ height: Double) -> Double { lerp(bottom, top, height / Self.height) }

  private var silhouette: Path {
    var path = Path()
    path.move(-top, -Self.height)
    path.line(-bottom, -16)
    path.addArc(Point(0, -16), bottom, bottom * tilt + 4, from: .pi, to: 0)
    path.line(top, -Self.height)
    path.close()
    return path
  }

  /// Round things show their form by how light falls off to the sides; it comes from the left.
  private func round(_ color: Color) -> Paint {
    .horizontal(
      -top, top, (0, color.darker(0.3)), (0.1, color.darker(0.06)), (0.26, color.lighter(0.3)),
      (0.36, color.lighter(0.16)), (0.52, color), (0.8, color.darker(0.34)), (0.94, color.darker(0.52)),
      (1, color.darker(0.4)))
  }

  private func drawBody(on canvas: Canvas) {
    canvas.fill(silhouette, round(clay))
    canvas.clipped(silhouette) {
      drawSpeckles(on: canvas, seed: 5, count: 90, Color(0x6B4A2E, 0.5), heights: 0...70)
      canvas.fill(glazed, round(glaze))
      canvas.stroke(glazeEdge, glaze.darker(0.45).opacity(0.7), width: 3)
      canvas.stroke(glazeEdge.moved(0, -3), glaze.lighter(0.4).opacity(0.5), width: 2)
      drawSpeckles(on: canvas, seed: 9, count: 170, glaze.darker(0.5).opacity(0.4), heights: 62...200)
      drawEmblem(on: canvas)
      canvas.fill(
        .rect(-62, -190, 11, 122),
        .vertical(
          -190, -68, (0, Color(0xFFFFFF, 0.0)), (0.2, Color(0xFFFFFF, 0.42)),
          (0.8, Color(0xFFFFFF, 0.2)), (1, Color(0xFFFFFF, 0))))
      canvas.fill(
        .rect(-top, -40, 2 * top, 60), .vertical(-40, 18, (0, Color(0x1A0C08, 0)), (1, Color(0x1A0C08, 0.5))))
    }
  }

  /// Dipped by hand: the glaze ends in a wave around the mug.
  private var edgePoints: [Point] {
    (0...24).map { step in
      let angle = Double(step) / 24 * .pi
      let around = angle - turn
      let height = 58 + 7 * sin(2 * around + 0.6) + 4 * sin(5 * around)
      return Point(-radius(height) * 1.01 * cos(angle), -height + bottom * tilt * sin(angle))
    }
  }

  private var glazeEdge: Path { .smooth(edgePoints) }

  private var glazed: Path {
    var path = Path.smooth(edgePoints)
    path.line(top + 4, -Self.height)
    path.line(-top - 4, -Self.height)
    path.close()
    return path
  }

  private func drawSpeckles(
    on canvas: Canvas, seed: UInt64, count: Int, _ color: Color, heights: ClosedRange<Double>
  ) {
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<count {
      let angle = generator.number(0, 2 * .pi) + turn
      let height = generator.number(heights.lowerBound, heights.upperBound)
      let size = generator.number(0.5, 1.5)
      guard sin(angle) > 0.1 else { continue }
      let place = Point(radius(height) * cos(angle), -height + top * tilt * sin(angle))
      canvas.fill(.ellipse(place, size * sin(angle), size), color)
    }
  }

  /// The maker's mark, a rising sun, bent around the mug opposite to where nothing hides it.
  private func drawEmblem(on canvas: Canvas) {
    let facing = turn + 0.62 * .pi
    guard sin(facing) > -0.2 else { return }
    func bent(_ path: Path) -> Path {
      path.mapped { point in
        let angle = facing - point.x / top
        return Point(radius(120) * cos(angle), -126 + point.y + top * tilt * max(0, sin(angle)))
      }
    }
    let ink = Color(0xFFF1DC, 0.92 * smoothstep(-0.1, 0.35, sin(facing)))
    for shape in Emblem.shapes(radius: 26) { canvas.fill(bent(shape), ink) }
  }

  private func drawRim(on canvas: Canvas) {
    let center = Point(0, -Self.height)
    canvas.fill(.ellipse(center, top, top * tilt), round(glaze.lighter(0.35)))
    let inner = Path.ellipse(center + Point(0, 1), top - 7, (top - 7) * tilt)
    canvas.fill(
      inner, .horizontal(-top, top, (0, clay.darker(0.62)), (0.5, clay.darker(0.35)), (1, clay.darker(0.02))))
    guard let coffee else { return }
    canvas.clipped(inner) {
      let level = center + Point(0, 9)
      canvas.fill(.ellipse(level, top - 8, (top - 8) * tilt), coffee.mixed(Color(0xB9783F), 0.7))
      let surface = Path.ellipse(level + Point(0, 1), top - 12, (top - 12) * tilt)
      canvas.fill(
        surface,
        .linear(Point(-top, -200), Point(top, -190), ColorRamp((0, coffee.lighter(0.16)), (0.6, coffee))))
      canvas.fill(.ellipse(level + Point(-30, -3), 26, 3), Color(0xFFE6C4, 0.28))
    }
  }

  private func drawHandle(on canvas: Canvas) {
    let profile = [
      Point(radius(172) - 8, 172), Point(top + 26, 176), Point(top + 56, 154), Point(top + 60, 118),
      Point(top + 44, 80), Point(top + 16, 58), Point(radius(48) - 8, 52),
    ]
    let path = Path.smooth(
      profile.map { Point($0.x * cos(turn), -$0.y + $0.x * sin(turn) * tilt) })
    // Turned away or in shade, on the right, it is darker.
    let shade = glaze.darker(0.18 + 0.16 * cos(turn))
    canvas.stroke(path, shade.darker(0.42), width: 27)
    canvas.stroke(path.moved(-1, -1.5), shade, width: 22)
    canvas.stroke(path.moved(-3, -4), shade.lighter(0.2), width: 10)
    canvas.stroke(path.moved(-4, -6), shade.lighter(0.5).opacity(0.7), width: 3)
  }
}
