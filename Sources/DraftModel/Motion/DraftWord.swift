/// A word that a draft uses for a kind of thing. Case does not matter, nor do `-`, `_` and spaces.
public protocol DraftWord: RawRepresentable, CaseIterable, Hashable, Sendable where RawValue == String {}

extension DraftWord {
  /// - Returns: nil for a word that means nothing here.
  public init?(word: String) {
    self.init(rawValue: String(word.lowercased().filter { $0 != "-" && $0 != "_" && $0 != " " }))
  }
}

/// How a segment turns into the next one of its track.
public enum TransitionKind: String, DraftWord {
  case crossfade
  /// Out to black or white, then in.
  case fadeBlack = "fadeblack"
  case fadeWhite = "fadewhite"
  /// An edge moves this way, and uncovers the next segment behind it.
  case wipeLeft = "wipeleft"
  case wipeRight = "wiperight"
  case wipeUp = "wipeup"
  case wipeDown = "wipedown"
  /// The next segment moves in this way, over the one before.
  case slideLeft = "slideleft"
  case slideRight = "slideright"
  case slideUp = "slideup"
  case slideDown = "slidedown"
  /// Both move this way, side by side.
  case pushLeft = "pushleft"
  case pushRight = "pushright"
  case pushUp = "pushup"
  case pushDown = "pushdown"
  case zoom, blur, circle
}

/// How a segment appears or goes.
public enum AnimationKind: String, DraftWord {
  case fade
  /// Moves this way, in from outside the canvas or out of it.
  case slideLeft = "slideleft"
  case slideRight = "slideright"
  case slideUp = "slideup"
  case slideDown = "slidedown"
  case pop
  /// Character by character; texts only.
  case typewriter
  /// Word by word; texts only.
  case words

  public init?(word: String) {
    let word = String(word.lowercased().filter { $0 != "-" && $0 != "_" && $0 != " " })
    self.init(rawValue: ["wordbyword", "word"].contains(word) ? Self.words.rawValue : word)
  }
}

/// What is done to the pixels of a segment.
public enum EffectKind: String, DraftWord {
  case blur, brightness, contrast, saturation, grayscale, sepia, vignette, sharpen
  case chromaKey = "chromakey"
}

/// What a keyframe moves.
public enum KeyframeProperty: String, DraftWord {
  case x, y
  case scale = "sc"
  case rotation = "r"
  case opacity = "o"
  case volume = "v"
}
