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
    /// It is being sent, or all of it was sent and the answer was lost: the service may have it.
    case unsure
    /// The service certainly does not have it.
    case failed
  }

  public struct Entry: Hashable, Sendable {
    public let session: String
    /// Absolute.
    public let path: String
    /// SHA-256 of the content, in hexadecimal.
    public let hash: String
    /// In bytes.
    public let size: Int
    /// When the file was last changed, in nanoseconds since 1970.
    public let modified: Int
    /// The name that it was sent under.
    public let name: String
    /// What the service calls it in drafts, where it said so.
    public let url: String?
    public let status: Status
    /// Seconds since 1970.
    public let time: Int

    public init(
      session: String, path: String, hash: String, size: Int, modified: Int, name: String, url: String?,
      status: Status, time: Int
    ) {
      self.session = session
      self.path = path
      self.hash = hash
      self.size = size
      self.modified = modified
      self.name = name
      self.url = url
      self.status = status
      self.time = time
    }

    /// The entry with another status.
    public func with(_ status: Status, url: String? = nil, name: String? = nil) -> Entry {
      Entry(
        session: session, path: path, hash: hash, size: size, modified: modified, name: name ?? self.name,
        url: url ?? self.url, status: status, time: time)
    }

    /// Whether the file is where it was, and as it was by size and time.
    public var isUnchanged: Bool {
      FileStamp(path: path).map { $0.size == size && $0.modified == modified } ?? false
    }
  }

  /// Size and time of a file.
  public struct FileStamp: Hashable, Sendable {
    /// In bytes.
    public let size: Int
    /// In nanoseconds since 1970.
    public let modified: Int

    /// - Returns: nil where there is no such file.
    public init?(path: String) {
      var info = stat()
      guard stat(path, &info) == 0, info.st_mode & S_IFMT == S_IFREG else { return nil }
      size = Int(info.st_size)
      #if os(Linux)
        let time = info.st_mtim
      #else
        let time = info.st_mtimespec
      #endif
      modified = Int(time.tv_sec) &* 1_000_000_000 &+ Int(time.tv_nsec)
    }
  }

  private static let file = "uploads.jsonl"
  /// Oldest first; of entries of one session and name only the last.
  public private(set) var entries: [Entry] = []
  /// Where entries stand, by session and name.
  private var places: [[String]: Int] = [:]
  /// How much of the file is read.
  private var readBytes = 0

  public init(entries: [Entry] = []) {
    for entry in entries { put(entry) }
  }

  /// Reads what is kept.
  public init(in folder: StateFolder) throws(StateError) { try update(from: folder) }

  /// Reads what came to the file since it was last read.
  public mutating func update(from folder: StateFolder) throws(StateError) {
    let bytes = try folder.read(Self.file) ?? []
    if bytes.count < readBytes { self = UploadLedger() }
    // A line without its end is still being written.
    let end = bytes.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    guard end > readBytes else { return }
    for document in documents(inLines: Array(bytes[readBytes..<end])) {
      if let entry = Self.entry(document) { put(entry) }
    }
    readBytes = end
  }

  private mutating func put(_ entry: Entry) {
    if let place = places[[entry.session, entry.name]] {
      entries[place] = entry
    } else {
      places[[entry.session, entry.name]] = entries.count
      entries.append(entry)
    }
  }

  /// Notes that a file is going to be sent, under a name that no other content has in the session, before
  /// any of it is: of two runs at a time neither takes the other's name, and a run that ends in the
  /// middle is known of.
  /// - Returns: the entry, with its name.
  public mutating func reserve(
    _ entry: Entry, in folder: StateFolder
  ) throws(StateError) -> Entry {
    let lock = try folder.lock("uploads")
    defer { withExtendedLifetime(lock) {} }
    try update(from: folder)
    let name = freeName(for: entry.name, hash: entry.hash, session: entry.session)
    let reserved = Entry(
      session: entry.session, path: entry.path, hash: entry.hash, size: entry.size,
      modified: entry.modified, name: name, url: nil, status: .unsure, time: entry.time)
    try Self.add(reserved, in: folder)
    return reserved
  }

  public static func add(_ entry: Entry, in folder: StateFolder) throws(StateError) {
    let literal = JSONLiteral.object([
      "session": .string(entry.session), "path": .string(entry.path), "hash": .string(entry.hash),
      "size": .int(entry.size), "modified": .int(entry.modified), "name": .string(entry.name),
      "url": .optional(entry.url),
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
      session: session, path: path, hash: hash, size: document.int("size", in: root) ?? 0,
      modified: document.int("modified", in: root) ?? 0, name: name,
      url: document.text("url", in: root),
      status: document.text("status", in: root).flatMap(Status.init) ?? .unsure,
      time: document.int("time", in: root) ?? 0)
  }

  /// The upload of this content into a session.
  public func entry(session: String, hash: String) -> Entry? {
    entries.last { $0.session == session && $0.hash == hash && $0.status != .failed }
  }

  /// The name to send a file under: its own, with a number where other content has that name in the
  /// session. The agent, and whoever looks for an upload later, can then tell them apart.
  public func freeName(for name: String, hash: String, session: String) -> String {
    let taken = Dictionary(
      entries.filter { $0.session == session && $0.status != .failed }.map { ($0.name, $0.hash) },
      uniquingKeysWith: { $1 })
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
