/// Writes values as bytes, the low byte first.
struct ByteWriter {
  private(set) var bytes: [UInt8] = []

  mutating func write(_ value: Int) {
    withUnsafeBytes(of: Int64(value).littleEndian) { bytes.append(contentsOf: $0) }
  }

  mutating func write(_ value: [UInt8]) {
    write(value.count)
    bytes.append(contentsOf: value)
  }

  mutating func write(_ value: String) { write(Array(value.utf8)) }
}

/// Reads what a ``ByteWriter`` wrote; nil where the bytes end early or make no sense.
struct ByteReader {
  private let bytes: UnsafeRawBufferPointer
  private var position = 0

  init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

  var isAtEnd: Bool { position == bytes.count }

  mutating func readInt() -> Int? {
    guard bytes.count - position >= 8 else { return nil }
    let value = bytes.loadUnaligned(fromByteOffset: position, as: Int64.self)
    position += 8
    return Int(Int64(littleEndian: value))
  }

  /// A count of things of at least `size` bytes each.
  mutating func readCount(ofSize size: Int) -> Int? {
    guard let count = readInt(), count >= 0, count <= (bytes.count - position) / max(1, size) else {
      return nil
    }
    return count
  }

  mutating func readBytes() -> [UInt8]? {
    guard let count = readCount(ofSize: 1) else { return nil }
    defer { position += count }
    return Array(bytes[position..<position + count])
  }

  mutating func readString() -> String? { readBytes().map { String(decoding: $0, as: UTF8.self) } }
}
