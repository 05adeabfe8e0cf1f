import DraftModel

/// What tracks are called: by their word, with a number where several share it.
struct TrackNames {
  private let matching: DraftMatching
  private let oldNames: [String]
  private let newNames: [String]

  init(_ matching: DraftMatching) {
    self.matching = matching
    func names(_ tracks: [Track], _ others: [Track]) -> [String] {
      func isRepeated(_ word: String, _ tracks: [Track]) -> Bool {
        tracks.filter { $0.word == word }.count > 1
      }
      var seen: [String: Int] = [:]
      return tracks.map { track in
        let word = track.word
        seen[word, default: 0] += 1
        return isRepeated(word, tracks) || isRepeated(word, others) ? "\(word) \(seen[word] ?? 1)" : word
      }
    }
    oldNames = names(matching.old.tracks, matching.new.tracks)
    newNames = names(matching.new.tracks, matching.old.tracks)
  }

  /// The track that is on either side; the other side is found by the matching.
  func reference(old: Int?, new: Int?) -> TrackReference {
    let i = old ?? new.flatMap { matching.oldTrack[$0] }
    let j = new ?? old.flatMap { matching.newTrack[$0] }
    return TrackReference(old: i, new: j, name: j.map { newNames[$0] } ?? i.map { oldNames[$0] } ?? "Track")
  }
}
