/// A text made safe to lay out: of limited length, one kind of line break, and no control characters.
///
/// - CR, LF, CRLF, NEL and the paragraph separator become LF; the line separator U+2028 stays, as it
///   breaks the line within a paragraph. Tabs stay.
/// - Other C0 and C1 controls (NUL among them) become U+FFFD, so that they are seen.
/// - No more than `maximumMarks` combining marks in a row are kept.
/// - What comes after `limit` Unicode scalars is dropped.
struct CleanText {
  /// As many as Unicode's stream-safe text format allows (UAX #15, section 13). Layout takes seconds
  /// for a letter with thousands of accents.
  static let maximumMarks = 30

  /// As UTF-8, which Pango counts its positions in.
  let utf8: [UInt8]
  /// Whether something was dropped.
  let isTruncated: Bool

  var isEmpty: Bool { utf8.isEmpty }
  var string: String { String(decoding: utf8, as: UTF8.self) }

  /// Scalars rather than characters are counted: a single character may have a million accents.
  init(_ text: String, limit: Int) {
    var scalars = String.UnicodeScalarView()
    var rest = text.unicodeScalars[...]
    var count = 0
    var marks = 0
    var isComplete = true
    while count < limit, let scalar = rest.popFirst() {
      if scalar == "\r", rest.first == "\n" { rest.removeFirst() }
      count += 1
      marks = scalar.isCombiningMark ? marks + 1 : 0
      if marks > Self.maximumMarks {
        isComplete = false
      } else {
        scalars.append(Self.replacement(for: scalar))
      }
    }
    utf8 = Array(String(scalars).utf8)
    isTruncated = !isComplete || !rest.isEmpty
  }

  private static func replacement(for scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar.value {
    case 0x09, 0x0A: scalar
    case 0x0D, 0x85, 0x2029: "\n"
    case 0..<0x20, 0x7F..<0xA0: "\u{FFFD}"
    default: scalar
    }
  }

  /// How many bytes the first `count` characters take.
  func byteLength(ofCharacters count: Int) -> Int { string.prefix(max(0, count)).utf8.count }

  /// The text between two of Pango's byte positions.
  func substring(_ start: Int32, length: Int32) -> String {
    let lower = min(max(0, Int(start)), utf8.count)
    let upper = min(lower + max(0, Int(length)), utf8.count)
    return String(decoding: utf8[lower..<upper], as: UTF8.self)
  }
}

extension Unicode.Scalar {
  fileprivate var isCombiningMark: Bool {
    guard value >= 0x300 else { return false }
    switch properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .spacingMark: return true
    default: return false
    }
  }
}
