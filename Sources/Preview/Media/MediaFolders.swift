import CloudState
import DraftModel
import Media
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Finds the files that a draft refers to, in the folders that it may use, and reads their facts.
///
/// A path is looked up in each folder; a URL, and a path that leads nowhere, by its file name, in
/// each folder and the folders inside it. A draft comes from a network service: a path that leaves
/// the folders, by `..`, by being absolute or through a symbolic link, is refused.
public final class MediaFolders: MediaCatalog, Sendable {
  private let folders: [String]
  private let allowsOutside: Bool
  private let uploads: UploadLedger
  private let fetched: CacheStore?
  private let known = Mutex<[String: CatalogedMedia]>([:])
  private let index = Mutex<[String: String]?>(nil)

  /// Why media is missing that is nowhere.
  public static let missingReason = "missing"
  /// Why media is missing whose path leads out of the folders.
  public static let escapingReason = "its path leaves the media folders"
  /// What comes before the reason where a file cannot be used.
  public static let unreadablePrefix = "unreadable: "

  /// How many files are looked at when a name is looked for.
  private static let indexLimit = 20_000
  private static let indexDepth = 4

  /// - Parameters:
  ///   - folders: the first one that has a file wins.
  ///   - allowsOutside: whether paths may lead out of the folders.
  ///   - uploads: what was uploaded from this machine: the service's URLs of those files stand for them,
  ///     wherever they lie. One that has moved is looked for by its content in the folders.
  ///   - fetched: where files lie that were fetched from the web before.
  public init(
    folders: [String], allowsOutside: Bool = false, uploads: UploadLedger = UploadLedger(),
    fetched: CacheStore? = nil
  ) {
    self.uploads = uploads
    self.fetched = fetched
    self.folders = folders
    self.allowsOutside = allowsOutside
  }

  public func media(for reference: String) -> CatalogedMedia {
    if let media = known.withLock({ $0[reference] }) { return media }
    let media = look(for: reference)
    known.withLock { $0[reference] = media }
    return media
  }

  private func look(for reference: String) -> CatalogedMedia {
    switch place(of: reference) {
    case .path(let path): facts(of: path)
    case .missing(let reason): .missing(reason: reason)
    }
  }

  /// Where the file of a reference lies, whatever is in it.
  public enum Place: Hashable, Sendable {
    case path(String)
    /// Not there, or not to be used; the reason in a few words.
    case missing(reason: String)
  }

  /// Finds the file of a reference without opening it.
  public func place(of reference: String) -> Place {
    guard !reference.utf8.contains(0) else { return .missing(reason: "its name is not a path") }
    var refusal: String?
    let isURL = MediaName.isURL(reference)
    // Of a URL the ledger knows better than a name what it stands for.
    if isURL, let path = uploadedFile(reference) { return .path(path) }
    if !isURL {
      for folder in folders {
        let path = reference.hasPrefix("/") ? reference : folder + "/" + reference
        guard access(path, F_OK) == 0 else { continue }
        if allowsOutside || isInside(path) { return .path(path) }
        refusal = Self.escapingReason
        if reference.hasPrefix("/") { break }
      }
      if reference.hasPrefix("/") || reference.split(separator: "/").contains("..") {
        refusal = refusal ?? (allowsOutside ? nil : Self.escapingReason)
      }
    }
    // By name, whatever the path said: the name alone cannot lead anywhere else.
    if let path = pathByName(MediaName.fileName(reference)), allowsOutside || isInside(path) {
      return .path(path)
    }
    if !isURL, let path = uploadedFile(reference) { return .path(path) }
    if isURL, let path = fetched?.path(ofMedia: reference), access(path, F_OK) == 0 { return .path(path) }
    return .missing(reason: refusal ?? Self.missingReason)
  }

  private func facts(of path: String) -> CatalogedMedia {
    do throws(MediaError) {
      return .found(path: path, try MediaProbe.facts(path: path))
    } catch {
      return .missing(
        reason: error.code == .notFound ? Self.missingReason : Self.unreadablePrefix + error.reason)
    }
  }

  private func isInside(_ path: String) -> Bool {
    guard let resolved = Self.resolved(path) else { return false }
    return folders.contains { folder in
      guard let folder = Self.resolved(folder) else { return false }
      return resolved.hasPrefix(folder == "/" ? "/" : folder + "/")
    }
  }

  private static func resolved(_ path: String) -> String? {
    guard let real = realpath(path, nil) else { return nil }
    defer { free(real) }
    return String(cString: real)
  }

  // MARK: By ledger

  private func uploadedFile(_ reference: String) -> String? {
    for entry in uploads.entries(for: reference) where entry.status != .failed {
      if entry.isUnchanged || hasContent(entry.path, of: entry) { return entry.path }
      let moved = allFiles.first { path in isInside(path) && hasContent(path, of: entry) }
      if let moved { return moved }
    }
    return nil
  }

  private func hasContent(_ path: String, of entry: UploadLedger.Entry) -> Bool {
    var info = stat()
    guard stat(path, &info) == 0, info.st_mode & S_IFMT == S_IFREG, Int(info.st_size) == entry.size else {
      return false
    }
    return (try? ContentDigest.hex(ofFile: path)) == entry.hash
  }

  private var allFiles: [String] {
    index.withLock { index in
      if index == nil { index = makeIndex() }
      return index.map { Array($0.values).sorted() } ?? []
    }
  }

  // MARK: By name

  private func pathByName(_ name: String) -> String? {
    guard !name.isEmpty, name != ".", name != ".." else { return nil }
    for folder in folders where access(folder + "/" + name, F_OK) == 0 { return folder + "/" + name }
    return index.withLock { index in
      if index == nil { index = makeIndex() }
      return index?[name]
    }
  }

  private func makeIndex() -> [String: String] {
    var index: [String: String] = [:]
    var seen = 0
    var queue = folders.map { ($0, 0) }[...]
    while let (folder, depth) = queue.popFirst(), seen < Self.indexLimit {
      guard let directory = opendir(folder) else { continue }
      defer { closedir(directory) }
      while let entry = readdir(directory), seen < Self.indexLimit {
        let name = withUnsafePointer(to: &entry.pointee.d_name) {
          $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
        }
        guard !name.hasPrefix(".") else { continue }
        seen += 1
        if entry.pointee.d_type == UInt8(DT_DIR) {
          if depth < Self.indexDepth { queue.append((folder + "/" + name, depth + 1)) }
        } else if index[name] == nil {
          index[name] = folder + "/" + name
        }
      }
    }
    return index
  }
}
