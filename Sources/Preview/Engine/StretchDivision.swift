import DraftModel

/// Where a stretch is best cut in two, so that its halves are painted at once and end together.
///
/// The second half begins with decoding from the key frames before it, and with opening the files.
struct StretchDivision {
  /// Seconds that a frame takes, painted after the one before.
  let perFrame: Double
  var rule = Rule()
  /// Seconds until the first frame of a second half is painted that begins at a frame.
  let leadIn: (Int) -> Double

  /// When it is worth it.
  struct Rule {
    /// What has to be gained, at least.
    var seconds = 0.015
    /// Likewise, of what one worker alone takes.
    var part = 0.15
    /// Whether the way to the second half counts.
    var countsLeadIn = true
  }

  /// - Parameter rest: what is not painted yet.
  /// - Returns: the second half's first frame; nil where one worker alone is as quick.
  func border(in rest: Range<Int>) -> Int? {
    guard perFrame > 0, rest.count >= 4 else { return nil }
    let alone = Double(rest.count) * perFrame
    var best: (border: Int, seconds: Double)?
    for border in (rest.lowerBound + 2)..<rest.upperBound {
      let first = Double(border - rest.lowerBound) * perFrame
      let second = Double(rest.upperBound - border) * perFrame + (rule.countsLeadIn ? leadIn(border) : 0)
      let seconds = max(first, second)
      if seconds < best?.seconds ?? .infinity { best = (border, seconds) }
    }
    guard let best, alone - best.seconds >= max(rule.seconds, rule.part * alone) else { return nil }
    return best.border
  }
}
