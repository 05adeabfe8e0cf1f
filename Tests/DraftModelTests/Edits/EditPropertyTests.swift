import DraftModel
import JSONTree
import Testing

/// What holds for every edit of every draft.
@Suite struct EditPropertyTests {
  @Test func keepsTimesAndBytesOfAllThatIsNotMeantToMove() throws {
    var done: [String: Int] = [:]
    for seed in 0..<2500 as Range<UInt64> {
      var source = RandomDraft(seed: seed)
      let draft = try EditFixture.draft(source.text())
      let edit = RandomEdit(on: draft, using: &source.random)
      guard let edited = try? edit.apply(draft) else { continue }
      done[edit.name, default: 0] += 1
      let comment = Comment(
        rawValue: "seed \(seed), \(edit.name)\n\(EditFixture.text(draft))\n\(EditFixture.text(edited))")
      try checkSegments(draft, edited, edit, comment)
      checkRest(draft, edited, comment)
    }
    // Every kind of edit was seen to work, not only to be refused.
    #expect(done.count == 10)
    #expect(done.values.allSatisfy { $0 >= 20 }, "\(done)")
  }

  private func checkSegments(_ draft: Draft, _ edited: Draft, _ edit: RandomEdit, _ comment: Comment) throws {
    let marks = Dictionary(edited.segments.compactMap { s in mark(s).map { ($0, s) } }) { first, _ in first }
    for old in draft.segments {
      guard let name = mark(old), let range = edit.expected(old) else { continue }
      let new = try #require(marks[name], comment)
      #expect(new.rangeInParent == range, comment)
      guard range == old.rangeInParent, edit.name != "slipping", edit.name != "rippling" else { continue }
      let (before, after) = (bytes(old), bytes(new))
      if before != after {
        // All that may have come to it is the start that was implied, at its end.
        #expect(!old.isStartWritten && new.isStartWritten || edit.name == "moving", comment)
        #expect(after.hasPrefix(before.dropLast().trimmedEnd) || edit.name == "moving", comment)
      }
    }
  }

  private func checkRest(_ draft: Draft, _ edited: Draft, _ comment: Comment) {
    #expect(EditFixture.text(edited).hasPrefix(#"{"zz":[1.0, 2e3],"t":[{"tt":"#), comment)
    #expect(EditFixture.text(edited).hasSuffix(#","last":"\u00e4"}"# + "\n"), comment)
    #expect(edited.tracks.count == draft.tracks.count, comment)
    let wasRight = draft.writtenDuration == draft.duration
    #expect(edited.writtenDuration == (wasRight ? edited.duration : draft.writtenDuration), comment)
    let identities = edited.segments.compactMap(\.identifier)
    #expect(Set(identities).count == identities.count, comment)
  }

  @Test func slicingKeepsTheSumOfDurationsAndTheSourceInStep() throws {
    for seed in 0..<500 as Range<UInt64> {
      var source = RandomDraft(seed: seed)
      let draft = try EditFixture.draft(source.text())
      for old in draft.segments where old.duration > .zero {
        let time = old.start + old.duration * Rational(Int128(1 + source.random.below(9)), 10)
        let edited = try draft.slicing(old.reference, at: time)
        let right = SegmentReference(track: old.reference.track, index: old.index + 1)
        let parts = try [#require(edited.segment(at: old.reference)), #require(edited.segment(at: right))]
        #expect(parts[0].duration + parts[1].duration == old.duration)
        #expect(parts[0].end == parts[1].start)
        #expect(edited.duration == draft.duration)
        if old.media != nil { #expect(parts[0].sourceRange.end == parts[1].sourceStart) }
      }
    }
  }

  @Test func slippingThereAndBackRestoresTheBytes() throws {
    var done = 0
    for seed in 0..<500 as Range<UInt64> {
      var source = RandomDraft(seed: seed)
      let draft = try EditFixture.draft(source.text())
      let offset = Time.millis(1 + source.random.below(500))
      for old in draft.segments {
        // A key that was not there, and an exponent, do not come back.
        guard let node = old.node(.sourceStart), !draft.document.source(of: node).contains(UInt8(ascii: "e")),
          let there = try? draft.slipping(old.reference, by: offset)
        else { continue }
        #expect(EditFixture.text(try there.slipping(old.reference, by: -offset)) == EditFixture.text(draft))
        done += 1
      }
    }
    #expect(done > 100)
  }

  @Test func neverTrapsOnWhatIsBarelyADraft() throws {
    let values = [
      "null", "7", "\"x\"", "[]", "{}", #"{"d":1}"#, #"{"sg":7}"#, #"{"s":1e30,"d":1e30}"#,
      #"{"d":-1,"s":-9}"#,
    ]
    for (index, track) in values.enumerated() {
      for segment in values {
        let text = #"{"t":[\#(track),{"sg":[\#(segment),{"d":5}]},{"sg":\#(segment)}],"d":\#(segment)}"#
        let draft = try EditFixture.draft(text)
        for seed in 0..<40 as Range<UInt64> {
          var random = EditGenerator(seed: seed &* 31 &+ UInt64(index))
          let edit = RandomEdit(on: draft, using: &random)
          do throws(DraftEditError) {
            _ = try edit.apply(draft)
          } catch {
            #expect(!error.description.isEmpty)
          }
        }
      }
    }
  }

  private func mark(_ segment: Segment) -> String? {
    segment.draft.document.value(of: "mark", in: segment.node).flatMap(segment.draft.document.numberSpelling)
  }

  private func bytes(_ segment: Segment) -> String {
    String(decoding: segment.draft.document.source(of: segment.node), as: UTF8.self)
  }
}

extension Substring {
  fileprivate var trimmedEnd: Substring {
    var result = self
    while result.last?.isWhitespace == true { result.removeLast() }
    return result
  }
}
