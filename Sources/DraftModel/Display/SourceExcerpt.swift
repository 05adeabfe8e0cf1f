import JSONTree

/// A line of a text and a caret below one of its columns, cut to what fits beside it.
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
    scalars = Array(line.unicodeScalars.drop { $0 == "\u{FEFF}" }.prefix(column + 2 * Self.width))
    caret = max(0, min(column - 1, scalars.count))
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
    scalars = Array(String(decoding: bytes[start..<end], as: UTF8.self).unicodeScalars)
    caret = String(decoding: bytes[start..<at], as: UTF8.self).unicodeScalars.count
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
