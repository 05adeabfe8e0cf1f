extension Duration {
  /// Rounded up, so that no limit becomes none; as large as curl takes.
  var wholeMilliseconds: Int {
    let (seconds, attoseconds) = components
    let whole = min(max(seconds, 0), 1 << 31) * 1000
    return min(Int(whole + (attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000), Int(Int32.max))
  }

  /// `30 seconds`, `15 minutes`, `1.5 seconds`.
  var words: String {
    let milliseconds = wholeMilliseconds
    if milliseconds < 10_000, milliseconds % 1000 != 0 {
      return "\(milliseconds / 1000).\(milliseconds % 1000 / 100) seconds"
    }
    let seconds = milliseconds / 1000
    if seconds >= 120, seconds % 60 == 0 { return "\(seconds / 60) minutes" }
    return seconds == 1 ? "1 second" : "\(seconds) seconds"
  }
}

extension Int {
  /// `512 bytes`, `64 kB`, `199.9 MB`: powers of ten, cut, so that what is below a limit reads so.
  public var bytesInWords: String {
    if self < 1000 { return "\(self) bytes" }
    if self < 1_000_000 { return "\(self / 1000) kB" }
    let tenths = self / 100_000
    return tenths % 10 == 0 ? "\(tenths / 10) MB" : "\(tenths / 10).\(tenths % 10) MB"
  }
}

extension String {
  /// Without white space at both ends.
  var trimmed: String {
    var text = Substring(self)
    while let first = text.first, first.isWhitespace { text.removeFirst() }
    while let last = text.last, last.isWhitespace { text.removeLast() }
    return String(text)
  }
}

extension StringProtocol {
  /// The first characters, with an ellipsis where there are more.
  func shortened(to count: Int) -> String {
    let end = index(startIndex, offsetBy: count, limitedBy: endIndex) ?? endIndex
    return end == endIndex ? String(self) : self[..<end] + "…"
  }
}
