import DraftModel

/// The files and addresses that a message names, and the message without them.
///
/// A file is named by a path that leads to one: alone, in quotes, with a backslash before its spaces (as
/// terminals write what is dropped on them), as `file://`, or with Chinese around it without a space. A
/// name that no file has, but that ends as media do, counts where the whole message is about uploading:
/// then it is a mistake that the person wants to hear of.
struct FileMentions: Sendable {
  private(set) var files: [String] = []
  private(set) var addresses: [String] = []
  /// The message with ``PhraseTokens/file`` in the place of each mention.
  private(set) var rest = ""
  /// Whether the message is one name of a file, or several, and nothing else.
  private(set) var isNothingElse = false
  /// Names that end as media do, of files that are not there.
  private(set) var missing: [String] = []

  private let home: String?
  private let isFile: @Sendable (String) -> Bool
  /// How often it may still be asked what is a file: a message may be very long.
  private var questions = 400

  init(in text: String, home: String? = nil, isFile: @escaping @Sendable (String) -> Bool) {
    self.home = home
    self.isFile = isFile
    let whole = text.trimmedOfSpace
    if let path = existing(Self.unwrapped(whole)), whole.utf8.count <= 4096 {
      (files, rest, isNothingElse) = ([path], PhraseTokens.file, true)
      return
    }
    for piece in Self.pieces(of: whole) {
      switch piece {
      case .space(let text): rest += text
      case .quoted(let inner, let quotes): takeQuoted(inner, quotes)
      case .word(let word): takeWord(word)
      }
    }
    isNothingElse =
      !files.isEmpty && addresses.isEmpty && PhraseTokens(rest).words.allSatisfy { $0 == PhraseTokens.file }
  }

  static func isMediaExtension(_ text: some StringProtocol) -> Bool {
    ServiceLimits.acceptedExtensions.contains(text.lowercased())
  }

  /// Whether a name, or the last part of a path, ends as files do that are accepted.
  static func isMediaName(_ name: some StringProtocol) -> Bool {
    guard let dot = name.lastIndex(of: ".") else { return false }
    return isMediaExtension(name[name.index(after: dot)...])
  }

  // MARK: Pieces

  private enum Piece {
    case space(String)
    /// What stands between quotes, and these.
    case quoted(String, quotes: (Character, Character))
    /// Without white space, but for what follows a backslash, which is gone.
    case word(String)
  }

  private static let quotes: [Character: Character] = [
    "\"": "\"", "'": "'", "`": "`", "\u{201C}": "\u{201D}", "\u{2018}": "\u{2019}", "「": "」", "『": "』",
    "《": "》",
  ]

  private static func pieces(of text: String) -> [Piece] {
    var pieces: [Piece] = []
    var rest = text[...]
    while let first = rest.first {
      if first.isWhitespace {
        let space = rest.prefix(while: \.isWhitespace)
        pieces.append(.space(String(space)))
        rest = rest[space.endIndex...]
      } else if let close = quotes[first], let end = rest.dropFirst().firstIndex(of: close) {
        pieces.append(.quoted(String(rest[rest.index(after: rest.startIndex)..<end]), quotes: (first, close)))
        rest = rest[rest.index(after: end)...]
      } else {
        pieces.append(.word(takeWord(&rest)))
      }
    }
    return pieces
  }

  private static func takeWord(_ rest: inout Substring) -> String {
    var word = ""
    var isEscaped = false
    while let character = rest.first {
      if !isEscaped, character.isWhitespace { break }
      // An apostrophe belongs to its word; quotes begin a name of their own.
      if !isEscaped, !word.isEmpty, character != "'", character != "\u{2018}", character != "`",
        let close = quotes[character], rest.dropFirst().contains(close)
      {
        break
      }
      rest.removeFirst()
      if !isEscaped, character == "\\", rest.first.map({ " ()'\"&[]\\".contains($0) }) == true {
        isEscaped = true
        continue
      }
      isEscaped = false
      word.append(character)
    }
    return word
  }

  // MARK: Mentions

  private mutating func takeQuoted(_ inner: String, _ quotes: (Character, Character)) {
    if let path = existing(Self.unwrapped(inner)) {
      files.append(path)
      rest += PhraseTokens.file
    } else if Self.addressStart(inner) == inner.startIndex, !inner.contains(where: \.isWhitespace) {
      addresses.append(inner)
      rest += PhraseTokens.file
    } else {
      rest += "\(quotes.0)\(inner)\(quotes.1)"
    }
  }

