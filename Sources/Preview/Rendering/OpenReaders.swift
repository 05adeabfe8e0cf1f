import DraftModel
import Media

/// The readers that a renderer has open: those that layers use, one for all layers of a source, and idle
/// ones that keep their places for later layers of the same file.
final class OpenReaders {
  private struct Entry {
    let source: PictureSource
    let reader: any PictureReader
    /// Bytes of ``MemoryEstimate``.
    let cost: Int
    /// What the file was when it was opened.
    let fingerprint: String?
    var users: Set<Int> = []
  }

  private var used: [Entry] = []
  /// From the one that was used least recently.
  private var idle: [Entry] = []

  /// What is open, in bytes of ``MemoryEstimate``.
  private(set) var held = 0

  var hasIdle: Bool { !idle.isEmpty }

  /// The cost of what these layers, and no others, use.
  func held(by layers: Set<Int>) -> Int {
    used.filter { $0.users.isSubset(of: layers) }.reduce(0) { $0 + $1.cost }
  }

  /// Gives a layer a reader that is open already: that of its source, or an idle one of its file, best
  /// one that stands shortly before the first wanted time.
  func take(_ source: PictureSource, for layer: Int, from time: Time) -> (any PictureReader)? {
    if let place = used.firstIndex(where: { $0.source == source }) {
      used[place].users.insert(layer)
      return used[place].reader
    }
    var best: (place: Int, distance: Time?)?
    for (place, entry) in idle.enumerated() where entry.source.hasSamePictures(as: source) {
      let distance = entry.reader.position.flatMap { $0 <= time ? time - $0 : nil }
      guard let known = best else {
        best = (place, distance)
        continue
      }
      if let distance, known.distance.map({ distance < $0 }) ?? true { best = (place, distance) }
    }
    guard let best else { return nil }
    let entry = idle.remove(at: best.place)
    used.append(
      Entry(
        source: source, reader: entry.reader, cost: entry.cost, fingerprint: entry.fingerprint, users: [layer]
      ))
    return entry.reader
  }

  /// Adds one that was opened for a layer.
  func add(_ reader: any PictureReader, of source: PictureSource, for layer: Int, cost: Int) {
    let fingerprint = try? MediaFingerprint.of(path: source.path)
    used.append(
      Entry(source: source, reader: reader, cost: cost, fingerprint: fingerprint, users: [layer]))
    held += cost
  }

  /// A layer needs its reader no more.
  /// - Parameter keepsIdle: whether the reader stays open when nobody else needs it.
  func release(_ layer: Int, keepsIdle: Bool) {
    guard let place = used.firstIndex(where: { $0.users.contains(layer) }) else { return }
    used[place].users.remove(layer)
    guard used[place].users.isEmpty else { return }
    let entry = used.remove(at: place)
    if keepsIdle { idle.append(entry) } else { held -= entry.cost }
  }

  func closeOldestIdle() {
    guard !idle.isEmpty else { return }
    held -= idle.removeFirst().cost
  }

  /// Closes all idle ones but the last few.
  func closeIdle(butLast count: Int) { while idle.count > count { closeOldestIdle() } }

  /// Closes idle ones but those that are needed.
  func closeIdle(but isNeeded: (PictureSource) -> Bool) {
    let closed = idle.filter { !isNeeded($0.source) }
    idle.removeAll { !isNeeded($0.source) }
    held -= closed.reduce(0) { $0 + $1.cost }
  }

  /// Makes all of them idle for another plan, and closes those that it has no use for, and those whose
  /// files are not what they were.
  func becomeIdle(for sources: Set<PictureSource>) {
    let wanted = Set(sources.map { Files(path: $0.path, detail: $0.detail) })
    var current: [String: String?] = [:]
    let all = idle + used
    (idle, used, held) = ([], [], 0)
    for var entry in all where wanted.contains(Files(path: entry.source.path, detail: entry.source.detail)) {
      let path = entry.source.path
      let now = current[path] ?? (try? MediaFingerprint.of(path: path))
      current[path] = .some(now)
      guard let now, now == entry.fingerprint else { continue }
      entry.users = []
      idle.append(entry)
      held += entry.cost
    }
  }

  private struct Files: Hashable {
    let path: String
    let detail: VideoReader.Detail
  }
}
