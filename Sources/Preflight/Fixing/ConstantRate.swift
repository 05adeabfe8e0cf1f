import DraftModel
import Media

/// The constant rate that a film is brought to.
enum ConstantRate {
  /// The film's own where it has one; where it varies, the usual rate at which hardly a frame is lost.
  static func rate(for picture: MediaDescription.Picture) -> FrameRate {
    guard picture.kind == .video else { return animationRate(picture) }
    let average = picture.averageFrameRate
    let nominal = picture.nominalFrameRate
    if picture.hasVariableFrameRate == true {
      // Between a varying rate's average and its fastest stretch, the rate it was meant to have is as a
      // rule the next usual one.
      let wanted = average ?? nominal ?? .thirty
      if let nominal, nominal.value <= Rational(121, 2), nominal.value >= wanted.value {
        return snapped(nominal)
      }
      return usual.first { $0.value * Rational(102, 100) >= wanted.value } ?? snapped(wanted)
    }
    // An average over a short film is off by the length of its last frame.
    if let nominal, let average, near(nominal, average, 3, 100) { return snapped(nominal) }
    return snapped(average ?? nominal ?? .thirty)
  }

  /// An animation's own where that is a usual one, else one at which hardly a picture is lost.
  private static func animationRate(_ picture: MediaDescription.Picture) -> FrameRate {
    guard picture.hasVariableFrameRate == false, let rate = picture.averageFrameRate,
      usual.contains(where: { near($0, rate, 3, 1000) })
    else { return .thirty }
    return snapped(rate)
  }

  private static let usual: [FrameRate] = [
    "24000/1001", "24", "25", "30000/1001", "30", "50", "60000/1001", "60", "120",
  ].compactMap { FrameRate($0) }

  /// The nearest usual rate within three thousandths, else the rate itself, between 1 and 240.
  private static func snapped(_ rate: FrameRate) -> FrameRate {
    let nearest = usual.min { distance($0, rate) < distance($1, rate) }
    if let nearest, near(nearest, rate, 3, 1000) { return nearest }
    return FrameRate(min(max(rate.value, .one), Rational(240))) ?? .thirty
  }

  private static func distance(_ a: FrameRate, _ b: FrameRate) -> Rational { (a.value - b.value).magnitude }

  private static func near(_ a: FrameRate, _ b: FrameRate, _ share: Int128, _ whole: Int128) -> Bool {
    distance(a, b) <= b.value * Rational(share, whole)
  }
}
