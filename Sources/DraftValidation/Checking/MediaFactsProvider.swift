import DraftModel

/// What the media rules ask of whoever can look at files. This module opens none itself.
public protocol MediaFactsProvider {
  /// - Parameter reference: a segment's media, as written.
  func media(for reference: String) -> MediaLookup
  /// Whether the user lets paths lead out of the folders.
  var allowsOutside: Bool { get }
}

extension MediaFactsProvider {
  public var allowsOutside: Bool { false }
}

/// What became of a reference to media.
public enum MediaLookup: Hashable, Sendable {
  case found(MediaFileFacts)
  case missing
  /// It is there, and cannot be used; the reason in a few words.
  case unreadable(reason: String)
  /// The path leads out of the folders that a draft may use.
  case escapes
}

/// What the rules want to know of a file.
public struct MediaFileFacts: Hashable, Sendable {
  public var facts: MediaFacts
  /// Nil where nobody looked.
  public var byteCount: Int?
  /// Nil where nobody looked.
  public var hasVariableFrameRate: Bool?

  public init(_ facts: MediaFacts, byteCount: Int? = nil, hasVariableFrameRate: Bool? = nil) {
    self.facts = facts
    self.byteCount = byteCount
    self.hasVariableFrameRate = hasVariableFrameRate
  }
}

/// What the text rules ask of whoever has fonts.
public protocol TextFacts {
  /// The characters of a text that no font here has, each once.
  func missingCharacters(in text: String, style: TextStyle) -> [Character]
  /// The room that a text takes, in canvas pixels; nil where it cannot be laid out.
  func size(of text: String, style: TextStyle, canvas: Canvas) -> (width: Double, height: Double)?
}
