import CloudState
import DraftModel
import JSONTree

/// The keys that a session's drafts are read with, where nobody has given any: the documented ones, and what
/// was found out from the drafts themselves.
extension CloudClient {
  /// - Parameter given: what the person said; such keys are used as they are.
  func keys(_ given: DraftKeys, of session: CloudSession) -> DraftKeys {
    guard given.userSpellings.isEmpty else { return given }
    let file = SessionKeyFile(session: session.id, in: configuration.stateFolder)
    do {
      return try file.contents().map { try DraftKeys(keyFile: $0) } ?? given
    } catch {
      if unreadableKeys.isFirst {
        let reason = (error as? StateError)?.reason ?? "it is no key file"
        configuration.notice(
          "what was found out about this session's keys cannot be read: \(file.path): \(reason); "
            + "its drafts are read with the documented keys, and others are looked for again")
      }
      return given
    }
  }

  /// Finds out what a draft's keys mean that the keys in use do not read, and remembers it for the session:
  /// a draft is compared with the one before, and both have to be read in the same way.
  /// - Parameter given: what the person said; then nothing is looked for.
  /// - Returns: nil where there is nothing to find out, or nothing that is certain enough.
  func learnedKeys(_ given: DraftKeys, from draft: Draft, of session: CloudSession) -> DraftKeys? {
    guard given.userSpellings.isEmpty, let found = draft.keys.learning(from: draft) else { return nil }
    let file = SessionKeyFile(session: session.id, in: configuration.stateFolder)
    do throws(StateError) { try file.keep(found.keys.keyFileBytes) } catch {
      // They serve this run; the next one finds them out again.
      if unwritableKeys.isFirst {
        configuration.notice("what was found out about this session's keys cannot be kept: \(error.reason)")
      }
      return found.keys
    }
    let words = found.news.prefix(6).map {
      "`\($0.spelling.visible)` as \(DraftKeys.entry($0.property).qualifiedName)"
    }
    let more = found.news.count > 6 ? " and \(found.news.count - 6) more" : ""
    configuration.notice(
      "this session's drafts have keys of their own; read from their values: "
        + words.joined(separator: ", ") + more)
    return found.keys
  }
}

extension DraftKeys {
  /// These keys and what the values of a draft say with certainty about keys that they do not read.
  ///
  /// What the keys in use find keeps its meaning, and so does every key that was found out before: one
  /// draft alone may look otherwise.
  /// - Returns: nil where that is nothing.
  func learning(from draft: Draft) -> (keys: DraftKeys, news: [KeyCandidate])? {
    let report = KeyReport(draft)
    guard !report.unrecognized.isEmpty else { return nil }
    let known = Set(report.found.map(\.property))
    func taken(_ scope: DraftScope) -> Set<String> {
      Set(
        userSpellings.filter { DraftKeys.entry($0.key).scope == scope }.flatMap(\.value)
          + report.found.filter { DraftKeys.entry($0.property).scope == scope }.map(\.spelling))
    }
    // A key more in a draft that is understood is no reason to guess at all of them: it may be anything.
    let isForeign =
      userSpellings[.media] != nil || userSpellings[.text] != nil || !draft.saysWhatItShows
    let news = report.candidates.filter {
      $0.isSuggested && (isForeign || Self.unmistakable.contains($0.property)) && !known.contains($0.property)
        && !taken(DraftKeys.entry($0.property).scope).contains($0.spelling)
    }
    guard !news.isEmpty else { return nil }
    var spellings = userSpellings
    for candidate in news { spellings[candidate.property, default: []].append(candidate.spelling) }
    return (DraftKeys(userSpellings: spellings), news)
  }

  /// What is read from values that nothing else has: all different, or a chain of times.
  private static let unmistakable: Set<DraftProperty> = [.segmentID, .trackID, .start]

  /// A key file that makes these keys.
  var keyFileBytes: [UInt8] {
    let members = DraftKeys.table.compactMap { entry in
      userSpellings[entry.property].map {
        JSONLiteral.Member(entry.qualifiedName, .array($0.map(JSONLiteral.string)))
      }
    }
    return Array((JSONLiteral.object(members).text(style: .pretty) + "\n").utf8)
  }
}

extension Draft {
  /// Whether each track of pictures, sound or text has a segment whose medium or text is known.
  fileprivate var saysWhatItShows: Bool {
    tracks.allSatisfy { track in
      let segments = track.segments
      guard !segments.isEmpty, [.video, .audio, .text].contains(track.type) else { return true }
      return segments.contains { $0.media != nil || $0.text != nil }
    }
  }

  /// The same draft, read as another one is.
  func readLike(_ other: Draft) -> Draft {
    guard keys.userSpellings != other.keys.userSpellings else { return self }
    return (try? Draft(document, keys: other.keys)) ?? self
  }
}
