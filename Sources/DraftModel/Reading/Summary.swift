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
    let percent = volume == 1 ? "" : ", " + volume.percent
    return "\(label) (\(rangeInParent)\(percent))"
  }

  /// What a person would call the segment: its text in quotes on text tracks, else its title. An empty
  /// one counts as none.
  public var label: String {
    func filled(_ text: String?) -> String? { text.flatMap { $0.isEmpty ? nil : $0 } }
    if track.type == .text, let words = filled(text) ?? filled(title) {
      return "\"" + words.cut(to: 40).visible + "\""
    }
    return (filled(title) ?? filled(media.map(MediaName.title)) ?? filled(text))?.cut(to: 200).visible
      ?? "untitled"
  }
}

extension Double {
  /// A ratio as whole percent: `35%`.
  public var percent: String {
    isNaN ? "0%" : "\(Int((Swift.min(Swift.max(self, -1e6), 1e6) * 100).rounded()))%"
  }
}

extension String {
  /// The first characters, with an ellipsis where there are more. A character may be any number of
  /// combining marks; beyond ten scalars each, they are cut as well.
  public func cut(to count: Int) -> String {
    let head = unicodeScalars.prefix(count * 10)
    let text = head.endIndex == unicodeScalars.endIndex ? self : String(head)
    let short = text.prefix(count)
    return short.endIndex == text.endIndex && head.endIndex == unicodeScalars.endIndex
      ? text : String(short) + "…"
  }
}
