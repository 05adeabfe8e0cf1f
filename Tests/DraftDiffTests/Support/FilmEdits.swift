import DraftModel
import JSONTree

/// The model's own edits, at random, on a film without overlaps.
enum FilmEdits {
  /// Clips in a row, titles and sounds with gaps; nothing overlaps.
  static func film(_ random: inout DiffGenerator) throws -> Draft {
    func track(_ type: Int, _ name: String, _ gaps: Bool) -> String {
      var start = 0
      let segments = (0..<3 + random.below(5)).map { index -> String in
        if gaps, random.chance(40) { start += random.below(6) * 500 }
        let duration = 1000 + random.below(6) * 500
        defer { start += duration }
        let content = type == 7 ? #""tx":"\#(name)\#(index)""# : #""u":"\#(name)\#(index).mp4","ss":2000"#
        return #"{"id":"\#(name)\#(index)","s":\#(start),"d":\#(duration),\#(content)}"#
      }
      return #"{"id":"\#(name)","tt":\#(type),"sg":["# + segments.joined(separator: ",") + "]}"
    }
    let tracks = [track(0, "v", false), track(7, "t", true), track(1, "m", true)]
    return try DiffFixture.draft(#"{"t":["# + tracks.joined(separator: ",") + "]}")
  }

  /// One or two edits; what has no room is not done.
  static func several(_ draft: Draft, _ name: String, _ random: inout DiffGenerator) -> Draft {
    (0...random.below(2)).reduce(draft) { draft, turn in
      (try? edit(draft, "\(name)\(turn)", &random)) ?? draft
    }
  }

  /// One edit, named after who did it.
  static func edit(_ draft: Draft, _ name: String, _ random: inout DiffGenerator) throws -> Draft {
    let track = random.below(draft.tracks.count)
    let count = draft.tracks[track].segmentCount
    guard count > 0 else { return draft }
    let reference = SegmentReference(track: track, index: random.below(count))
    let range = draft.tracks[track].segments[reference.index].rangeInParent
    let scope = random.pick([RippleScope.track, .allTracks])
    switch random.below(8) {
    case 0: return try draft.removing(reference, closing: random.pick([nil, .track, .allTracks]))
    case 1:
      return try draft.inserting(
        .object([track == 1 ? "tx" : "u": .string(name)]), onTrack: track, at: range.start,
        duration: .millis(500 + random.below(4) * 500), pushing: scope)
    case 2:
      return try draft.rippling(
        random.pick([.head, .tail]), of: reference, by: .millis(random.pick([-500, 500])), on: scope)
    case 3:
      return try draft.trimming(
        reference,
        to: TimeRange(start: range.start + .millis(random.pick([0, 250])), end: range.end - .millis(250)))
    case 4: return try draft.slipping(reference, by: .millis(random.pick([-500, 750])))
    case 5: return try draft.slicing(reference, at: range.start + .millis(500))
    case 6: return try draft.moving(reference, to: draft.duration + .millis(1000))
    default:
      let text = DiffFixture.string(draft.document)
      return try DiffFixture.draft(
        text.replacing(#""ss":2000"#, with: #""ss":2000,"v":0.\#(1 + random.below(8))"#, maxReplacements: 1))
    }
  }
}
