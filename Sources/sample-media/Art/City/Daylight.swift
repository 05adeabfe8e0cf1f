/// The colours of one day's end, from afternoon (0) over sunset (about 0.5) to night (1).
struct Daylight {
  let part: Double

  var top: Color { Self.tops.color(at: part) }
  var middle: Color { Self.middles.color(at: part) }
  var horizon: Color { Self.horizons.color(at: part) }
  /// What far things take on.
  var haze: Color { horizon.mixed(middle, 0.45) }
  var cloud: Color { Self.clouds.color(at: part) }
  var cloudShade: Color { Self.cloudShades.color(at: part) }
  /// 0 by day, 1 when the lamps are on.
  var dark: Double { smoothstep(0.46, 0.74, part) }

  private static let tops = ColorRamp(
    (0, Color(0x3F93D6)), (0.3, Color(0x4C86C4)), (0.48, Color(0x4B5A9A)), (0.6, Color(0x2E3270)),
    (0.78, Color(0x131A44)), (1, Color(0x0A0F2C)))
  private static let middles = ColorRamp(
    (0, Color(0x8CC8EC)), (0.3, Color(0xB6C9D8)), (0.46, Color(0xE79A84)), (0.58, Color(0x9A5B8C)),
    (0.76, Color(0x2A2E68)), (1, Color(0x161D48)))
  private static let horizons = ColorRamp(
    (0, Color(0xDDF0F5)), (0.28, Color(0xFBE3B4)), (0.45, Color(0xFFB45E)), (0.56, Color(0xF3775C)),
    (0.68, Color(0x7A4A80)), (0.85, Color(0x33396F)), (1, Color(0x283062)))
  private static let clouds = ColorRamp(
    (0, Color(0xFFFFFF, 0.92)), (0.3, Color(0xFFF2DC, 0.9)), (0.47, Color(0xFFC08A, 0.88)),
    (0.58, Color(0xD98296, 0.75)), (0.75, Color(0x4A4A80, 0.5)), (1, Color(0x2E3566, 0.4)))
  private static let cloudShades = ColorRamp(
    (0, Color(0xBBD5E6, 0.92)), (0.3, Color(0xD9BFB2, 0.9)), (0.47, Color(0xB5688A, 0.88)),
    (0.58, Color(0x6B4A85, 0.75)), (0.75, Color(0x272B5C, 0.5)), (1, Color(0x1A2048, 0.4)))
}
