/// What a media reference is called.
public enum MediaName {
  /// The file's name: the last part of a path or URL, without query and fragment, percent-decoded.
  public static func fileName(_ reference: String) -> String {
    var text = Substring(reference)
    if isURL(reference) {
      text = text.prefix { $0 != "?" && $0 != "#" }
    }
    let last =
      text.utf8.split(separator: UInt8(ascii: "/")).last.map { String(Substring($0)) } ?? String(text)
    return isURL(reference) || last.contains("%") ? percentDecoded(last) : last
  }

  /// The file's name without its extension: what a person would call it.
  public static func title(_ reference: String) -> String {
    let name = fileName(reference)
    guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return name }
    return String(name[..<dot])
  }

  /// Whether a reference has a scheme, as in `https://`.
  public static func isURL(_ reference: String) -> Bool {
    // RFC 3986, 3.1. Bytes, and no more of them than a scheme has: a reference may be megabytes of data.
    var rest = reference.utf8[...]
    guard let first = rest.popFirst(), isLetter(first) else { return false }
    while let byte = rest.first, isLetter(byte) || (0x30...0x39).contains(byte) || "+-.".utf8.contains(byte) {
      rest.removeFirst()
    }
    return rest.prefix(3).elementsEqual("://".utf8)
  }

  /// The extension of the file's name, in lower case; empty where there is none.
  public static func fileExtension(_ reference: String) -> String {
    var bytes = reference.utf8[...]
    if isURL(reference) { bytes = bytes.prefix { $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#") } }
    if let slash = bytes.lastIndex(of: UInt8(ascii: "/")) { bytes = bytes[bytes.index(after: slash)...] }
    guard let dot = bytes.lastIndex(of: UInt8(ascii: ".")), dot != bytes.startIndex else { return "" }
    return Substring(bytes[bytes.index(after: dot)...]).lowercased()
  }

  private static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- UInt8(ascii: "a") < 26 }

  /// A reference as it may be shown: a URL without its query, which may hold a
  /// signature, and without user and password.
  public static func shown(_ reference: String) -> String {
    guard isURL(reference) else { return reference }
    let text = String(reference.prefix { $0 != "?" && $0 != "#" })
    let parts = text.split(separator: "/", maxSplits: 3, omittingEmptySubsequences: false).map(String.init)
    guard parts.count > 2, let at = parts[2].lastIndex(of: "@") else { return text }
    return ([parts[0], parts[1], String(parts[2][parts[2].index(after: at)...])] + parts.dropFirst(3)).joined(
      separator: "/")
  }

  /// Without percent escapes. A broken one stays as it is, and one that hides a control character.
  public static func percentDecoded(_ text: String) -> String {
    var bytes: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "%"), rest.count >= 2, rest.first != UInt8(ascii: "+"),
        rest.first != UInt8(ascii: "-"),
        let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16), value >= 0x20
      {
        bytes.append(value)
        rest = rest.dropFirst(2)
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
