/// What a media reference is called.
public enum MediaName {
  /// The file's name: the last part of a path or URL, without query and fragment, percent-decoded.
  public static func fileName(_ reference: String) -> String {
    var text = Substring(reference)
    if isURL(reference) {
      text = text.prefix { $0 != "?" && $0 != "#" }
    }
    let last = text.split(separator: "/").last.map(String.init) ?? String(text)
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
    guard let colon = reference.range(ofText: "://") else { return false }
    let scheme = reference[..<colon.lowerBound]
    return !scheme.isEmpty
      && scheme.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "+-.".contains($0)) }
  }

  /// A reference as it may be shown: a URL without its query, which may hold a signature.
  public static func shown(_ reference: String) -> String {
    isURL(reference) ? String(reference.prefix { $0 != "?" && $0 != "#" }) : reference
  }

  /// A broken escape stays as it is.
  private static func percentDecoded(_ text: String) -> String {
    var bytes: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "%"), rest.count >= 2,
        let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
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

extension String {
  /// The first place where another text stands.
  func range(ofText other: String) -> Range<String.Index>? {
    var start = startIndex
    while start < endIndex {
      if self[start...].hasPrefix(other) { return start..<index(start, offsetBy: other.count) }
      start = index(after: start)
    }
    return nil
  }
}
