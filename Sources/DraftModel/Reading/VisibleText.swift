import JSONTree

extension String {
  /// The text as it may be printed, wherever it came from: control characters, line breaks and
  /// bidirectional controls are shown as escapes, so that none of them acts on the terminal.
  public var visible: String {
    guard unicodeScalars.contains(where: \.isHazardous) else { return self }
    var result = String.UnicodeScalarView()
    for scalar in unicodeScalars {
      guard scalar.isHazardous else {
        result.append(scalar)
        continue
      }
      let escape =
        switch scalar {
        case "\n": "\\n"
        case "\r": "\\r"
        case "\t": "\\t"
        default: "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
        }
      result.append(contentsOf: escape.unicodeScalars)
    }
    return String(result)
  }
}
