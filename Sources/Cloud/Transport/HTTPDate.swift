import CCurl

/// Dates as HTTP and JSON spell them.
enum HTTPDate {
  /// Seconds since 1970; nil where the text is no date.
  static func seconds(_ text: String) -> Int? {
    if let seconds = internetDate(text) { return seconds }
    let value = curl_getdate(text, nil)
    return value < 0 ? nil : Int(value)
  }

  /// `1994-11-06T08:49:37Z`, `1994-11-06 08:49:37.5+01:00` (RFC 3339; without a zone, UTC).
  private static func internetDate(_ text: String) -> Int? {
    let bytes = Array(text.utf8)
    guard bytes.count >= 19, bytes.count < 64, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-"),
      "Tt ".utf8.contains(bytes[10]), bytes[13] == UInt8(ascii: ":"), bytes[16] == UInt8(ascii: ":")
    else { return nil }
    func number(_ range: Range<Int>) -> Int? {
      guard range.upperBound <= bytes.count else { return nil }
      var value = 0
      for byte in bytes[range] {
        guard byte &- UInt8(ascii: "0") < 10 else { return nil }
        value = value * 10 + Int(byte - UInt8(ascii: "0"))
      }
      return value
    }
    guard let year = number(0..<4), let month = number(5..<7), let day = number(8..<10),
      let hour = number(11..<13), let minute = number(14..<16), let second = number(17..<19),
      (1...12).contains(month), (1...31).contains(day), hour < 24, minute < 60, second <= 60
    else { return nil }
    var at = 19
    if at < bytes.count, bytes[at] == UInt8(ascii: ".") {
      at += 1
      while at < bytes.count, bytes[at] &- UInt8(ascii: "0") < 10 { at += 1 }
    }
    var offset = 0
    if at < bytes.count, bytes[at] == UInt8(ascii: "+") || bytes[at] == UInt8(ascii: "-") {
      guard let hours = number(at + 1..<at + 3), let minutes = number(bytes.count - 2..<bytes.count) else {
        return nil
      }
      offset = (bytes[at] == UInt8(ascii: "+") ? 1 : -1) * (hours * 3600 + minutes * 60)
    } else if at < bytes.count {
      guard at == bytes.count - 1, "Zz".utf8.contains(bytes[at]) else { return nil }
    }
    return days(year, month, day) * 86_400 + hour * 3600 + minute * 60 + second - offset
  }

  /// Days since 1970-01-01 (H. Hinnant, "chrono-Compatible Low-Level Date Algorithms", days_from_civil).
  private static func days(_ year: Int, _ month: Int, _ day: Int) -> Int {
    let y = month <= 2 ? year - 1 : year
    let era = y / 400
    let yearOfEra = y - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }
}
