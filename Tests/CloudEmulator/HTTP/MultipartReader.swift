import Foundation

/// Takes a `multipart/form-data` body (RFC 7578) apart as it comes, holding little of it.
struct MultipartReader {
  enum Event {
    /// A part begins; its header fields, names in lower case.
    case part([String: String])
    case bytes(ArraySlice<UInt8>)
    case partEnd
  }

  /// What is wrong with a body.
  struct Malformed: Error, CustomStringConvertible { let description: String }

  private enum State { case preamble, headers, content, done }

  private let delimiter: [UInt8]
  private var state = State.preamble
  private var buffer: [UInt8]

  /// - Parameter contentType: the request's; nil where it names no boundary.
  init?(contentType: String) {
    guard let range = contentType.range(of: "boundary=", options: .caseInsensitive) else { return nil }
    var boundary = String(contentType[range.upperBound...].prefix { $0 != ";" })
    boundary = boundary.trimmingCharacters(in: CharacterSet(charactersIn: "\" "))
    guard !boundary.isEmpty, boundary.utf8.count <= 200 else { return nil }
    delimiter = Array("\r\n--\(boundary)".utf8)
    // The first delimiter has no line before it.
    buffer = [0x0D, 0x0A]
  }

  var isComplete: Bool { state == .done }

  mutating func feed(_ bytes: some Sequence<UInt8>, _ receive: (Event) throws -> Void) throws {
    buffer += bytes
    while try step(receive) {}
  }

  /// - Returns: whether there may be more to do.
  private mutating func step(_ receive: (Event) throws -> Void) throws -> Bool {
    switch state {
    case .preamble:
      guard let range = Self.find(delimiter, in: buffer) else {
        buffer.removeFirst(max(0, buffer.count - delimiter.count))
        return false
      }
      return takeDelimiter(at: range)
    case .headers:
      guard let end = Self.find(Array("\r\n\r\n".utf8), in: buffer) else {
        guard buffer.count < 65_536 else { throw Malformed(description: "a part's header is too long") }
        return false
      }
      try receive(.part(Self.fields(buffer[..<end.lowerBound])))
      buffer.removeFirst(end.upperBound)
      state = .content
      return true
    case .content:
      guard let range = Self.find(delimiter, in: buffer) else {
        let safe = buffer.count - delimiter.count
        if safe > 0 {
          try receive(.bytes(buffer[..<safe]))
          buffer.removeFirst(safe)
        }
        return false
      }
      guard buffer.count >= range.upperBound + 2 else { return false }
      if range.lowerBound > 0 { try receive(.bytes(buffer[..<range.lowerBound])) }
      try receive(.partEnd)
      return takeDelimiter(at: range)
    case .done:
      buffer = []
      return false
    }
  }

  /// After a delimiter comes a line end and a part, or two dashes and the end.
  private mutating func takeDelimiter(at range: Range<Int>) -> Bool {
    guard buffer.count >= range.upperBound + 2 else { return false }
    let isLast = buffer[range.upperBound] == UInt8(ascii: "-")
    // A part without header fields begins with the empty line at once.
    buffer.removeFirst(range.upperBound)
    state = isLast ? .done : .headers
    return true
  }

  private static func fields(_ bytes: ArraySlice<UInt8>) -> [String: String] {
    var fields: [String: String] = [:]
    for line in String(decoding: bytes, as: UTF8.self).components(separatedBy: "\r\n") {
      guard let colon = line.firstIndex(of: ":") else { continue }
      fields[line[..<colon].lowercased()] = line[line.index(after: colon)...].trimmingCharacters(
        in: .whitespaces)
    }
    return fields
  }

  /// A parameter of a header field: `name` of `form-data; name="files"; filename="a.mp4"`.
  static func parameter(_ name: String, of value: String) -> String? {
    var rest = Substring(value)
    while let semicolon = rest.firstIndex(of: ";") {
      rest = rest[rest.index(after: semicolon)...].drop { $0 == " " }
      guard rest.lowercased().hasPrefix(name + "=") else { continue }
      let text = rest.dropFirst(name.count + 1)
      guard text.first == "\"" else { return String(text.prefix { $0 != ";" }) }
      var result = ""
      var isEscaped = false
      for character in text.dropFirst() {
        if isEscaped {
          // Browsers and curl write %22 or \"; other backslashes are themselves.
          result += character == "\"" || character == "\\" ? String(character) : "\\" + String(character)
          isEscaped = false
        } else if character == "\\" {
          isEscaped = true
        } else if character == "\"" {
          return result
        } else {
          result.append(character)
        }
      }
      return result
    }
    return nil
  }

  /// By the needle's first byte, which is rare in most files, with the C library's speed.
  private static func find(_ needle: [UInt8], in bytes: [UInt8]) -> Range<Int>? {
    bytes.withUnsafeBytes { text in
      guard let base = text.baseAddress, let first = needle.first else { return nil }
      var at = 0
      while at + needle.count <= text.count {
        guard let found = memchr(base + at, Int32(first), text.count - needle.count - at + 1) else {
          return nil
        }
        at = UnsafeRawPointer(found) - base
        if memcmp(found, needle, needle.count) == 0 { return at..<at + needle.count }
        at += 1
      }
      return nil
    }
  }
}
