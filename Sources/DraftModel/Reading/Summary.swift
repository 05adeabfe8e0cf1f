/// The one-line summary that everyone in this ecosystem expects.
extension Draft {
  /// `Timeline (3 tracks): 1. Video: city timelapse (0-10s) 2. BGM: Lo-fi (0-10s, 35%) 3. Title: "Urban Dreams" (0-3s)`
  ///
  /// Ranges are whole seconds, or have up to two places. A percentage is the volume where it is not 1.
  /// A track shows its first four segments, text cut at 40 characters.
  public var summary: String {
    let tracks = self.tracks
    let head = "Timeline (\(tracks.count) \(tracks.count == 1 ? "track" : "tracks"))"
    guard !tracks.isEmpty else { return head }
    return head + ": " + tracks.map { "\($0.index + 1). \($0.summary)" }.joined(separator: " ")
  }
}

extension Track {
  /// What the track is called in a list: `Video`, `BGM`, `Title`, `Voice`, `SFX`, `Caption`, `Track 5`.
  public var word: String {
    switch (role, type) {
    case (.voice, _): "Voice"
    case (.sfx, _): "SFX"
    case (.caption, _): "Caption"
    case (_, .video): "Video"
    case (_, .audio): "BGM"
    case (_, .text): "Title"
    case (_, .other(let number)): "Track \(number)"
    case (_, .unknown): "Track"
    }
  }

  /// `BGM: Lo-fi (0-10s, 35%)`
  public var summary: String {
    let count = segmentCount
    guard count > 0 else { return "\(word): empty" }
    let shown = segments.prefix(4).map(\.summary)
    return "\(word): " + (shown + (count > 4 ? ["+\(count - 4) more"] : [])).joined(separator: ", ")
  }
}

extension Segment {
  /// `Lo-fi (0-10s, 35%)`
  public var summary: String {
    let volume = self.volume * track.volume
    let percent = volume == 1 ? "" : ", \(Int((min(max(volume, -1e6), 1e6) * 100).rounded()))%"
    return "\(label) (\(rangeInParent)\(percent))"
  }

  /// What a person would call the segment: its text in quotes on text tracks, else its title.
  public var label: String {
    if track.type == .text, let words = text ?? title {
      let whole = words.visible
      return "\"" + (whole.count > 40 ? String(whole.prefix(40)) + "…" : whole) + "\""
    }
    return (title ?? text)?.visible ?? "untitled"
  }
}
