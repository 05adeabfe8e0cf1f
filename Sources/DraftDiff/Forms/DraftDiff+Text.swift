import DraftModel

extension DraftDiff {
  /// The changes as sentences, one a line, grouped by track, then by time. No text where nothing
  /// changed.
  public var text: String { changes.map { ChangeSentence(change: $0).text + "\n" }.joined() }

  /// One line, as a conversation about the draft would say it: `Title added: "Urban Dreams" (0-3s)`.
  public var summary: String { Self.summary(of: changes) }

  /// One line of the changes that somebody made on purpose: what a service does at every save is left out.
  public var editSummary: String { Self.summary(of: edits) }

  private static func summary(of changes: [Change]) -> String {
    guard !changes.isEmpty else { return "No changes" }
    let shown = changes.prefix(4).map { ChangeSummary(change: $0).text }
    let more = changes.count > 4 ? ["+\(changes.count - 4) more"] : []
    return (shown + more).joined(separator: "; ")
  }
}

extension Change {
  /// The change in one short sentence.
  public var sentence: String { ChangeSentence(change: self).text }
}

/// Says a change with its track first.
struct ChangeSummary {
  let change: Change

  var text: String {
    let name = change.track?.name ?? "Draft"
    let old = change.segments.first?.old
    let new = change.segments.first?.new
    switch change.kind {
    case .trackAdded, .segmentAdded: return "\(name) added: \(list { $0.new })"
    case .trackRemoved, .segmentRemoved: return "\(name) removed: \(list { $0.old })"
    case .segmentMoved where change.segments.count == 1:
      return "\(name) moved: \(new?.label ?? "") (\(ranges(old, new)))"
    case .segmentTrimmed where change.segments.count == 1:
      return "\(name) trimmed: \(new?.label ?? "") (\(ranges(old, new)))"
    case .segmentSlipped: return "\(name) slipped: \(new?.summary ?? "")"
    case .segmentRetimed: return "\(name) retimed: \(new?.label ?? "") (\(ranges(old, new)))"
    case .segmentReplaced: return "\(name) replaced: \(old?.label ?? "") → \(new?.summary ?? "")"
    case .segmentSplit: return "\(name) split: \(old?.summary ?? "")"
    case .segmentJoined: return "\(name) joined: \(new?.summary ?? "")"
    case .segmentText: return "\(name) changed: \(old?.label ?? "") → \(new?.summary ?? "")"
    default: return change.sentence
    }
  }

  private func ranges(_ old: Segment?, _ new: Segment?) -> String {
    let ranges = [old, new].compactMap { $0?.rangeInParent }
    guard ranges.count == 2, ranges[0] != ranges[1] else { return ranges.last?.description ?? "" }
    let (before, after) = ValueText.apart(ranges[0], ranges[1])
    return "\(before) → \(after)"
  }

  private func list(_ side: (SegmentPair) -> Segment?) -> String {
    let segments = change.segments.compactMap(side)
    guard !segments.isEmpty else { return "empty" }
    let shown = segments.prefix(4).map(\.summary)
    return (shown + (segments.count > 4 ? ["+\(segments.count - 4) more"] : [])).joined(separator: ", ")
  }
}
