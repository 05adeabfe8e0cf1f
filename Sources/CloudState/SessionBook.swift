import JSONTree

/// The sessions of one API origin that this machine knows, and which of them is in use.
public struct SessionBook: Sendable {
  public struct Entry: Hashable, Sendable {
    public let id: String
    public let taskID: String?
    public let language: String?
    /// Seconds since 1970.
    public let created: Int
    /// The id that a registration link takes along, where the service told one.
    public var bindID: String?

    public init(id: String, taskID: String?, language: String?, created: Int, bindID: String? = nil) {
      self.id = id
      self.taskID = taskID
      self.language = language
      self.created = created
      self.bindID = bindID
    }
  }

  /// How many sessions are remembered; the oldest go first.
  static let limit = 1000
  private static let file = "sessions.json"

  /// Oldest first.
  public private(set) var entries: [Entry] = []
  public private(set) var currentID: String?

  public var current: Entry? { entries.first { $0.id == currentID } }

  /// Reads what is kept. A file that is damaged counts as none.
  public init(in folder: StateFolder) throws(StateError) {
    guard let bytes = try folder.read(Self.file), let document = try? JSONDocument(parsing: bytes) else {
      return
    }
    currentID = document.text("current", in: document.root)
    guard let list = document.value(of: "sessions", in: document.root) else { return }
    for node in document.elements(of: list) {
      guard let id = document.text("id", in: node), !id.isEmpty else { continue }
      entries.append(
        Entry(
          id: id, taskID: document.text("task", in: node), language: document.text("language", in: node),
          created: document.int("created", in: node) ?? 0, bindID: document.text("bind", in: node)))
    }
  }

  /// Changes what is kept, while no other run does.
  @discardableResult
  public static func update(
    in folder: StateFolder, _ change: (inout SessionBook) -> Void
  ) throws(StateError) -> SessionBook {
    try folder.withLock(file) { () throws(StateError) in
      var book = try SessionBook(in: folder)
      change(&book)
      try folder.write(Array(book.literal.text(style: .pretty).utf8), to: file)
      return book
    }
  }

  /// Adds a session, or brings what is known of it up to date, and uses it from now on.
  public mutating func use(_ entry: Entry) {
    if let index = entries.firstIndex(where: { $0.id == entry.id }) {
      entries[index] = entry
    } else {
      entries.append(entry)
    }
    entries.removeFirst(max(0, entries.count - Self.limit))
    currentID = entry.id
  }

  /// Notes the id for registration links.
  public mutating func setBindID(_ bind: String, of id: String) {
    guard let index = entries.firstIndex(where: { $0.id == id }) else { return }
    entries[index].bindID = bind
  }

  /// What is kept of one session: its drafts, its export lock. Its id comes from the service, and is
  /// no path: other characters than letters, digits, `-` and `_` are replaced, and a sum over the whole
  /// id keeps apart what would then be alike.
  public static func folder(of id: String, in folder: StateFolder) -> StateFolder {
    var sum: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in id.utf8 { sum = (sum ^ UInt64(byte)) &* 0x100_0000_01B3 }
    let safe = id.utf8.prefix(40).map { byte -> Character in
      let isSafe =
        (byte | 0x20) &- UInt8(ascii: "a") < 26 || byte &- UInt8(ascii: "0") < 10
        || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
      return isSafe ? Character(Unicode.Scalar(byte)) : "_"
    }
    return folder.folder("sessions").folder(String(safe) + "." + String(sum, radix: 16))
  }

  private var literal: JSONLiteral {
    .object([
      "current": .optional(currentID),
      "sessions": .array(
        entries.map { entry in
          .object([
            "id": .string(entry.id), "task": .optional(entry.taskID),
            "language": .optional(entry.language), "created": .int(entry.created),
            "bind": .optional(entry.bindID),
          ])
        }),
    ])
  }
}
