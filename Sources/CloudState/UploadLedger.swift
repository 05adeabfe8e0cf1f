import JSONTree

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// What was uploaded: which file, what was in it, and what the service calls it.
///
/// Nothing is uploaded twice into a session because of it, and a preview finds the file on this
/// machine that a draft's URL stands for.
public struct UploadLedger: Sendable {
  public enum Status: String, Hashable, Sendable {
    /// The service has it.
    case sent
    /// All of it was sent, but the answer was lost: the service may have it.
    case unsure
  }

  public struct Entry: Hashable, Sendable {
    public let session: String
    /// Absolute.
    public let path: String
    /// SHA-256 of the content, in hexadecimal.
    public let hash: String
    /// In bytes.
    public let size: Int
    /// The name that it was sent under.
    public let name: String
    /// What the service calls it in drafts, where it said so.
    public let url: String?
    public let status: Status
    /// Seconds since 1970.
    public let time: Int

    public init(
      session: String, path: String, hash: String, size: Int, name: String, url: String?, status: Status,
      time: Int
    ) {
      self.session = session
      self.path = path
      self.hash = hash
      self.size = size
      self.name = name
      self.url = url
      self.status = status
      self.time = time
    }
  }

  private static let file = "uploads.jsonl"
  /// Oldest first; of entries of one session and name only the last.
  public private(set) var entries: [Entry] = []

  public init(entries: [Entry] = []) { self.entries = entries }

  /// Reads what is kept.
  public init(in folder: StateFolder) throws(StateError) {
    var places: [[String]: Int] = [:]
    for document in documents(inLines: try folder.read(Self.file) ?? []) {
      guard let entry = Self.entry(document) else { continue }
      if let place = places[[entry.session, entry.name]] {
        entries[place] = entry
      } else {
        places[[entry.session, entry.name]] = entries.count
        entries.append(entry)
      }
    }
  }

  public static func add(_ entry: Entry, in folder: StateFolder) throws(StateError) {
    let literal = JSONLiteral.object([
      "session": .string(entry.session), "path": .string(entry.path), "hash": .string(entry.hash),
      "size": .int(entry.size), "name": .string(entry.name), "url": .optional(entry.url),
      "status": .string(entry.status.rawValue), "time": .int(entry.time),
    ])
    try folder.append(line: literal.line, to: file)
  }

  private static func entry(_ document: JSONDocument) -> Entry? {
    let root = document.root
    guard let session = document.text("session", in: root), let path = document.text("path", in: root),
      let hash = document.text("hash", in: root), let name = document.text("name", in: root)
    else { return nil }
    return Entry(
      session: session, path: path, hash: hash, size: document.int("size", in: root) ?? 0, name: name,
      url: document.text("url", in: root),
      status: document.text("status", in: root).flatMap(Status.init) ?? .unsure,
      time: document.int("time", in: root) ?? 0)
  }

  /// The upload of this content into a session.
  public func entry(session: String, hash: String) -> Entry? {
    entries.last { $0.session == session && $0.hash == hash }
  }

  /// The name to send a file under: its own, with a number where other content has that name in the
  /// session. The agent, and whoever looks for an upload later, can then tell them apart.
  public func freeName(for name: String, hash: String, session: String) -> String {
    let taken = Dictionary(
      entries.filter { $0.session == session }.map { ($0.name, $0.hash) }, uniquingKeysWith: { $1 })
    if taken[name].map({ $0 == hash }) ?? true { return name }
    let dot = name.lastIndex(of: ".").flatMap { $0 == name.startIndex ? nil : $0 } ?? name.endIndex
    var number = 2
    while true {
      let candidate = "\(name[..<dot])-\(number)\(name[dot...])"
      if taken[candidate].map({ $0 == hash }) ?? true { return candidate }
      number += 1
    }
  }

  /// The uploads that a reference in a draft may stand for, newest first: by URL, queries aside, which
  /// are signatures that change; else by remote name.
  public func entries(for reference: String) -> [Entry] {
    let wanted = Self.withoutQuery(reference)
    let byURL = entries.filter { $0.url.map(Self.withoutQuery) == wanted }
    return (byURL.isEmpty ? entries.filter { $0.name == reference } : byURL).reversed()
  }

  private static func withoutQuery(_ text: String) -> Substring { text.prefix { $0 != "?" && $0 != "#" } }

  /// The ledger of the API that the environment names; empty where there is none, or none that can be
  /// read.
  public static func inUse(environment: [String: String]) -> UploadLedger {
    let address = environment["NEMO_API_URL"].flatMap { $0.isEmpty ? nil : $0 }
    guard let origin = try? APIOrigin(address ?? APIOrigin.productionAddress),
      let folder = StateFolder(origin: origin, environment: environment)
    else { return UploadLedger() }
    return (try? UploadLedger(in: folder)) ?? UploadLedger()
  }
}
