import Cloud
import DraftCommands
import DraftModel
import Media
import Preview

/// Fetches what a draft names on the web and no folder has, into the cache. A file that cannot be had is
/// told, and is missing as before.
struct MediaFetching {
  let draft: Draft
  let catalog: MediaFolders

  /// The largest file that is fetched, in bytes: ten times what the service takes.
  static let largest = 2_000_000_000

  func run() throws {
    let addresses = missing
    guard !addresses.isEmpty else { return }
    guard let store = CacheStore.ofUser else {
      throw CommandFailure(
        "there is no folder for fetched media", code: "cache.noFolder",
        help: "set XDG_CACHE_HOME to a folder that can be written to")
    }
    do throws(CloudError) {
      let client = try CloudClient(CloudConfiguration(environment: ProgramEnvironment.variables))
      for address in addresses { fetch(address, into: store, client) }
    } catch {
      throw CommandFailure(error)
    }
  }

  /// URLs, each once, in the order of their first use.
  private var missing: [String] {
    var seen: Set<String> = []
    let uploadedNames = draft.uploadedFileNames
    return draft.tracks.flatMap(\.segments).compactMap(\.media).filter { reference in
      guard ["http://", "https://"].contains(where: { reference.lowercased().hasPrefix($0) }),
        seen.insert(reference).inserted, case .missing = catalog.place(of: reference)
      else { return false }
      // Under the name that it had before it was uploaded, too.
      guard let name = uploadedNames[reference] else { return true }
      if case .path = catalog.place(of: MediaName.fileName(name)) { return false }
      return true
    }
  }

  private func fetch(_ address: String, into store: CacheStore, _ client: CloudClient) {
    let name = MediaName.fileName(address).visible
    guard let path = store.path(ofMedia: address) else { return }
    let bar = ProgressBar()
    do {
      let file = try AtomicFile(path: path)
      let unfinished = file.temporaryPath
      _ = try waitFor {
        try await client.fetch(address, to: unfinished, limit: Self.largest) { done, total in
          if let total, total > 0 { bar.update(Double(done) / Double(total)) }
        }
      }
      try file.commit()
      bar.finish()
      StandardStream.error.write("fetched \(name)\n")
    } catch {
      bar.finish()
      let reason =
        switch error {
        case let error as CloudError: error.message
        case let error as MediaError: "cannot \(error.operation): \(error.reason)"
        default: "\(error)"
        }
      StandardStream.error.write("cannot fetch \(name): \(reason)\n")
    }
  }
}
