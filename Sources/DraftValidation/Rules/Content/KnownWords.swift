import DraftModel
import JSONTree

/// The words that a draft may use for kinds of things. Case does not matter, nor do `-`, `_` and spaces.
enum KnownWords {
  static let transitions: Set<String> = [
    "crossfade", "fadeblack", "fadewhite", "wipeleft", "wiperight", "wipeup", "wipedown", "slideleft",
    "slideright", "slideup", "slidedown", "pushleft", "pushright", "pushup", "pushdown", "zoom", "blur",
    "circle",
  ]
  static let animations: Set<String> = [
    "fade", "slideleft", "slideright", "slideup", "slidedown", "pop", "typewriter", "wordbyword", "words",
    "word",
  ]
  static let effects: Set<String> = [
    "blur", "brightness", "contrast", "saturation", "grayscale", "sepia", "vignette", "sharpen", "chromakey",
  ]
  static let keyframes: Set<String> = ["x", "y", "sc", "r", "o", "v"]
  static let easings: Set<String> = ["linear", "easein", "easeout", "easeinout", "hold"]
  static let alignments: Set<String> = ["left", "center", "right"]
  static let flips: Set<String> = ["", "none", "h", "v", "hv", "vh"]

  static func knows(_ word: String, in words: Set<String>) -> Bool {
    words.contains(String(word.lowercased().filter { $0 != "-" && $0 != "_" && $0 != " " }))
  }
}
