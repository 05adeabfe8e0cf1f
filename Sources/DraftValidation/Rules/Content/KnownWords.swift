import DraftModel
import JSONTree

/// The words that a draft may use for kinds of things. Case does not matter, nor do `-`, `_` and spaces.
enum KnownWords {
  static let alignments: Set<String> = ["left", "center", "right"]
  static let flips: Set<String> = ["", "none", "h", "v", "hv", "vh"]

  static func knows(_ word: String, in words: Set<String>) -> Bool {
    words.contains(String(word.lowercased().filter { $0 != "-" && $0 != "_" && $0 != " " }))
  }
}
