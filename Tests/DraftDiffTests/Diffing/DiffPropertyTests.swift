import DraftDiff
import DraftModel
import JSONTree
import Testing

/// What holds for every pair of drafts, whatever was done to them.
struct DiffPropertyTests {
  private struct Case {
    let old: Draft
    let new: Draft
  }

  /// Two drafts, of which the second was mostly made from the first; nil where one cannot be read.
  private func makeCase(_ seed: UInt64) throws -> Case {
    var random = DiffGenerator(seed: seed)
    let first = RandomDraft(&random)
    var second = first
    second.edit(&random)
    if random.chance(15) { second = RandomDraft(&random) }
    return Case(
      old: try Draft(JSONDocument(parsing: first.text(&random))),
      new: try Draft(JSONDocument(parsing: second.text(&random))))
  }

  @Test(arguments: 0..<20)
  func changeListGivesTheBytesOfBothSides(block: UInt64) throws {
    for seed in block * 40..<block * 40 + 40 {
      let pair = try makeCase(seed)
      let list = ChangeList(DraftDiff(from: pair.old, to: pair.new))
      #expect(try list.apply(to: pair.old.document.bytes) == Array(pair.new.document.bytes), "seed \(seed)")
      #expect(
        try list.reversed.apply(to: pair.new.document.bytes) == Array(pair.old.document.bytes), "seed \(seed)"
      )
      let read = try ChangeList(JSONDocument(writing: list.document))
      #expect(try read.apply(to: pair.old.document.bytes) == Array(pair.new.document.bytes), "seed \(seed)")
    }
  }

  @Test(arguments: 0..<20)
  func patchGivesEqualJSON(block: UInt64) throws {
    for seed in block * 40..<block * 40 + 40 {
      let pair = try makeCase(seed)
      let diff = DraftDiff(from: pair.old, to: pair.new)
      let patch = try JSONPatch(JSONDocument(writing: diff.patch))
      let result = try patch.apply(to: pair.old.document)
      #expect(
        result.isEqual(result.root, to: pair.new.document.root, in: pair.new.document), "seed \(seed)")
      let back = try patch.reversed().apply(to: result)
      #expect(back.isEqual(back.root, to: pair.old.document.root, in: pair.old.document), "seed \(seed)")
    }
  }

  @Test(arguments: 0..<200)
  func nothingDiffersFromItself(seed: UInt64) throws {
    let draft = try makeCase(seed).old
    let diff = DraftDiff(from: draft, to: draft)
    #expect(diff.isEmpty)
    #expect(diff.layout.isEmpty)
    #expect(diff.text.isEmpty)
  }

  @Test(arguments: 0..<200)
  func listIsEmptyOnlyWhereTheJSONIsEqual(seed: UInt64) throws {
    let pair = try makeCase(seed)
    let diff = DraftDiff(from: pair.old, to: pair.new)
    let (old, new) = (pair.old.document, pair.new.document)
    #expect(diff.isEmpty == old.isEqual(old.root, to: new.root, in: new))
  }

  @Test(arguments: 0..<200)
  func everyChangedByteBelongsToOneChange(seed: UInt64) throws {
    let pair = try makeCase(seed)
    let diff = DraftDiff(from: pair.old, to: pair.new)
    let splices = (diff.changes.flatMap(\.splices) + diff.layout).sorted {
      ($0.oldOffset, $0.newOffset) < ($1.oldOffset, $1.newOffset)
    }
    for (first, second) in zip(splices, splices.dropFirst()) {
      #expect(first.oldOffset + first.removed.count <= second.oldOffset)
      #expect(first.newOffset + first.inserted.count <= second.newOffset)
    }
  }
}
