/// What a string looks like, whatever its key says.
enum StringShape {
  case video, image, audio
  /// A URL or a path that does not end in a known extension.
  case reference
  case color, number, date, identifier
  case words

  init(_ text: String) {
    if let media = StringShape.media(text) {
      self = media
    } else if MediaName.isURL(text) || (text.hasPrefix("/") && text.utf8.count > 2) {
      self = .reference
    } else if RGBAColor(hex: text) != nil {
      self = .color
    } else if Rational(decimal: text.utf8) != nil || StringShape.isRatio(text) {
      self = .number
    } else if StringShape.isDate(text) {
      self = .date
    } else if StringShape.isIdentifier(text) {
      self = .identifier
    } else {
      self = .words
    }
  }

  var isMedia: Bool { self == .video || self == .image || self == .audio }

  private static let extensions: [String: StringShape] = {
    var shapes: [String: StringShape] = [:]
    for name in ["mp4", "mov", "avi", "webm", "mkv", "m4v", "mpg", "mpeg", "flv", "wmv", "3gp"] {
      shapes[name] = .video
    }
    for name in ["jpg", "jpeg", "png", "gif", "webp", "bmp", "heic", "avif", "tif", "tiff", "svg"] {
      shapes[name] = .image
    }
    for name in ["mp3", "wav", "m4a", "aac", "flac", "ogg", "opus", "wma", "aif", "aiff"] {
      shapes[name] = .audio
    }
    return shapes
  }()

  private static func media(_ text: String) -> StringShape? {
    guard text.utf8.contains(UInt8(ascii: ".")), !text.contains("\n") else { return nil }
    let name = MediaName.fileName(text)
    guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return nil }
    return extensions[name[name.index(after: dot)...].lowercased()]
  }

  /// `9:16`, `30000/1001`, `1080x1920`, `1.2.0`.
  private static func isRatio(_ text: String) -> Bool {
    text.utf8.count > 2 && text.utf8.allSatisfy { isDigit($0) || ":/x.".utf8.contains($0) }
      && text.utf8.contains(where: isDigit)
  }

  /// `2024-05-01`, with or without a time.
  private static func isDate(_ text: String) -> Bool {
    let bytes = Array(text.utf8.prefix(10))
    return bytes.count == 10
      && bytes.enumerated().allSatisfy { [4, 7].contains($0) ? $1 == UInt8(ascii: "-") : isDigit($1) }
  }

  /// One word of ASCII with digits among its letters, or in the form of a UUID or hash.
  private static func isIdentifier(_ text: String) -> Bool {
    let bytes = text.utf8
    guard (2...128).contains(bytes.count),
      bytes.allSatisfy({ isDigit($0) || isLetter($0) || "-_:.".utf8.contains($0) })
    else { return false }
    let digits = bytes.lazy.filter(isDigit).count
    if digits > 0, bytes.contains(where: isLetter) {
      return digits * 6 >= bytes.count || bytes.contains { "-_:".utf8.contains($0) }
    }
    return digits > 0
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }
  private static func isLetter(_ byte: UInt8) -> Bool { byte >= 0x41 && (byte | 0x20) &- 0x61 < 26 }

  /// Whether a string is one lower-case word of ASCII, as people name parts of a program: `main`.
  static func isSlug(_ text: String) -> Bool {
    text.utf8.count > 1
      && text.utf8.allSatisfy { isDigit($0) || (0x61...0x7A).contains($0) || "-_".utf8.contains($0) }
  }

  /// How much a string reads like something that a person wrote to be seen: 0...1.
  static func humanity(_ text: String) -> Double {
    guard StringShape(text) == .words, text.contains(where: \.isLetter) else { return 0 }
    let count = text.count
    var score = 0.3
    if text.contains(where: \.isWhitespace) { score += 0.35 }
    if text.contains(where: { !$0.isASCII }) { score += 0.2 }
    if text.contains(where: { "!?,.'&".contains($0) }) { score += 0.15 }
    if text.first?.isUppercase ?? false { score += 0.1 }
    if count >= 8 { score += 0.1 }
    if KnownWords.all.contains(text.lowercased()) { score -= 0.25 }
    if KnownWords.looksLikeFont(text) { score -= 0.4 }
    return min(max(score, 0), 1)
  }
}

/// The values that the format names: where they stand, the key's meaning is plain.
enum KnownWords {
  static let roles: Set = ["bgm", "voice", "sfx", "title", "caption"]
  static let fits: Set = ["contain", "cover", "stretch", "none", "blur"]
  static let flips: Set = ["h", "v", "hv", "vh"]
  static let alignments: Set = ["left", "center", "right"]
  static let easings: Set = ["linear", "ease-in", "ease-out", "ease-in-out", "ease", "hold"]
  static let animated: Set = ["x", "y", "sc", "r", "o", "v"]
  static let effects: Set = [
    "blur", "brightness", "contrast", "saturation", "grayscale", "sepia", "vignette", "sharpen", "chromakey",
  ]
  static let transitions: Set = {
    let sides = ["left", "right", "up", "down"]
    let moves = ["wipe", "slide", "push"].flatMap { move in [move] + sides.map { move + $0 } }
    return Set(["crossfade", "dissolve", "fade", "fadeblack", "fadewhite", "zoom", "blur", "circle"] + moves)
  }()
  static let animations: Set = {
    let sides = ["left", "right", "up", "down"].flatMap { ["slide" + $0, "slide-" + $0] }
    return Set(
      ["fade", "slide", "pop", "typewriter", "words", "word", "wordbyword", "word-by-word", "zoom"] + sides)
  }()
  static let all = roles.union(fits).union(flips).union(alignments).union(easings).union(effects)
    .union(transitions).union(animations)

  private static let fontWords: Set = [
    "sans", "serif", "mono", "monospace", "arial", "helvetica", "inter", "roboto", "noto", "times", "courier",
    "georgia", "verdana", "montserrat", "lato", "poppins", "oswald", "impact", "dejavu", "ubuntu", "bebas",
    "neue", "bold", "italic", "regular", "medium", "semibold", "light", "open", "playfair", "raleway",
    "futura",
  ]

  /// Most of its words are ones that font names are made of.
  static func looksLikeFont(_ text: String) -> Bool {
    let words = text.lowercased().split { $0 == " " || $0 == "-" || $0 == "_" }
    return words.lazy.filter { fontWords.contains(String($0)) }.count * 2 > words.count
  }
}
