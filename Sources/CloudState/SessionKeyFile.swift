/// How the drafts of one session spell what they hold, where that was found out from the drafts
/// themselves: a key file, as `--key-table` takes it, beside the drafts.
public struct SessionKeyFile: Sendable {
  private static let name = "keys.json"

  private let folder: StateFolder

  public init(session id: String, in folder: StateFolder) {
    self.folder = SessionBook.folder(of: id, in: folder)
  }

  /// - Returns: nil where nothing was found out, or nothing had to be.
  public func contents() throws(StateError) -> [UInt8]? { try folder.read(Self.name) }

  /// Where it lies.
  public var path: String { folder.path + "/" + Self.name }

  public func keep(_ bytes: [UInt8]) throws(StateError) {
    try folder.withLock("keys") { () throws(StateError) in try folder.write(bytes, to: Self.name) }
  }

  /// Where the key file lies of the session that a kept draft belongs to; it need not be there.
  public static func path(besideDraft path: String) -> String {
    path.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/") + "/"
      + name
  }
}
