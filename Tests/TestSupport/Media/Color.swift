import Media

/// An opaque colour, 8 bits each.
public struct Color: Hashable, Sendable, CustomStringConvertible {
  public var red: Int
  public var green: Int
  public var blue: Int

  public init(_ red: Int, _ green: Int, _ blue: Int) {
    self.red = red
    self.green = green
    self.blue = blue
  }

  public static let black = Color(0, 0, 0)
  public static let white = Color(255, 255, 255)
  public static let red = Color(220, 30, 40)
  public static let green = Color(30, 160, 60)
  public static let blue = Color(40, 60, 210)
  public static let yellow = Color(230, 210, 40)

  public var description: String { "(\(red), \(green), \(blue))" }

  /// `#RRGGBB`
  public var hex: String {
    "#" + [red, green, blue].map { ($0 < 16 ? "0" : "") + String($0, radix: 16, uppercase: true) }.joined()
  }

  /// What is seen when `other` lies over this colour.
  public func covered(by other: Color, opacity: Double) -> Color {
    func mix(_ below: Int, _ above: Int) -> Int {
      Int((Double(below) * (1 - opacity) + Double(above) * opacity).rounded())
    }
    return Color(mix(red, other.red), mix(green, other.green), mix(blue, other.blue))
  }

  /// The largest difference of a channel.
  public func distance(to other: Color) -> Int {
    max(abs(red - other.red), abs(green - other.green), abs(blue - other.blue))
  }

  /// A colour given as BT.709 in limited range.
  init(y: Double, u: Double, v: Double) {
    let luma = (y - 16) / 219
    let (blue, red) = (luma + (u - 128) / 112 * 0.9278, luma + (v - 128) / 112 * 0.7874)
    let green = (luma - 0.2126 * red - 0.0722 * blue) / 0.7152
    func byte(_ value: Double) -> Int { Int((min(max(value, 0), 1) * 255).rounded()) }
    self.init(byte(red), byte(green), byte(blue))
  }

  /// The colour as BT.709 in limited range: 16 and 235 are black and white.
  var yuv: [UInt8] {
    let (r, g, b) = (Double(red) / 255, Double(green) / 255, Double(blue) / 255)
    let luma = 0.2126 * r + 0.7152 * g + 0.0722 * b
    let values = [16 + 219 * luma, 128 + 112 * (b - luma) / 0.9278, 128 + 112 * (r - luma) / 0.7874]
    return values.map { UInt8($0.rounded()) }
  }
}
