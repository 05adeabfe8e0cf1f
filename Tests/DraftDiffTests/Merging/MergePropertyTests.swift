import DraftDiff
import DraftModel
import JSONTree
import Testing

/// What holds for every merge.
struct MergePropertyTests {
  private func draft(_ draft: RandomDraft, _ random: inout DiffGenerator) throws -> Draft {
    try Draft(JSONDocument(parsing: draft.text(&random)))
  }

  private func versions(_ seed: UInt64) throws -> (base: Draft, ours: Draft, theirs: Draft) {
    var random = DiffGenerator(seed: seed)
    let base = RandomDraft(&random)
    var ours = base
    ours.edit(&random)
    var theirs = base
    theirs.edit(&random)
    return (try draft(base, &random), try draft(ours, &random), try draft(theirs, &random))
  }

  @Test(arguments: 0..<200)
  func anUnchangedSideGivesTheOther(seed: UInt64) throws {
    let (base, ours, _) = try versions(seed)
    let first = try DraftMerge(base: base, ours: ours, theirs: base)
    #expect(first.document.bytes == ours.document.bytes)
    #expect(first.conflicts.isEmpty)
    let second = try DraftMerge(base: base, ours: base, theirs: ours)
    #expect(second.document.bytes == ours.document.bytes)
    #expect(second.conflicts.isEmpty)
    let both = try DraftMerge(base: base, ours: ours, theirs: ours)
    #expect(both.document.bytes == ours.document.bytes)
  }

  @Test(arguments: 0..<300)
  func swappingTheSidesMirrorsTheResult(seed: UInt64) throws {
    let (base, ours, theirs) = try versions(seed)
    let straight = try DraftMerge(base: base, ours: ours, theirs: theirs, keeping: .ours)
    let mirrored = try DraftMerge(base: base, ours: theirs, theirs: ours, keeping: .theirs)
    #expect(straight.document.bytes == mirrored.document.bytes)
    #expect(straight.conflicts.map(\.kind) == mirrored.conflicts.map(\.kind))
    #expect(straight.conflicts.map(\.ours) == mirrored.conflicts.map(\.theirs))
  }

  @Test(arguments: 0..<300)
  func theResultIsADraft(seed: UInt64) throws {
    let (base, ours, theirs) = try versions(seed)
    let merge = try DraftMerge(base: base, ours: ours, theirs: theirs)
    _ = try Draft(merge.document)
  }

  /// Drafts in which lists of tracks and segments are missing, of another kind, or there twice.
  @Test(arguments: 0..<400)
  func damagedDraftsMergeToo(seed: UInt64) throws {
    var random = DiffGenerator(seed: seed)
    let first = RandomDraft(&random)
    func version(_ random: inout DiffGenerator) throws -> Draft {
      var own = first
      if random.chance(70) { own.edit(&random) }
      let text = String(decoding: own.text(&random), as: UTF8.self)
      let whole = try Draft(JSONDocument(parsing: text))
      return (try? Draft(JSONDocument(parsing: RandomDamage.done(to: text, &random)))) ?? whole
    }
    let (base, ours, theirs) = (try version(&random), try version(&random), try version(&random))
    let straight = try DraftMerge(base: base, ours: ours, theirs: theirs, keeping: .ours)
    let mirrored = try DraftMerge(base: base, ours: theirs, theirs: ours, keeping: .theirs)
    #expect(straight.document.bytes == mirrored.document.bytes)
    _ = try Draft(straight.document)
  }
}
