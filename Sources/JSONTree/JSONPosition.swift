/// A place in a text as editors count it: lines and columns from 1, a column for each Unicode
/// scalar. A line ends at LF, CR LF or CR; a byte order mark takes no column.
public struct JSONPosition: Hashable, Comparable, Sendable, CustomStringConvertible {
  public let line: Int
  public let column: Int

  public init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }

  public var description: String { "\(line):\(column)" }

  public static func < (a: JSONPosition, b: JSONPosition) -> Bool {
    (a.line, a.column) < (b.line, b.column)
  }
}

/// Finds lines in bytes.
enum LineScanner {
  /// The place of the byte at `offset`.
  static func position(of offset: Int, in bytes: [UInt8]) -> JSONPosition {
    let lines = lineAndStart(of: offset, in: bytes)
    var column = 1
    for byte in bytes[lines.start..<max(lines.start, min(offset, bytes.count))]
    where byte & 0xC0 != 0x80 {
      column += 1
    }
    return JSONPosition(line: lines.line, column: column)
  }

  /// The line that holds `offset`, without its end.
  static func line(around offset: Int, in bytes: [UInt8]) -> Range<Int> {
    let start = lineAndStart(of: offset, in: bytes).start
    var end = start
    while end < bytes.count, bytes[end] != 0x0A, bytes[end] != 0x0D { end += 1 }
    return start..<end
  }

  private static func lineAndStart(of offset: Int, in bytes: [UInt8]) -> (line: Int, start: Int) {
    let limit = min(offset, bytes.count)
    return bytes.withUnsafeBufferPointer { bytes in
      var line = 1
      var start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
      var at = start
      while at < limit {
        let byte = bytes[at]
        at += 1
        guard byte == 0x0A || byte == 0x0D else { continue }
        if byte == 0x0D, at < bytes.count, bytes[at] == 0x0A {
          if at >= limit { break }
          at += 1
        }
        line += 1
        start = at
      }
      return (line, start)
    }
  }
}
