import DraftModel

/// A factor on a sound's level over time: straight lines between its points, held outside.
public struct GainCurve: Hashable, Sendable {
  public enum Scale: Hashable, Sendable {
    /// Values are factors.
    case linear
    /// Values are decibels; lines are straight in them.
    case decibels
  }

  public struct Point: Hashable, Sendable {
    /// From the clip's first sample; may lie before it.
    public let sample: Int
    public let value: Double
  }

  public let scale: Scale
  /// By sample, at least one. Where two are at one sample, the later holds from there on.
  public let points: [Point]

  /// - Returns: nil without points.
  init?(_ scale: Scale, _ points: [Point]) {
    guard !points.isEmpty else { return nil }
    self.scale = scale
    self.points = points
  }

  /// Multiplies gains by the curve.
  /// - Parameter first: the sample of the first of them, from the clip's first.
  func multiply(_ gains: inout [Float], from first: Int) {
    // The first point that is later.
    var (next, high) = (0, points.count)
    while next < high {
      let middle = (next + high) / 2
      if points[middle].sample <= first { next = middle + 1 } else { high = middle }
    }
    var index = 0
    while index < gains.count {
      let sample = first + index
      while next < points.count, points[next].sample <= sample { next += 1 }
      let end = next < points.count ? min(gains.count, points[next].sample - first) : gains.count
      multiply(&gains, index..<end, first, next)
      index = end
    }
  }

  /// Between two points, or outside of all.
  private func multiply(_ gains: inout [Float], _ range: Range<Int>, _ first: Int, _ next: Int) {
    let from = points[max(0, next - 1)]
    let to = points[min(next, points.count - 1)]
    guard from.value != to.value, next > 0, next < points.count else {
      let factor = Float(factor((next > 0 ? from : to).value))
      if factor != 1 { for index in range { gains[index] *= factor } }
      return
    }
    let slope = (to.value - from.value) / Double(to.sample - from.sample)
    for index in range {
      gains[index] *= Float(factor(from.value + slope * Double(first + index - from.sample)))
    }
  }

  private func factor(_ value: Double) -> Double {
    switch scale {
    case .linear: value
    case .decibels: decibels(value)
    }
  }
}

extension GainCurve {
  /// What a transition does to the sound of one side: linear from one to the other; to black and
  /// white first out, then in.
  init?(_ join: SegmentJoin, isIncoming: Bool, over samples: Range<Int>) {
    let first = Planner.sample(join.range.start) - samples.lowerBound
    let end = Planner.sample(join.range.end) - samples.lowerBound
    let isInTurn = join.kind == .fadeBlack || join.kind == .fadeWhite
    let middle = isInTurn ? first + (end - first) / 2 : (isIncoming ? first : end)
    self.init(
      .linear,
      isIncoming
        ? [.init(sample: middle, value: 0), .init(sample: end, value: 1)]
        : [.init(sample: first, value: 1), .init(sample: middle, value: 0)])
  }

  /// A keyframed volume. Eased stretches become lines of 10 ms or less.
  init?(_ curve: KeyframeCurve, from start: Time, over samples: Range<Int>) {
    func sample(_ time: Time) -> Int { Planner.sample(start + time) - samples.lowerBound }
    var points: [Point] = []
    for (from, to) in zip(curve.points, curve.points.dropFirst()) {
      points.append(Point(sample: sample(from.time), value: from.value))
      switch from.easing {
      case .linear: break
      case .hold: points.append(Point(sample: sample(to.time), value: from.value))
      case .easeIn, .easeOut, .easeInOut:
        guard from.value != to.value else { break }
        let pieces = min(max(1, (sample(to.time) - sample(from.time)) / 480), 1000)
        for piece in 1..<max(2, pieces) {
          let progress = Rational(piece) / Rational(pieces)
          points.append(
            Point(
              sample: sample(from.time + (to.time - from.time) * progress),
              value: from.value + (to.value - from.value) * from.easing.value(at: progress.double)))
        }
      }
    }
    if let last = curve.points.last { points.append(Point(sample: sample(last.time), value: last.value)) }
    self.init(.linear, points)
  }
}
