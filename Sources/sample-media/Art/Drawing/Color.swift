/// A colour in straight (not premultiplied) sRGB, components 0...1.
struct Color: Hashable, Sendable {
  var red: Double
  var green: Double
  var blue: Double
  var alpha: Double

  /// `0xRRGGBB`, as designers write it.
  init(_ hex: UInt32, _ alpha: Double = 1) {
    red = Double(hex >> 16 & 0xFF) / 255
    green = Double(hex >> 8 & 0xFF) / 255
    blue = Double(hex & 0xFF) / 255
    self.alpha = alpha
  }

  static let white = Color(0xFFFFFF)
  static let black = Color(0x000000)

  func opacity(_ factor: Double) -> Color {
    var color = self
    color.alpha *= factor
    return color
  }

  func mixed(_ other: Color, _ part: Double) -> Color {
    var color = self
    color.red = lerp(red, other.red, part)
    color.green = lerp(green, other.green, part)
    color.blue = lerp(blue, other.blue, part)
    color.alpha = lerp(alpha, other.alpha, part)
    return color
  }

  /// Toward a warm white, as light does.
  func lighter(_ part: Double) -> Color { mixed(Color(0xFFF8EC, alpha), part) }

  /// Toward a cool near-black: shadows in plain black look dirty.
  func darker(_ part: Double) -> Color { mixed(Color(0x0B0A1A, alpha), part) }
}

/// A colour that changes along a line: over time, or from one end of a gradient to the other.
struct ColorRamp: Sendable {
  let stops: [(offset: Double, color: Color)]

  init(_ stops: (Double, Color)...) {
    self.stops = stops.map { (offset: $0.0, color: $0.1) }
  }

  init(stops: [(offset: Double, color: Color)]) {
    self.stops = stops
  }

  /// The first or last colour outside the stops.
  func color(at offset: Double) -> Color {
    guard let first = stops.first else { return .black }
    var previous = first
    for stop in stops {
      if offset < stop.offset {
        guard stop.offset > previous.offset else { return previous.color }
        let part = clamp((offset - previous.offset) / (stop.offset - previous.offset))
        return previous.color.mixed(stop.color, part)
      }
      previous = stop
    }
    return previous.color
  }

  /// From the colour to nothing: glows, shadows, fog.
  static func fading(_ color: Color) -> ColorRamp {
    ColorRamp((0, color), (0.5, color.opacity(0.35)), (1, color.opacity(0)))
  }
}
