/// Guesses where only the order of the keys tells properties apart. Made as sets, so that one name that
/// happens to suit does not turn the order of all the others.
struct OrderEvidence {
  let sheet: KeySheet

  /// Gives columns to properties in every order; the one they come in has the best score. Where there
  /// are fewer columns than properties, each may be any of them, the first likeliest.
  func proposals(
    _ properties: [DraftProperty], _ columns: [KeyColumn], score: Double, evidence: (KeyColumn) -> String
  ) -> [KeyProposal] {
    guard columns.count >= properties.count, properties.count <= 4 else {
      return columns.flatMap { column in properties.map { KeyProposal($0, column, score, evidence(column)) } }
    }
    let chosen = Array(columns.prefix(properties.count))
    return Self.permutations(chosen).map { order in
      let isInOrder = order.map(\.index) == chosen.map(\.index)
      let parts = zip(properties, order).map { property, column in
        KeyProposal.Part(property: property, column: column, evidence: evidence(column))
      }
      return KeyProposal(parts, score: score + (isInOrder ? 0.1 : 0))
    }
  }

  private static func permutations(_ columns: [KeyColumn]) -> [[KeyColumn]] {
    guard columns.count > 1 else { return [columns] }
    return columns.indices.flatMap { index in
      var rest = columns
      let first = rest.remove(at: index)
      return permutations(rest).map { [first] + $0 }
    }
  }
}
