import Media

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Files under names that say what is in them, shared by any number of processes.
///
/// An entry appears under its name in one step and is never changed afterwards, so that readers and
/// writers need no lock; two that write one entry write the same bytes. Until then it has no name at
/// all: a process that is killed leaves nothing. Each entry carries a checksum, and a damaged one is
/// removed and counts as missing. Nothing here throws: without a cache, work is done again.
public struct CacheStore: Sendable {
  /// What entries are for. Each has a folder.
  public enum Kind: String, CaseIterable, Sendable {
    /// Coded pictures of chunks.
    case chunks
    /// Coded sound of films.
    case sound
    /// Pictures below texts, not coded.
    case composites
    /// Media that were fetched from the web: as they came, for ``path(ofMedia:)``.
    case media
  }

  public let folder: String
  private static let magic = Array("Workprint cache 1\n".utf8)
  static let headerLength = 18 + 8 + 16

  /// - Returns: nil where the folder cannot be made.
  public init?(folder: String) {
    guard Self.makeFolder(folder) else { return nil }
    for kind in Kind.allCases {
      guard mkdir(folder + "/" + kind.rawValue, 0o700) == 0 || errno == EEXIST else { return nil }
    }
    self.folder = folder
  }

  /// `$XDG_CACHE_HOME/workprint`, else `~/.cache/workprint`; nil without a home.
  public static var defaultFolder: String? {
    func variable(_ name: String) -> String? {
      guard let value = getenv(name).map({ String(cString: $0) }), value.hasPrefix("/") else { return nil }
      return value
    }
    if let cache = variable("XDG_CACHE_HOME") { return cache + "/workprint" }
    return variable("HOME").map { $0 + "/.cache/workprint" }
  }

  private static func makeFolder(_ path: String) -> Bool {
    if mkdir(path, 0o700) == 0 || errno == EEXIST { return access(path, W_OK | X_OK) == 0 }
    guard errno == ENOENT, let slash = path.lastIndex(of: "/"), slash != path.startIndex,
      makeFolder(String(path[..<slash]))
    else { return false }
    return mkdir(path, 0o700) == 0 || errno == EEXIST
  }

  func path(_ kind: Kind, _ key: String) -> String { "\(folder)/\(kind.rawValue)/\(key)" }

  /// Where the file behind a URL lies once it was fetched.
  /// - Returns: nil where no name can be made.
  public func path(ofMedia url: String) -> String? {
    guard let hash = try? ContentDigest.hex(of: url.utf8) else { return nil }
    return path(.media, String(hash.prefix(40)))
  }

  // MARK: Reading

  /// The bytes of an entry, and a note that it was used.
  public func entry(_ kind: Kind, _ key: String) -> CacheEntry? {
    let path = path(kind, key)
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return nil }
    defer { close(file) }
    guard let entry = CacheEntry(file, key: key, magic: Self.magic) else {
      unlink(path)
      return nil
    }
    futimens(file, nil)
    return entry
  }

  // MARK: Writing

  /// Writes an entry, or does without: on a full disk, for one.
  public func write(_ kind: Kind, _ key: String, _ bytes: [UInt8]) {
    guard let writer = writer(kind, key) else { return }
    bytes.withUnsafeBytes { writer.append($0) }
    writer.commit()
  }

  /// For an entry that comes in pieces.
  public func writer(_ kind: Kind, _ key: String) -> CacheWriter? {
    CacheWriter(folder: "\(folder)/\(kind.rawValue)", key: key, magic: Self.magic)
  }

  // MARK: House-keeping

  /// What one kind of entry takes.
  public struct Usage: Hashable, Sendable {
    public let kind: Kind
    public let entries: Int
    public let bytes: Int
  }

  public func usage() -> [Usage] {
    Kind.allCases.map { kind in
      let files = files(kind)
      return Usage(kind: kind, entries: files.count, bytes: files.reduce(0) { $0 + $1.size })
    }
  }

  /// Removes the entries that were not used for longest, until what is left fits. Pictures below
  /// texts are large and soon out of use: they get a quarter.
  public func trim(toBytes limit: Int) {
    remove(files(.composites), until: limit / 4)
    remove(Kind.allCases.flatMap { files($0) }, until: limit)
  }

  /// Removes all entries.
  /// - Returns: whether nothing is left.
  @discardableResult
  public func clear() -> Bool {
    for kind in Kind.allCases { for file in files(kind) { unlink(file.path) } }
    return usage().allSatisfy { $0.entries == 0 }
  }

  private struct File {
    let path: String
    let size: Int
    let used: (Int, Int)
  }

  private func files(_ kind: Kind) -> [File] {
    let folder = "\(folder)/\(kind.rawValue)"
    guard let directory = opendir(folder) else { return [] }
    defer { closedir(directory) }
    var files: [File] = []
    while let entry = readdir(directory) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      var info = stat()
      guard name != ".", name != "..", lstat(folder + "/" + name, &info) == 0,
        info.st_mode & S_IFMT == S_IFREG
      else { continue }
      #if canImport(Glibc)
        let used = (info.st_mtim.tv_sec, info.st_mtim.tv_nsec)
      #else
        let used = (info.st_mtimespec.tv_sec, info.st_mtimespec.tv_nsec)
      #endif
      files.append(File(path: folder + "/" + name, size: Int(info.st_blocks) * 512, used: used))
    }
    return files
  }

  private func remove(_ files: [File], until limit: Int) {
    var total = files.reduce(0) { $0 + $1.size }
    guard total > limit else { return }
    // Somewhat more than needed, so that the next entry does not call for the next cleaning.
    for file in files.sorted(by: { $0.used < $1.used }) where total > limit / 10 * 9 {
      unlink(file.path)
      total -= file.size
    }
  }
}
