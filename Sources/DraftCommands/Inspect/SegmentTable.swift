import DraftModel

/// The segments of a draft, a line each.
struct SegmentTable {
  let draft: Draft
  let limit: Int
  let columns: Int

  var text: String {
    let segments = draft.segments.prefix(limit)
    let rows = segments.map { segment in
      [
        "\(segment.track.index + 1).\(segment.index + 1)", segment.track.word, "\(segment.start)",
        "\(segment.end)", "\(segment.duration)", segment.label, details(segment),
      ]
    }
    guard !rows.isEmpty else { return "no segments\n" }
    let all = [["#", "track", "start", "end", "length", "what", ""]] + rows
    var widths = (0..<7).map { column in all.map { $0[column].displayWidth }.max() ?? 0 }
    let fixed = widths[0...4].reduce(0, +) + 12
    widths[5] = min(widths[5], max(12, columns - fixed - min(widths[6], 24) - 2))
    var text = ""
    for row in all {
      var line = row[0].padded(to: widths[0]) + "  " + row[1].padded(to: widths[1])
      for column in 2...4 { line += "  " + row[column].leftPadded(to: widths[column]) }
      line += "  " + row[5].fitted(to: widths[5]).padded(to: widths[5]) + "  " + row[6]
      while line.last == " " { line.removeLast() }
      // On a narrow terminal a cut line is easier to read than a broken one.
      if columns < 80 { line = line.fitted(to: columns) }
      text += line + "\n"
    }
    let total = draft.segmentCount
    if total > rows.count { text += "… \(total - rows.count) more; --all shows them\n" }
    return text
  }

  /// What is not at its default, briefly.
  private func details(_ segment: Segment) -> String {
    var parts: [String] = []
    if segment.sourceStart > .zero { parts.append("from \(segment.sourceStart)") }
    if segment.speed != .one { parts.append("speed \(segment.speed.decimal(places: 3))") }
    let volume = segment.volume * segment.track.volume
    if volume != 1 { parts.append("volume \(volume.percent)") }
    let opacity = segment.opacity * segment.track.opacity
    if opacity != 1 { parts.append("opacity \(opacity.percent)") }
    if segment.scale != 1 { parts.append("scale \(segment.scale.percent)") }
    if segment.isMuted || segment.track.isMuted { parts.append("muted") }
    if segment.isHidden || segment.track.isHidden { parts.append("hidden") }
    return parts.joined(separator: ", ")
  }
}
