import DraftDiff
import DraftModel
import JSONTree
import Testing

/// Merges of what an editor does: the model's own edits, on a film without overlaps.
struct MergeTimelineTests {
  private func versions(_ seed: UInt64) throws -> (base: Draft, ours: Draft, theirs: Draft) {
    var random = DiffGenerator(seed: seed)
    let base = try FilmEdits.film(&random)
    return (base, FilmEdits.several(base, "ours", &random), FilmEdits.several(base, "theirs", &random))
  }

  @Test(arguments: 0..<600)
  func nothingOverlapsAfterAMerge(seed: UInt64) throws {
    let (base, ours, theirs) = try versions(seed)
    let merged = try Draft(DraftMerge(base: base, ours: ours, theirs: theirs).document)
    for track in merged.tracks {
      let sorted = track.segments.sorted { $0.start < $1.start }
      for (first, second) in zip(sorted, sorted.dropFirst()) {
        #expect(first.end <= second.start, "\(merged.summary)")
      }
      #expect(sorted.allSatisfy { !$0.start.isNegative && $0.duration > .zero }, "\(merged.summary)")
    }
  }

  @Test(arguments: 0..<600)
  func mergesWithoutConflictsAreTheSameBothWays(seed: UInt64) throws {
    let (base, ours, theirs) = try versions(seed)
    let straight = try DraftMerge(base: base, ours: ours, theirs: theirs)
    let crossed = try DraftMerge(base: base, ours: theirs, theirs: ours)
    guard straight.conflicts.isEmpty, straight.notes.isEmpty else { return }
    #expect(crossed.conflicts.isEmpty)
    let (a, b) = (try Draft(straight.document), try Draft(crossed.document))
    #expect(a.summary == b.summary)
  }
}
