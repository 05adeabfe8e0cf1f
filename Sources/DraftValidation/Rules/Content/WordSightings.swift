import DraftModel
import JSONTree

/// Words that nobody here knows, each told once, where it is first: a service's own kind of effect may
/// be on every segment.
struct WordSightings {
  private struct Sighting {
    let what: String
    let word: String
    let first: JSONNodeID
    var count = 1
  }

  private struct Key: Hashable {
    let what: String
    let word: String
  }

  private var sightings: [Sighting] = []
  private var indices: [Key: Int] = [:]

  /// - Parameter what: what the word stands for, as a person says it: `effect`.
  mutating func note(_ what: String, _ word: String, at node: JSONNodeID) {
    let key = Key(what: what, word: word)
    if let index = indices[key] {
      sightings[index].count += 1
    } else {
      indices[key] = sightings.count
      sightings.append(Sighting(what: what, word: word, first: node))
    }
  }

  /// - Parameter name: what the word is called among the finding's values: `kind`.
  func report(named name: String, to report: (Finding) -> Void) {
    for sighting in sightings {
      var finding = Finding(
        sighting.first,
        "the \(sighting.what) \(quoted: sighting.word) is not known\(times(sighting.count))")
      finding.values = [.init(name, .string(sighting.word)), .init("count", .int(sighting.count))]
      report(finding)
    }
  }
}
