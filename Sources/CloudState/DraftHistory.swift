import JSONTree

/// The drafts that were seen in one session, each once, the last 200 of them.
///
/// A draft is kept as the state response that it came in, byte for byte, because what lies around a
/// draft (its canvas, what its media are called) is part of how it plays. Its name is the hash of its
/// own bytes, so a state that is asked for a hundred times is kept once.
public struct DraftHistory: Sendable {
  public struct Entry: Hashable, Sendable {
    /// SHA-256, in hexadecimal.
    public let hash: String
    /// When it was first seen as the newest, in seconds since 1970.
    public let time: Int
    /// Where it lies.
    public let path: String
  }

  public static let limit = 200
  private static let log = "drafts.jsonl"

  private let folder: StateFolder

  public init(session id: String, in folder: StateFolder) {
    self.folder = SessionBook.folder(of: id, in: folder)
  }

  /// Newest first: the first is `@0`.
  public func entries() throws(StateError) -> [Entry] {
    let documents = documents(inLines: try folder.read(Self.log) ?? [])
    return documents.suffix(Self.limit).reversed().compactMap { document in
      guard let hash = document.text("hash", in: document.root), Self.isHash(hash) else { return nil }
      return Entry(
        hash: hash, time: document.int("time", in: document.root) ?? 0, path: folder.file(hash + ".json"))
    }
  }

  /// The response that a draft came in; nil where it is not kept any more.
  public func contents(of entry: Entry) throws(StateError) -> [UInt8]? {
    try folder.read(entry.hash + ".json")
  }

  /// Keeps a draft, unless it is the newest already.
  /// - Parameters:
  ///   - bytes: the response that it came in.
  ///   - hash: SHA-256 of what makes it the draft that it is, in hexadecimal.
  /// - Returns: whether it was new.
  @discardableResult
  public func add(_ bytes: [UInt8], hash: String, time: Int) throws(StateError) -> Bool {
    guard Self.isHash(hash) else { throw StateError(folder.path, reason: "its name is no hash") }
    return try folder.withLock("drafts") { () throws(StateError) in
      var kept = Array(try entries().reversed())
      guard kept.last?.hash != hash else { return false }
      try folder.write(bytes, to: hash + ".json")
      kept.append(Entry(hash: hash, time: time, path: folder.file(hash + ".json")))
      guard kept.count > Self.limit else {
        try folder.append(line: Self.line(hash: hash, time: time), to: Self.log)
        return true
      }
      let gone = kept.prefix(kept.count - Self.limit)
      kept.removeFirst(gone.count)
      let lines = kept.map { Self.line(hash: $0.hash, time: $0.time) + [0x0A] }
      try folder.write(Array(lines.joined()), to: Self.log)
      let used = Set(kept.map(\.hash))
      for entry in gone where !used.contains(entry.hash) { folder.remove(entry.hash + ".json") }
      return true
    }
  }

  private static func line(hash: String, time: Int) -> [UInt8] {
    JSONLiteral.object(["hash": .string(hash), "time": .int(time)]).line
  }

  /// 64 hexadecimal digits: nothing else ever becomes part of a path.
  private static func isHash(_ text: String) -> Bool {
    text.utf8.count == 64
      && text.utf8.allSatisfy { $0 &- UInt8(ascii: "0") < 10 || $0 &- UInt8(ascii: "a") < 6 }
  }
}

/// `@0`, the newest draft seen in the session in use; `@1`, the one before.
public struct DraftReference: Hashable, Sendable {
  public let index: Int

  /// - Returns: nil for anything but `@` and up to six digits.
  public init?(_ text: String) {
    guard text.first == "@", (2...7).contains(text.utf8.count),
      text.utf8.dropFirst().allSatisfy({ $0 &- UInt8(ascii: "0") < 10 }), let index = Int(text.dropFirst())
    else { return nil }
    self.index = index
  }

  /// Why there is no such draft.
  public enum Missing: Error, Hashable, Sendable {
    /// No session was ever used with this API.
    case noSession
    /// The session has only so many.
    case onlySoMany(Int)
    case unreadable(path: String, reason: String)
  }

  /// The file that holds it.
  public func path(environment: [String: String]) throws(Missing) -> String {
    let address = environment["NEMO_API_URL"].flatMap { $0.isEmpty ? nil : $0 }
    guard let origin = try? APIOrigin(address ?? APIOrigin.productionAddress),
      let folder = StateFolder(origin: origin, environment: environment)
    else { throw .noSession }
    let session: String?
    let entries: [DraftHistory.Entry]
    do throws(StateError) {
      session = try SessionBook(in: folder).currentID
      entries =
        try session.map { (id) throws(StateError) in try DraftHistory(session: id, in: folder).entries() }
        ?? []
    } catch {
      throw .unreadable(path: error.path, reason: error.reason)
    }
    guard session != nil else { throw .noSession }
    guard entries.indices.contains(index) else { throw .onlySoMany(entries.count) }
    return entries[index].path
  }
}
