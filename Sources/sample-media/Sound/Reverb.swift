/// A small room after Schroeder: four combs, then two all-passes, a little different on each side.
struct Reverb {
  private struct Line {
    var buffer: [Double]
    var position = 0

    init(_ length: Int) {
      buffer = [Double](repeating: 0, count: length)
    }

    mutating func exchange(_ make: (Double) -> Double) -> Double {
      let old = buffer[position]
      buffer[position] = make(old)
      position = position + 1 == buffer.count ? 0 : position + 1
      return old
    }
  }

  private var combs: [Line]
  private var passes: [Line]
  private var damping: Biquad
  private let feedback: Double

  init(spread: Int, feedback: Double = 0.78) {
    combs = [1557, 1617, 1491, 1422].map { Line(($0 + spread) * 48 / 44) }
    passes = [225, 556].map { Line(($0 + spread) * 48 / 44) }
    damping = .lowPass(3800)
    self.feedback = feedback
  }

  mutating func process(_ input: Double) -> Double {
    let dry = damping.process(input)
    var sum = 0.0
    for index in combs.indices { sum += combs[index].exchange { dry + $0 * feedback } }
    for index in passes.indices {
      let before = sum
      let delayed = passes[index].exchange { before + $0 * 0.5 }
      sum = delayed - before * 0.5
    }
    return sum / 4
  }
}

extension Stereo {
  /// Adds the room's answer.
  mutating func addRoom(_ amount: Double, feedback: Double = 0.78) {
    var leftRoom = Reverb(spread: 0, feedback: feedback)
    var rightRoom = Reverb(spread: 23, feedback: feedback)
    map { l, r, _ in (l + amount * leftRoom.process(l), r + amount * rightRoom.process(r)) }
  }
}
