/// The language that a session is made in.
public enum Language {
  /// `en`, `pt-BR`, `zh-Hans`: letters, digits and hyphens (RFC 5646).
  static func isPlausible(_ text: String) -> Bool {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    return (2...3).contains(parts.first?.utf8.count ?? 0)
      && parts.allSatisfy { part in
        (1...8).contains(part.utf8.count)
          && part.utf8.allSatisfy { ($0 | 0x20) &- UInt8(ascii: "a") < 26 || $0 &- UInt8(ascii: "0") < 10 }
      }
  }

  /// What `LC_ALL`, `LC_MESSAGES` or `LANG` says, without its territory: `de` of `de_DE.UTF-8`.
  static func ofLocale(_ environment: [String: String]) -> String? {
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].lazy.compactMap { environment[$0] }.first { !$0.isEmpty }
    guard let locale else { return nil }
    let name = String(locale.prefix { $0 != "_" && $0 != "." && $0 != "@" }).lowercased()
    return isPlausible(name) ? name : nil
  }

  /// The language that a text's script tells; nil where several languages share it, as with Latin.
  public static func ofScript(_ text: String) -> String? {
    var counts: [String: Int] = [:]
    for scalar in text.unicodeScalars.prefix(4000) {
      guard let language = language(of: scalar.value) else { continue }
      counts[language, default: 0] += 1
    }
    // Japanese is written with Chinese characters too, but never long without its own.
    if counts["ja", default: 0] > 0 { return "ja" }
    let most = counts.max { ($0.value, $1.key) < ($1.value, $0.key) }
    return most.flatMap { $0.key == latin ? nil : $0.key }
  }

  private static let latin = "latin"

  private static func language(of scalar: UInt32) -> String? {
    switch scalar {
    case 0x41...0x5A, 0x61...0x7A, 0xC0...0x24F: latin
    case 0x370...0x3FF: "el"
    case 0x400...0x52F: "ru"
    case 0x590...0x5FF: "he"
    case 0x600...0x6FF: "ar"
    case 0x900...0x97F: "hi"
    case 0xE00...0xE7F: "th"
    case 0x3040...0x30FF, 0x31F0...0x31FF: "ja"
    case 0x1100...0x11FF, 0xAC00...0xD7AF: "ko"
    case 0x3400...0x4DBF, 0x4E00...0x9FFF, 0x20000...0x323AF: "zh"
    default: nil
    }
  }

  /// - Parameters:
  ///   - choice: what the person chose; it stands.
  ///   - message: the first message, whose script tells most.
  ///   - locale: the language of the locale.
  static func forSession(choice: String?, message: String?, locale: String?) -> String {
    if let choice { return choice }
    if let message, let language = ofScript(message) { return language }
    // A message in Latin letters is none in a language that is written in others.
    let others: Set = ["zh", "ja", "ko", "ru", "el", "he", "ar", "hi", "th"]
    if let locale, locale != "c", message == nil || !others.contains(locale) { return locale }
    return "en"
  }
}
