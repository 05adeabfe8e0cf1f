import DraftModel

/// The bytes that a file may have, and the rates that lead there.
struct SizeBudget {
  let limit: Int
  let length: Time

  /// What is aimed at: containers and encoders are off by a percent.
  var aim: Int { Int(Double(limit) * 0.982) }
  /// Below this, room is wasted.
  var least: Int { Int(Double(limit) * 0.955) }

  /// Whether a file uses so much of a limit.
  static func fills(_ bytes: Int, _ limit: Int, percent: Int = 95) -> Bool {
    Double(bytes) * 100 >= Double(limit) * Double(percent)
  }

  func accepts(_ bytes: Int) -> Bool { (least...limit).contains(bytes) }

  /// Bits a second for all streams together.
  var bitRate: Int {
    let seconds = max(0.04, length.seconds.double)
    // The index of an MP4 takes about twelve bytes a frame and a kilobyte.
    let overhead = 1500 + seconds * 30 * 12
    return Int(min(max(0, (Double(aim) - overhead) * 8 / seconds), 1e9))
  }

  /// The rate of one stream that would have hit the aim, after `rate` gave a file of `bytes`.
  func corrected(_ rate: Int, gave bytes: Int) -> Int {
    let seconds = max(0.04, length.seconds.double)
    let difference = Double(aim - bytes) * 8 / seconds
    let moved = Double(rate) + difference
    // A first pass at another rate is a poor guide: not too far at once.
    return Int(min(max(moved, Double(rate) * 0.3), Double(rate) * 2.5))
  }
}
