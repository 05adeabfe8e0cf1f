import DraftModel

/// A transition for which the media has nothing left beyond the cut.
///
///     [ a ======== |::::]         :::: what is seen of a beyond its end
///            [::::| b ======== ]  and of b before its beginning
///
/// That b's media begins at 0 is seen in the draft; where a's media ends has to be known. Segments
/// that overlap bring their own handles, and pictures need none.
struct TransitionHandlesRule: Rule {
  static let description = RuleDescription(
    "transition.handles", .content, .warning, "a transition lacks handles",
    why:
      "during a transition both segments are on, so their media has to go on beyond the cut; a still is held instead",
    help:
      "start the later segment further into its media (`ss`), end the earlier one sooner, or shorten the transition",
    before:
      #"{"t": [{"tt": 0, "sg": [{"s": 0, "d": 2000, "tr": {"d": 500}, "u": "a.mp4"}, {"s": 2000, "d": 2000, "u": "b.mp4"}]}]}"#,
    after:
      #"{"t": [{"tt": 0, "sg": [{"s": 0, "d": 2000, "tr": {"d": 500}, "u": "a.mp4"}, {"s": 2000, "d": 2000, "ss": 250, "u": "b.mp4"}]}]}"#
  )

  func check(_ draft: CheckedDraft, report: (Finding) -> Void) {
    for track in draft.tracks where track.type == .video || track.type == .audio {
      track.forEachTransition { transition in
        guard let next = transition.next, transition.duration > .zero else { return }
        // One that is too long for its segments is another rule's finding.
        if let shorter = transition.shorterSide, transition.duration > shorter.duration { return }
        let segment = transition.segment
        let overlap = max(.zero, segment.end - next.start)
        guard overlap < Time(milliseconds: 1) else { return }
        let half = Time(milliseconds: (transition.duration.milliseconds / Rational(2)).floor)
        var sides: [DiagnosticMessage] = []
        let before = half * next.speed
        if Self.needsHandles(next, on: track), next.sourceStart < before {
          sides.append(
            "\(next) has \(max(.zero, next.sourceStart)) before its in-point, and the transition shows \(before) of it"
          )
        }
        let after = (transition.duration - half) * segment.speed
        if Self.needsHandles(segment, on: track), let facts = draft.facts(of: segment),
          let length = facts.duration,
          facts.picture?.kind != .animation
        {
          let left = length - segment.sourceRange.end
          // What lies past the end altogether is another rule's finding.
          if left >= .zero, left + Time(milliseconds: 1) < after {
            sides.append(
              "\(segment) has \(left) after its out-point, and the transition shows \(after) of it")
          }
        }
        guard let first = sides.first else { return }
        let message: DiagnosticMessage = sides.count > 1 ? "\(first); \(sides[1])" : first
        report(
          Finding(
            transition.object.node, message,
            values: ["duration": .time(transition.duration), "cut": .time(segment.end)],
            related: [.init(next.node, "the segment that it leads into")],
            grounds: [
              Ground(transition.object.node, .transitionDuration),
              Ground(segment.node, .media, .sourceStart, .speed),
              Ground(next.node, .media, .sourceStart, .speed),
            ]))
      }
    }
  }

  private static func needsHandles(_ segment: Segment, on track: CheckedTrack) -> Bool {
    // An in-point or a speed that cannot be is another rule's finding as well.
    guard segment.hasPlausibleSource, let media = segment.media, let kind = ServiceLimits.kind(of: media)
    else { return false }
    // A sound on a video track is another rule's finding.
    return kind == .video || (kind == .sound && track.type == .audio)
  }
}
