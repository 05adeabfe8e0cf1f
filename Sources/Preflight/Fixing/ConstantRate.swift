import DraftModel
import Media

/// The constant rate that a film is brought to.
enum ConstantRate {
  /// The film's own where it has one; where it varies, the usual rate at which hardly a frame is lost.
  ///
  /// What the frames' times say goes before what the container says: an average counts what an edit list
  /// leaves out, and is a guess in containers that tell none.
  static func rate(for picture: MediaDescription.Picture) -> FrameRate {
    guard picture.kind == .video else { return animationRate(picture) }
    guard let steady = picture.steadyFrameRate else { return toldRate(picture) }
    // Times in whole milliseconds leave open which of 29.97 and 30 was meant.
    if let nominal = picture.nominalFrameRate, near(nominal, steady, 3, 1000), isUsual(nominal) {
      return nominal
    }
    let rate = snapped(steady)
    guard picture.hasVariableFrameRate == true, !isUsual(rate) else { return rate }
    return usual.first { $0.value * Rational(102, 100) >= rate.value } ?? rate
  }

  /// By what the container says alone.
  private static func toldRate(_ picture: MediaDescription.Picture) -> FrameRate {
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

  /// An animation's own where films can have it, so that each of its pictures is on as long as before;
  /// else one at which hardly a picture is lost.
  private static func animationRate(_ picture: MediaDescription.Picture) -> FrameRate {
    if let steady = picture.steadyFrameRate, steady.value <= Rational(60) {
      // A few frames a second are awkward to cut.
      let times = max(1, (Rational(5) / steady.value).ceiling)
      let rate = FrameRate(steady.value * Rational(times)) ?? steady
      return wholeRates.first { near($0, rate, 3, 1000) } ?? snapped(rate)
    }
    guard picture.hasVariableFrameRate == false, let rate = picture.averageFrameRate,
      usual.contains(where: { near($0, rate, 3, 1000) })
    else { return .thirty }
    return snapped(rate)
  }

  private static let usual: [FrameRate] = [
    "24000/1001", "24", "25", "30000/1001", "30", "50", "60000/1001", "60", "120",
  ].compactMap { FrameRate($0) }

  private static let wholeRates = (1...60).compactMap { FrameRate(Rational($0)) }

  private static func isUsual(_ rate: FrameRate) -> Bool { usual.contains { near($0, rate, 3, 1000) } }

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
