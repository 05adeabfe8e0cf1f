import JSONTree

/// Where the tracks and their segments lie, told by structure: tracks are the array of objects that
/// hold arrays of objects.
struct DraftOutline {
  /// The object that is read as the draft; paths start here.
  let base: JSONNodeID
  let tracksPath: [String]
  let segmentsPath: [String]
  let tracks: [JSONNodeID]
  /// The array of segments of each track; nil where it has none.
  let segments: [JSONNodeID?]
  let segmentCount: Int

  private static let maximumDepth = 8
  private static let maximumMembers = 4000
  /// What lies around a draft in a session's state, and is none.
  private static let wrapperNames: Set = ["canvas_config", "video_infos", "generated_media"]
  /// Tracks that are looked at.
  static let maximumTracks = 400
}

extension DraftOutline {
  /// The best place for tracks in a document; nil where there is none.
  static func find(in document: JSONDocument, keys: DraftKeys) -> DraftOutline? {
    var search = Search(document: document, keys: keys)
    search.visit(document.root, path: [])
    return search.best.map { found in
      var base = document.root
      var depth = 0
      // The names that a wrapper may have are followed as the reader follows them.
      for name in ["data", "state", "draft"] {
        guard depth < found.path.count - 1, found.path[depth] == name,
          name == "draft" || document.value(of: "draft", in: base) == nil,
          let inner = document.value(of: JSONKey(name), in: base)
        else { continue }
        base = inner
        depth += 1
      }
      let arrays = found.tracks.map { node(at: found.inner, from: $0, in: document) }
      return DraftOutline(
        base: base, tracksPath: Array(found.path.dropFirst(depth)), segmentsPath: found.inner,
        tracks: found.tracks, segments: arrays, segmentCount: found.innerCount)
    }
  }

  /// The array at a path of names.
  private static func node(at path: [String], from object: JSONNodeID, in document: JSONDocument)
    -> JSONNodeID?
  {
    document.node(at: JSONPointer(tokens: path.map { JSONKey($0) }), from: object)
      .flatMap { document.kind(of: $0) == .array ? $0 : nil }
  }

  private struct Found {
    let path: [String]
    let inner: [String]
    let innerCount: Int
    let tracks: [JSONNodeID]
    let score: Double
  }

  private struct Search {
    let document: JSONDocument
    let keys: DraftKeys
    var best: Found?
    private var members = 0

    init(document: JSONDocument, keys: DraftKeys) {
      self.document = document
      self.keys = keys
    }

    mutating func visit(_ object: JSONNodeID, path: [String]) {
      for member in document.members(of: object) {
        members += 1
        guard members < maximumMembers, let name = usableName(member.name), !wrapperNames.contains(name)
        else { continue }
        switch document.kind(of: member.value) {
        case .object where path.count < maximumDepth: visit(member.value, path: path + [name])
        case .array:
          guard let found = judge(member.value, path: path + [name]) else { continue }
          if found.score > best?.score ?? 0 { best = found }
        default: break
        }
      }
    }

    private func usableName(_ node: JSONNodeID) -> String? {
      document.string(of: node).flatMap { $0.isEmpty || $0.contains("/") ? nil : $0 }
    }

    /// How much an array looks like tracks.
    private func judge(_ array: JSONNodeID, path: [String]) -> Found? {
      let tracks = document.elements(of: array).prefix(maximumTracks).filter {
        document.kind(of: $0) == .object
      }
      var tallies: [[String]: Tally] = [:]
      var typed = 0
      for track in tracks { tally(track, path: [], into: &tallies, typed: &typed) }
      let isKnownSegments = { (path: [String]) in
        keys.spellings(of: .trackSegments).contains(path.joined(separator: "/"))
      }
      func weight(_ entry: (key: [String], value: Tally)) -> (Double, Int) {
        (
          Double(entry.value.filled * 4 + entry.value.timed * 2 + entry.value.arrays)
            + (isKnownSegments(entry.key) ? 2 : 0), -entry.value.first
        )
      }
      guard let best = tallies.max(by: { weight($0) < weight($1) }), best.value.timed + typed > 0
      else { return nil }
      let count = Double(tracks.count)
      let isKnown = keys.spellings(of: .draftTracks).contains(path.last ?? "")
      let score =
        0.3 + 0.3 * Double(best.value.filled) / count + 0.2 * Double(best.value.timed) / count
        + 0.2 * Double(min(typed, tracks.count)) / count + (isKnown ? 0.2 : 0) - 0.02 * Double(path.count)
      return Found(
        path: path, inner: best.key, innerCount: best.value.elements, tracks: Array(tracks), score: score)
    }

    private struct Tally {
      var first = 0
      var arrays = 0
      /// Arrays with at least one object in them.
      var filled = 0
      /// Arrays whose first object has a number that could be a length in milliseconds.
      var timed = 0
      var elements = 0
    }

    private func tally(
      _ object: JSONNodeID, path: [String], into tallies: inout [[String]: Tally], typed: inout Int
    ) {
      for member in document.members(of: object) {
        guard let name = usableName(member.name) else { continue }
        let path = path + [name]
        switch document.kind(of: member.value) {
        case .object where path.count < 3: tally(member.value, path: path, into: &tallies, typed: &typed)
        case .number where ["0", "1", "7"].contains(document.numberSpelling(of: member.value)): typed += 1
        case .array:
          let first = document.elements(of: member.value).first { _ in true }
          guard first.map({ document.kind(of: $0) == .object }) ?? true else { continue }
          let order = tallies.count
          var entry = tallies[path] ?? Tally(first: order)
          entry.arrays += 1
          entry.elements += document.elements(of: member.value).reduce(0) { count, _ in count + 1 }
          if let first {
            entry.filled += 1
            if hasLength(first, depth: 0) { entry.timed += 1 }
          }
          tallies[path] = entry
        default: break
        }
      }
    }

    private func hasLength(_ object: JSONNodeID, depth: Int) -> Bool {
      document.members(of: object).contains { member in
        switch document.kind(of: member.value) {
        case .number, .string:
          (document.time(of: member.value)?.milliseconds.double).map { (40...1e8).contains($0) } ?? false
        case .object: depth < 2 && hasLength(member.value, depth: depth + 1)
        default: false
        }
      }
    }
  }
}
