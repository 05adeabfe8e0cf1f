import JSONTree

/// A line of a text and a caret below one of its columns, cut to what fits beside it. URLs are shown
/// without their query.
public struct SourceExcerpt: Sendable {
  private let scalars: [Unicode.Scalar]
  /// The scalar that the caret is below, from 0.
  private let caret: Int
  private let isCutBefore: Bool
  private let isCutAfter: Bool

  private static let width = 100

  /// - Parameter column: from 1, in Unicode scalars.
  public init(line: String, column: Int) {
    // A byte order mark takes no column.
    let scalars = line.unicodeScalars.drop { $0 == "\u{FEFF}" }
    let bytes = Array(String(scalars).utf8)
    let at = String(scalars.prefix(max(0, column - 1))).utf8.count
    let (before, after) = Self.shown(bytes[...], at: at, hidden: PrivateParts.ranges(inLine: bytes[...]))
    self.scalars = before + after.prefix(2 * Self.width)
    caret = before.count
    isCutBefore = false
    isCutAfter = false
  }

  /// The line around a byte. Only what is near it is read: a draft may be one line of many megabytes.
  public init(_ document: JSONDocument, offset: Int) {
    let bytes = document.bytes
    let at = min(max(offset, 0), bytes.count)
    let reach = 4 * Self.width
    func isEnd(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D }
    var start = at
    while start > 0, at - start < reach, !isEnd(bytes[start - 1]) { start -= 1 }
    var end = at
    while end < bytes.count, end - at < reach, !isEnd(bytes[end]) { end += 1 }
    isCutBefore = start > 0 && !isEnd(bytes[start - 1])
    isCutAfter = end < bytes.count && !isEnd(bytes[end])
    while start < at, bytes[start] & 0xC0 == 0x80 { start += 1 }
    while end > at, end < bytes.count, bytes[end] & 0xC0 == 0x80 { end -= 1 }
    if bytes[start..<end].starts(with: [0xEF, 0xBB, 0xBF]), start == 0 { start = min(3, at) }
    // A string may begin before what is shown, and have come to its query there.
    let hidden = document.strings(in: start..<end).flatMap { string in
      PrivateParts.ranges(inString: document.source(of: string).dropFirst().dropLast())
    }
    let (before, after) = Self.shown(bytes[start..<end], at: at, hidden: hidden)
    scalars = before + after
    caret = before.count
  }

  /// What is before a byte and from it on, without what is hidden.
  private static func shown(
    _ bytes: ArraySlice<UInt8>, at: Int, hidden: [Range<Int>]
  ) -> (before: [Unicode.Scalar], after: [Unicode.Scalar]) {
    func text(_ range: Range<Int>) -> [Unicode.Scalar] {
      var kept: [UInt8] = []
      var rest = range.lowerBound
      for part in hidden.lazy.map({ $0.clamped(to: range) }) where !part.isEmpty {
        kept += bytes[rest..<part.lowerBound]
        rest = part.upperBound
      }
      return Array(String(decoding: kept + bytes[rest..<range.upperBound], as: UTF8.self).unicodeScalars)
    }
    return (text(bytes.startIndex..<at), text(at..<bytes.endIndex))
  }

  /// Two lines, each with its end.
  public var text: String {
    let first = max(0, caret - Self.width / 2)
    let last = min(scalars.count, first + Self.width)
    func shown(_ range: Range<Int>) -> String {
      var part = String.UnicodeScalarView()
      part.append(contentsOf: scalars[range].map { $0 == "\t" ? " " : $0 })
      return String(part).visible
    }
    let head = (isCutBefore || first > 0 ? "…" : "") + shown(first..<min(caret, last))
    let tail = shown(min(caret, last)..<last) + (isCutAfter || last < scalars.count ? "…" : "")
    return "  \(head)\(tail)\n  \(String(repeating: " ", count: head.displayWidth))^\n"
  }
}
