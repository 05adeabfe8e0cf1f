/// How much of a document the keys in use read: of what they read, known keys keep their meaning
/// unless the evidence is strong; of what they do not, a known key may be there by chance.
struct Familiarity {
  let keys: DraftKeys
  let outline: DraftOutline
  let draft: KeySheet
  let tracks: KeySheet
  let segments: KeySheet

  /// 0...1.
  var value: Double {
    var known = 0.0
    var all = 0.0
    for (sheet, scope, weight) in [
      (draft, DraftScope.draft, 1.0), (tracks, .track, 1), (segments, .segment, 1),
    ] {
      let types = types(scope)
      for column in sheet.columns where column.isScalar || column.path.count == 1 {
        all += weight
        if let type = types[column.spelling], column.fits(type) { known += weight }
      }
    }
    guard all > 0 else { return 0 }
    return known / all * (readsStructure ? 1 : 0.3)
  }

  private var readsStructure: Bool {
    keys.spellings(of: .draftTracks).contains(outline.tracksPath.joined(separator: "/"))
      && keys.spellings(of: .trackSegments).contains(outline.segmentsPath.joined(separator: "/"))
  }

  private func types(_ scope: DraftScope) -> [String: DraftValueType] {
    var types: [String: DraftValueType] = [:]
    for entry in DraftKeys.table where entry.scope == scope {
      for spelling in keys.spellings(of: entry.property) { types[spelling] = entry.type }
    }
    return types
  }
}
