import DraftModel

extension MediaDescription.Stream {
  /// How long the stream itself plays, where the file tells: in its header, or in the tag that writers of
  /// Matroska give each track (`DURATION`, as `00:00:04.000000000`).
  var toldDuration: Time? {
    if let duration { return duration }
    guard let text = tags.first(where: { $0.name.hasPrefix("DURATION") })?.value else { return nil }
    return Self.time(clock: text)
  }

  /// - Returns: nil for what is no clock time, and for zero.
  static func time(clock text: String) -> Time? {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 3, let hours = Int(parts[0]), let minutes = Int(parts[1]),
      let seconds = Double(parts[2]), (0..<10_000).contains(hours), (0..<60).contains(minutes),
      (0..<60).contains(seconds)
    else { return nil }
    let time = Time(microseconds: Int64((hours * 60 + minutes) * 60) * 1_000_000 + Int64(seconds * 1e6))
    return time > .zero ? time : nil
  }
}
