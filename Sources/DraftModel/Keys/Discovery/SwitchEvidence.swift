/// Guesses from true and false. The values do not tell muted from hidden: where the keys stand may.
struct SwitchEvidence {
  let sheet: KeySheet
  let columns: [KeyColumn]

  /// Whether the keys in use read a column as a property.
  let reads: (DraftProperty, KeyColumn) -> Bool

  func proposals(muted: DraftProperty, hidden: DraftProperty) -> [KeyProposal] {
    let switches = columns.filter { $0.kind == .bool }
    /// A switch beside the one that is known to be the other: they are written together.
    func besideKnown(_ column: KeyColumn, _ other: DraftProperty) -> Double {
      sheet.columns.contains { abs($0.index - column.index) == 1 && $0.kind == .bool && reads(other, $0) }
        ? 0.25 : 0
    }
    return switches.flatMap { column in
      let onSound = column.count(.sound) > 0
      let onText = column.count(.text) > 0
      let isOfSound = onSound && !onText && sheet.total(.text) > 0
      let isOfSight = onText && !onSound && sheet.total(.sound) > 0
      let place = "true and false on \(column.cells.count) of \(sheet.owners.count) objects"
      let mute = 0.3 + (isOfSound ? 0.15 : isOfSight ? -0.1 : 0) + besideKnown(column, hidden)
      let hide = 0.3 + (isOfSight ? 0.15 : isOfSound ? -0.1 : 0) + besideKnown(column, muted)
      return [
        KeyProposal(muted, column, mute, place + (isOfSound ? ", sound among them and no text" : "")),
        KeyProposal(hidden, column, hide, place + (isOfSight ? ", text among them and no sound" : "")),
      ]
    }
  }
}
