import DraftModel
import JSONTree
import Testing

/// Drafts in keys that nobody has seen before come out as they were meant.
@Suite struct KeyDiscoveryTests {
  static let namings: [KeyRenamer.Naming] = [.random, .synonyms, .nested, .permuted, .few]

  /// A draft in standard keys, and as it is read in other keys through the suggested file.
  static func readings(
    seed: Int, richness: DraftMaker.Richness, naming: KeyRenamer.Naming, isSorted: Bool = false
  ) throws -> (meant: DraftReading, read: DraftReading) {
    var maker = DraftMaker(seed: seed, richness: richness)
    let literal = maker.draft()
    var renamer = KeyRenamer(seed: seed, naming: naming, isSorted: isSorted)
    let document = try JSONDocument(writing: renamer.renamed(literal))
    let keys = try DraftKeys(keyFile: suggestKeys(for: document).keyFileBytes)
    return (
      DraftReading(try Draft(JSONDocument(writing: literal))), DraftReading(try Draft(document, keys: keys))
    )
  }

  static func tally(
    _ seeds: ClosedRange<Int>, richness: DraftMaker.Richness, naming: KeyRenamer.Naming,
    isSorted: Bool = false
  ) throws -> AgreementTally {
    var tally = AgreementTally()
    for seed in seeds {
      let (meant, read) = try readings(seed: seed, richness: richness, naming: naming, isSorted: isSorted)
      tally.add(meant.agreements(with: read))
    }
    return tally
  }

  private static let certain = ["track type", "start", "duration", "media", "text", "title", "id"]

  @Test(arguments: [DraftMaker.Richness.minimal, .sparse, .full], namings)
  func readsStructureTimesMediaAndTextOfEveryDraft(
    _ richness: DraftMaker.Richness, _ naming: KeyRenamer.Naming
  ) throws {
    let tally = try Self.tally(1...10, richness: richness, naming: naming)
    for name in Self.certain { #expect(tally.rate(name) == 1, "\(name)") }
    if richness == .minimal { #expect(tally.rate("summary") == 1) }
  }

  @Test(arguments: [DraftMaker.Richness.minimal, .sparse, .full])
  func readsStructureWhereKeysAreInAlphabeticalOrder(_ richness: DraftMaker.Richness) throws {
    let tally = try Self.tally(1...10, richness: richness, naming: .random, isSorted: true)
    for name in ["track type", "start", "duration", "media", "text"] {
      #expect(tally.rate(name) == 1, "\(name)")
    }
  }

  /// What share of drafts is read wholly right, property by property. Where one property is the same
  /// as another by its values, as opacity and scale of a single segment, only luck would do better.
  @Test(arguments: namings)
  func readsNearlyAllOfTheRest(_ naming: KeyRenamer.Naming) throws {
    let sparse = try Self.tally(1...25, richness: .sparse, naming: naming)
    let full = try Self.tally(1...12, richness: .full, naming: naming)
    let harder: Set = ["opacity", "scale", "style font", "speed"]
    for name in full.names {
      #expect(full.rate(name) >= 0.9, "\(name) of full drafts: \(full.rate(name))")
      #expect(sparse.rate(name) >= (harder.contains(name) ? 0.85 : 0.93), "\(name): \(sparse.rate(name))")
    }
  }

  @Test(arguments: [DraftMaker.Richness.minimal, .sparse, .full])
  func suggestsNothingForStandardKeys(_ richness: DraftMaker.Richness) throws {
    for seed in 1...15 {
      var maker = DraftMaker(seed: seed, richness: richness)
      let suggestion = suggestKeys(for: try JSONDocument(writing: maker.draft()))
      #expect(suggestion.keyFile == .object([] as [JSONLiteral.Member]), "\(suggestion.candidates)")
    }
  }
}
