/// A size of a file, as people write it.
public struct ByteCount: Hashable, Sendable, CustomStringConvertible {
  public var bytes: Int

  public init(_ bytes: Int) { self.bytes = bytes }

  /// Reads `200MB` (200 x 1,000,000 bytes), `200MiB` (200 x 1,048,576), `1.5GB`, `64k`, and a bare number
  /// of bytes, in any case.
  /// - Returns: nil for anything else, for sizes below one byte and above an exabyte.
  public init?(typed text: String) {
    let lower = text.lowercased()
    let digits = lower.utf8.prefix {
      $0 == UInt8(ascii: ".") || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
    }
    guard let unit = Self.units[String(Substring(lower.utf8.dropFirst(digits.count)))],
      let number = Rational(decimal: digits)
    else { return nil }
    let bytes = (number * Rational(unit)).floor
    guard (1...1_000_000_000_000_000_000).contains(bytes) else { return nil }
    self.bytes = bytes
  }

  private static let units: [String: Int] = [
    "": 1, "b": 1, "k": 1000, "kb": 1000, "kib": 1 << 10, "m": 1_000_000, "mb": 1_000_000, "mib": 1 << 20,
    "g": 1_000_000_000, "gb": 1_000_000_000, "gib": 1 << 30,
  ]

  /// In the largest decimal unit, with at most two places: `200 MB`, `1.53 MB`, `812 bytes`.
  public var description: String {
    for (unit, name) in [(1_000_000_000, "GB"), (1_000_000, "MB"), (1000, "kB")] where bytes.magnitude >= unit
    {
      return Rational(Int128(bytes), Int128(unit)).decimal(places: 2) + " " + name
    }
    return bytes == 1 ? "1 byte" : "\(bytes) bytes"
  }

  /// The same, but in bytes where rounding would hide what sets it apart from another size.
  public func description(beside other: ByteCount) -> String {
    self != other && description == other.description ? "\(bytes) bytes" : description
  }
}
