import JSONTree

/// What accidents do to the lists of a draft's tracks and segments.
enum RandomDamage {
  static func done(to text: String, _ random: inout DiffGenerator) -> String {
    var text = text
    for _ in 0...random.below(2) {
      let value = random.pick(["null", "false", "{}", "7", "[]", "[null,3]", #""x""#])
      switch random.below(5) {
      case 0: text = replaced(#""sg""#, by: #""zg""#, in: text, &random)
      case 1: text = replaced(#""sg""#, by: #""sg":\#(value),"zg""#, in: text, &random)
      case 2: text = replaced(#""tt""#, by: #""sg":\#(value),"tt""#, in: text, &random)
      case 3: text = replaced(#""t""#, by: #""t":\#(value),"z""#, in: text, &random)
      default: text = replaced(#"{"tt""#, by: #"\#(value),{"tt""#, in: text, &random)
      }
    }
    return text
  }

  /// Writes another text in the place of one of those that are alike.
  private static func replaced(
    _ old: String, by new: String, in text: String, _ random: inout DiffGenerator
  ) -> String {
    let ranges = text.ranges(of: old)
    return ranges.isEmpty ? text : text.replacingCharacters(in: random.pick(ranges), with: new)
  }
}

extension String {
  fileprivate func replacingCharacters(in range: Range<String.Index>, with new: String) -> String {
    self[..<range.lowerBound] + new + self[range.upperBound...]
  }
}
