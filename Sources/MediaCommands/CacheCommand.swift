import ArgumentParser
import DraftCommands
import JSONTree
import Preview

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// `workprint cache`: what renders keep for each other.
struct CacheCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cache",
    abstract: "See or clear what previews keep for the next render.",
    discussion: """
      Parts of films that did not change are taken from here. It lies in $XDG_CACHE_HOME/workprint
      (~/.cache/workprint), keeps to \(RenderCache.defaultLimit / 1_000_000_000) GB and forgets what was not used for longest first;
      WORKPRINT_CACHE_MB sets another limit. Nothing in it is needed: without it, work is done again.

      EXAMPLES
        workprint cache status
        workprint cache clear
      """,
    subcommands: [Status.self, Clear.self], defaultSubcommand: Status.self)

  /// `workprint cache status`
  struct Status: WorkprintCommand {
    static let configuration = CommandConfiguration(
      commandName: "status", abstract: "Say where the cache is, what is in it and how large it may be.")

    @Flag(help: "Print the answer as one JSON document.")
    var json = false

    /// ```json
    /// {"schema": "workprint.cache/1", "folder": "...", "limit": bytes, "bytes": bytes,
    ///  "kinds": [{"kind": "chunks"|"sound"|"composites"|"media", "entries": count, "bytes": bytes}]}
    /// ```
    func execute() throws -> Int32 {
      let cache = try CacheCommand.cache()
      let usage = cache.store.usage()
      let bytes = usage.reduce(0) { $0 + $1.bytes }
      if json {
        Self.write(
          .object([
            "schema": .string("workprint.cache/1"), "folder": .string(cache.store.folder),
            "limit": .int(cache.limit), "bytes": .int(bytes),
            "kinds": .array(
              usage.map {
                .object([
                  "kind": .string($0.kind.rawValue), "entries": .int($0.entries), "bytes": .int($0.bytes),
                ])
              }),
          ]))
        return 0
      }
      var text = "\(cache.store.folder.visible): \(megabytes(bytes)) of \(megabytes(cache.limit))\n"
      for part in usage {
        text += "  \(part.kind.title): \(part.entries), \(megabytes(part.bytes))\n"
      }
      StandardStream.output.write(text)
      return 0
    }

    private func megabytes(_ bytes: Int) -> String { "\(tenths(Double(bytes) / 1e6)) MB" }
  }

  /// `workprint cache clear`
  struct Clear: WorkprintCommand {
    static let configuration = CommandConfiguration(
      commandName: "clear", abstract: "Remove everything from the cache.")

    @Flag(help: "Print the answer as one JSON document.")
    var json = false

    /// ```json
    /// {"schema": "workprint.cache/1", "folder": "...", "removed": bytes}
    /// ```
    func execute() throws -> Int32 {
      let store = try CacheCommand.cache().store
      let bytes = store.usage().reduce(0) { $0 + $1.bytes }
      guard store.clear() else {
        throw CommandFailure(
          "some of the cache could not be removed", code: "cache.remains", place: .file(store.folder))
      }
      if json {
        Self.write(
          .object([
            "schema": .string("workprint.cache/1"), "folder": .string(store.folder), "removed": .int(bytes),
          ]))
      } else {
        StandardStream.output.write("removed \(tenths(Double(bytes) / 1e6)) MB\n")
      }
      return 0
    }
  }

  fileprivate static func cache() throws -> RenderCache {
    guard let cache = try RenderCache.ofUser() else {
      throw CommandFailure(
        "there is no folder for a cache", code: "cache.noFolder",
        help: "set XDG_CACHE_HOME to a folder that can be written to")
    }
    return cache
  }
}

extension CacheStore.Kind {
  fileprivate var title: String {
    switch self {
    case .chunks: "parts of films"
    case .sound: "sound of films"
    case .composites: "pictures below texts"
    case .media: "media fetched from the web"
    }
  }
}

extension CacheStore {
  /// The user's; nil where there is no folder for it.
  static var ofUser: CacheStore? { defaultFolder.flatMap { CacheStore(folder: $0) } }
}

extension RenderCache {
  /// The user's, with the limit that the environment sets; nil where there is no folder for it.
  static func ofUser() throws(CommandFailure) -> RenderCache? {
    guard let store = CacheStore.ofUser else { return nil }
    guard let text = getenv("WORKPRINT_CACHE_MB").map({ String(cString: $0) }), !text.isEmpty else {
      return RenderCache(store: store, limit: defaultLimit)
    }
    guard let megabytes = Int(text), megabytes >= 0 else {
      throw CommandFailure(
        "WORKPRINT_CACHE_MB is `\(text.visible)`, which is no number of megabytes", code: "cache.limit",
        help: "set it to a whole number such as 2000, to 0 for no cache, or unset it")
    }
    return RenderCache(store: store, limit: min(megabytes, 1 << 40) * 1_000_000)
  }
}
