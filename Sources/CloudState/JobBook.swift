import JSONTree

/// The exports that were begun, so that one goes on after the program that began it has ended.
public struct JobBook: Sendable {
  public enum Status: String, Hashable, Sendable {
    /// Noted before the request is made; the service may know of it or not.
    case submitting
    case submitted
    /// Its film is ready at the service.
    case completed
    /// Its film was fetched.
    case downloaded
    case failed, cancelled

    /// Whether there is still something to wait for or to fetch.
    public var isOpen: Bool { self == .submitting || self == .submitted || self == .completed }
  }

  public struct Entry: Hashable, Sendable {
    public let id: String
    public let session: String
    /// Where the film is to go; absolute.
    public let output: String
    /// SHA-256 of the draft that was sent, in hexadecimal.
    public let draftHash: String
    /// How long the draft is, in milliseconds, for the check of the film.
    public let duration: Int
    public var status: Status
    /// Seconds since 1970.
    public let time: Int

    public init(
      id: String, session: String, output: String, draftHash: String, duration: Int, status: Status, time: Int
    ) {
      self.id = id
      self.session = session
      self.output = output
      self.draftHash = draftHash
      self.duration = duration
      self.status = status
      self.time = time
    }
  }

  private static let file = "jobs.json"
  /// How many jobs are remembered.
  static let limit = 500

  /// Oldest first.
  public private(set) var entries: [Entry] = []

  public init(in folder: StateFolder) throws(StateError) {
    guard let bytes = try folder.read(Self.file), let document = try? JSONDocument(parsing: bytes),
      let list = document.value(of: "jobs", in: document.root)
    else { return }
    for node in document.elements(of: list) {
      guard let id = document.text("id", in: node), let session = document.text("session", in: node),
        let output = document.text("output", in: node),
        let status = document.text("status", in: node).flatMap(Status.init)
      else { continue }
      entries.append(
        Entry(
          id: id, session: session, output: output, draftHash: document.text("draft", in: node) ?? "",
          duration: document.int("duration", in: node) ?? 0, status: status,
          time: document.int("time", in: node) ?? 0))
    }
  }

  /// The last export of a session that is still open.
  public func open(in session: String) -> Entry? {
    entries.last { $0.session == session && $0.status.isOpen }
  }

  /// Notes a job, or its new status.
  public static func put(_ entry: Entry, in folder: StateFolder) throws(StateError) {
    try folder.withLock(file) { () throws(StateError) in
      var book = try JobBook(in: folder)
      if let index = book.entries.firstIndex(where: { $0.id == entry.id }) {
        book.entries[index] = entry
      } else {
        book.entries.append(entry)
      }
      book.entries.removeFirst(max(0, book.entries.count - limit))
      try folder.write(Array(book.literal.text(style: .pretty).utf8), to: file)
    }
  }

  private var literal: JSONLiteral {
    .object([
      "jobs": .array(
        entries.map { entry in
          .object([
            "id": .string(entry.id), "session": .string(entry.session), "output": .string(entry.output),
            "draft": .string(entry.draftHash), "duration": .int(entry.duration),
            "status": .string(entry.status.rawValue), "time": .int(entry.time),
          ])
        })
    ])
  }
}
