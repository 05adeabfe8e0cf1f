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

extension Unicode.Scalar {
  /// C0, DEL, C1, line and paragraph separators, and the controls of the bidirectional algorithm
  /// (UAX 9, table 2).
  var isHazardous: Bool {
    switch value {
    case 0..<0x20, 0x7F..<0xA0, 0x2028, 0x2029, 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: true
    default: false
    }
  }
}
