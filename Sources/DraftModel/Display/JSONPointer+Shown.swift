import JSONTree

extension JSONPointer {
  /// The pointer as a person reads it: long names are cut, of very many steps the middle ones are left
  /// out, and nothing in it acts on a terminal. For programs there is ``description``.
  public var shown: String {
    func text(_ tokens: some Sequence<JSONKey>) -> String {
      tokens.map { token in
        let name = JSONPointer(tokens: [token]).description
        return name.cut(to: 41).visible
      }.joined()
    }
    guard tokens.count > 16 else { return text(tokens) }
    return text(tokens.prefix(6)) + "/…" + text(tokens.suffix(6))
  }
}