  private static func addressStart(_ word: String) -> String.Index? {
    let lower = word.lowercased()
    guard lower.count == word.count else { return nil }
    for scheme in ["https://", "http://"] {
      guard let range = lower.firstRange(of: scheme) else { continue }
      return word.index(
        word.startIndex, offsetBy: lower.distance(from: lower.startIndex, to: range.lowerBound))
    }
    return nil
  }

  private mutating func takeWord(_ word: String) {
    guard word.utf8.count <= 4096 else {
      rest += word
      return
    }
    if let start = Self.addressStart(word) {
      let address = word[start...].prefix { !"，。！？、；）】".contains($0) }
      let end = Self.withoutTrailingMarks(address)
      addresses.append(String(word[start..<end]))
      rest += word[..<start] + PhraseTokens.file + word[end...]
      return
    }
    let start = word.firstIndex { !"([{<（【".contains($0) } ?? word.startIndex
    let end = Self.withoutTrailingMarks(word[start...])
    if start < end, let path = existing(Self.unwrapped(String(word[start..<end]))) {
      files.append(path)
      rest += word[..<start] + PhraseTokens.file + word[end...]
    } else {
      takeMediaNames(word)
    }
  }

  private static func withoutTrailingMarks(_ word: Substring) -> String.Index {
    let last = word.lastIndex { !".,;:!?)]}>\"'，。！？、；：）】…".contains($0) }
    return last.map { word.index(after: $0) } ?? word.startIndex
  }

  /// Names inside a word that end as media do: `把beach.mp4加到开头`.
  private mutating func takeMediaNames(_ word: String) {
    var rest = word[...]
    while let end = Self.mediaNameEnd(rest) {
      let name = rest[..<end]
      var starts = [name.startIndex]
      for index in name.indices.dropFirst() {
        let before = name[name.index(before: index)]
        if before.isIdeographic || ":：=,，、（(".contains(before) { starts.append(index) }
      }
      if let start = starts.first(where: { existing(Self.unwrapped(String(name[$0...]))) != nil }),
        let path = existing(Self.unwrapped(String(name[start...])))
      {
        files.append(path)
        self.rest += name[..<start] + PhraseTokens.file
      } else {
        takeMissing(name, starts)
      }
      rest = rest[end...]
    }
    self.rest += rest
  }

  private mutating func takeMissing(_ name: Substring, _ starts: [String.Index]) {
    // Latin letters after Chinese ones are a name; among Chinese letters there is no telling.
    let start = starts.last.flatMap { name[$0] == "." ? nil : $0 } ?? name.startIndex
    missing.append(String(name[start...]))
    rest += name
  }

  /// The end of the first name in a word that ends in a known extension.
  private static func mediaNameEnd(_ word: Substring) -> String.Index? {
    for dot in word.indices where word[dot] == "." && dot > word.startIndex {
      let tail = word[word.index(after: dot)...].prefix { $0.isASCII && ($0.isLetter || $0.isNumber) }
      if isMediaExtension(tail) { return tail.endIndex }
    }
    return nil
  }

  // MARK: Paths

  /// A path that leads to a file, unless it could be a plain word.
  private mutating func existing(_ path: String) -> String? {
    guard questions > 0, path.contains("/") || path.contains(".") else { return nil }
    questions -= 1
    var path = path
    if path.hasPrefix("~/"), let home { path = home + path.dropFirst() }
    return isFile(path) ? path : nil
  }

  /// A path without quotes and escapes, and from a `file://` address.
  private static func unwrapped(_ text: String) -> String {
    var text = text
    if let first = text.first, let close = quotes[first], text.count > 2, text.last == close {
      text = String(text.dropFirst().dropLast())
    }
    guard text.lowercased().hasPrefix("file://") else {
      return text.contains("\\") ? unescaped(text) : text
    }
    var path = text.dropFirst(7)
    if path.hasPrefix("localhost/") { path = path.dropFirst(9) }
    return percentDecoded(path)
  }

  private static func unescaped(_ text: String) -> String {
    var result = ""
    var rest = text[...]
    while let character = rest.popFirst() {
      if character == "\\", let next = rest.popFirst() {
        result.append(next)
      } else {
        result.append(character)
      }
    }
    return result
  }

  private static func percentDecoded(_ text: Substring) -> String {
    var bytes: [UInt8] = []
    var rest = text.utf8[...]
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

extension Character {
  fileprivate var isIdeographic: Bool {
    unicodeScalars.first.map { (0x3400...0x9FFF).contains($0.value) } ?? false
  }
}
