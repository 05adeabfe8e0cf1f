/// What proves to the service who asks. It shows itself to nobody: descriptions, dumps and mirrors say
/// `<redacted>`, and only a request takes it out.
public struct AccessToken: Hashable, Sendable, Redacted {
  let value: String

  /// - Returns: nil where the text cannot be a header's value: empty, spaced or longer than 16 kB.
  public init?(_ text: String) {
    let text = text.trimmed
    guard !text.isEmpty, text.utf8.count <= 16_384, text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else {
      return nil
    }
    value = text
  }
}

/// The random UUID that the service knows this machine by.
public struct ClientIdentifier: Hashable, Sendable, Redacted {
  let value: String

  /// - Returns: nil for anything but a UUID in its usual form.
  public init?(_ text: String) {
    let text = text.trimmed
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.map(\.utf8.count) == [8, 4, 4, 4, 12],
      parts.allSatisfy({ $0.utf8.allSatisfy(Self.isHexDigit) })
    else { return nil }
    value = text
  }

  /// A new one (RFC 9562, version 4).
  init() {
    var bytes = (0..<16).map { _ in UInt8.random(in: 0...255) }
    bytes[6] = bytes[6] & 0x0F | 0x40
    bytes[8] = bytes[8] & 0x3F | 0x80
    let digits = bytes.map { (byte: UInt8) -> String in
      (byte < 16 ? "0" : "") + String(byte, radix: 16)
    }
    func group(_ range: Range<Int>) -> String { digits[range].joined() }
    value = [group(0..<4), group(4..<6), group(6..<8), group(8..<10), group(10..<16)].joined(separator: "-")
  }

  private static func isHexDigit(_ byte: UInt8) -> Bool {
    byte &- UInt8(ascii: "0") < 10 || (byte | 0x20) &- UInt8(ascii: "a") < 6
  }
}

/// A value that no text of it gives away.
protocol Redacted: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {}

extension Redacted {
  public var description: String { Redaction.mark }
  public var debugDescription: String { Redaction.mark }
  public var customMirror: Mirror { Mirror(self, children: [:]) }
}
