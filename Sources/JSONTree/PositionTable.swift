/// The lines and columns of many places, found in one pass over the text: looking for each on its
/// own takes time in proportion to the text every time.
public struct PositionTable: Sendable {
  private let positions: [Int: JSONPosition]

  /// - Parameter offsets: bytes from the start of the text, in any order.
  public init(_ document: JSONDocument, offsets: some Sequence<Int>) {
    let bytes = document.storage.padded
    let count = document.storage.count
    let wanted = Set(offsets).sorted()
    var positions: [Int: JSONPosition] = [:]
    positions.reserveCapacity(wanted.count)
    bytes.withUnsafeBufferPointer { bytes in
      var at = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
      var (line, column) = (1, 1)
      for offset in wanted {
        while at < min(offset, count) {
          let byte = bytes[at]
          at += 1
          if byte == 0x0A || byte == 0x0D {
            // A line end of two bytes counts with its second.
            if byte == 0x0D, bytes[at] == 0x0A { continue }
            (line, column) = (line + 1, 1)
          } else if byte & 0xC0 != 0x80 {
            column += 1
          }
        }
        positions[offset] = JSONPosition(line: line, column: column)
      }
    }
    self.positions = positions
  }

  /// The place of an offset that the table was made for.
  public subscript(offset: Int) -> JSONPosition { positions[offset] ?? JSONPosition(line: 1, column: 1) }
}
