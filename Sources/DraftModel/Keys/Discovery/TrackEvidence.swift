import JSONTree

/// What tracks hold, told by the strings in their segments, and the key of the track type that
/// agrees with it.
struct TrackContents {
  /// Nil where nothing in a track tells.
  let contents: [ContentKind?]

  /// Segments of a track that are looked at.
  private static let maximumSegments = 40

  init(_ outline: DraftOutline, in document: JSONDocument) {
    let tallies = outline.segments.map { array in
      var tally = Tally()
      for segment in array.map({ Array(document.elements(of: $0).prefix(Self.maximumSegments)) }) ?? [] {
        tally.add(segment, depth: 0, document)
      }
      return tally
    }
    // Words alone are text only where other tracks show that this draft names its media.
    let namesMedia = tallies.contains { $0.pictures + $0.sounds > 0 }
    contents = tallies.map { $0.content ?? (namesMedia && $0.words > 0 ? .text : nil) }
  }

  private struct Tally {
    var pictures = 0
    var sounds = 0
    var words = 0

    mutating func add(_ object: JSONNodeID, depth: Int, _ document: JSONDocument) {
      for member in document.members(of: object) {
        if depth < 3, document.kind(of: member.value) == .object {
          add(member.value, depth: depth + 1, document)
        }
        guard let text = document.string(of: member.value) else { continue }
        switch StringShape(text) {
        case .video, .image: pictures += 1
        case .audio: sounds += 1
        case .words: words += 1
        default: break
        }
      }
    }

    var content: ContentKind? {
      pictures + sounds == 0 ? nil : pictures >= sounds ? .picture : .sound
    }
  }

  /// The content that a track type stands for.
  static func content(ofType number: Double) -> ContentKind {
    switch number {
    case 0: .picture
    case 1: .sound
    case 7: .text
    default: .other
    }
  }

  /// Columns of small integers on the tracks that agree with what the tracks hold.
  func typeProposals(_ sheet: KeySheet) -> [KeyProposal] {
    sheet.columns.compactMap { column in
      guard let facts = NumberFacts(column), facts.areIntegers, facts.minimum >= 0, facts.maximum < 100,
        column.present.contains(where: { [0, 1, 7].contains($0) })
      else { return nil }
      var known = 0
      var agreeing = 0
      for (number, content) in zip(column.numbers, contents) where !number.isNaN {
        guard let content else { continue }
        known += 1
        // A picture may lie on an overlay track of another number; sound and text do not change.
        if Self.content(ofType: number) == content { agreeing += 1 }
      }
      let documented = Double(column.present.filter { [0, 1, 7].contains($0) }.count) / Double(facts.count)
      let agreement = known == 0 ? 0.5 * documented : Double(agreeing) / Double(known)
      guard agreement >= 0.4 else { return nil }
      let values = Set(column.present).sorted().map { String(Int($0)) }.joined(separator: ", ")
      let noun = facts.distinct == 1 ? "integer" : "integers"
      let evidence =
        known == 0
        ? "the \(noun) \(values) on \(facts.count) of \(contents.count) tracks"
        : "the \(noun) \(values), in agreement with what \(agreeing) of "
          + "\(known) tracks hold"
      var score = 0.25 + 0.4 * agreement * agreement + 0.1 * documented + 0.2 * sheet.coverage(column)
      // No count or index jumps to 7.
      if known == 0, column.present.contains(7), facts.distinct < 4 { score += 0.1 }
      return KeyProposal(.trackType, column, score, evidence)
    }
  }
}
