/// What an agent has said so far, without white space, to notice when a server says it again: one paragraph,
/// or all of it. Bounded: what is longer is not remembered, and so never taken for said again.
struct EchoMemory: Sendable {
  private static let longest = 1 << 16
  private static let paragraphLimit = 64

  private var paragraphs: [[UInt8]] = []
  private var everything: [UInt8]? = []

  /// Words that were told.
  mutating func add(_ words: String) {
    guard let count = everything?.count else { return }
    if count + words.utf8.count <= Self.longest {
      everything?.append(contentsOf: Self.bytes(words))
    } else {
      everything = nil
    }
  }

  /// A paragraph that is complete.
  mutating func add(paragraph: String) {
    guard paragraph.utf8.count <= Self.longest else { return }
    let bytes = Self.bytes(paragraph)
    guard !bytes.isEmpty, !paragraphs.contains(bytes) else { return }
    paragraphs.append(bytes)
    if paragraphs.count > Self.paragraphLimit { paragraphs.removeFirst() }
  }

  /// Whether all of a text was said before.
  func knows(_ words: String) -> Bool {
    guard words.utf8.count <= 2 * Self.longest else { return false }
    let bytes = Self.bytes(words)
    return !bytes.isEmpty && (paragraphs.contains(bytes) || everything == bytes)
  }

  /// Listens to a text that begins now.
  func listen() -> Echo { Echo(candidates: (everything.map { [$0] } ?? []) + paragraphs) }

  fileprivate static func bytes(_ words: String) -> [UInt8] { Array(words.filter { !$0.isWhitespace }.utf8) }
}

/// A text that comes in pieces, held back as long as it may be one that was said before.
struct Echo: Sendable {
  /// What was held back.
  private(set) var held = ""
  /// What it may be, of which `position` bytes were heard.
  private var candidates: [[UInt8]] = []
  private var position = 0

  init(candidates: [[UInt8]] = []) { self.candidates = candidates.filter { !$0.isEmpty } }

  /// Whether all that was held back is all of something that was said before.
  var isComplete: Bool { candidates.contains { $0.count == position } }

  /// - Returns: what is certainly new, with what was held back before it.
  mutating func take(_ words: String) -> String {
    guard !candidates.isEmpty else { return words }
    let bytes = EchoMemory.bytes(words)
    let end = position + bytes.count
    candidates.removeAll { $0.count < end || $0[position..<end] != bytes[...] }
    position = end
    held += words
    guard candidates.isEmpty else { return "" }
    defer { held = "" }
    return held
  }
}
