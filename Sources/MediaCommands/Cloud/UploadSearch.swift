import Cloud
import CloudState
import DraftModel

/// Looks through a session's state for a file of which it is not known whether it arrived.
///
/// The state is the only witness, and no perfect one: it may come late, list files of some kinds only, and
/// call them otherwise than they were sent. A file that it does not show is absent only where it shows the
/// last upload of the same kind, and nothing that might be the file under another name.
struct UploadSearch {
  enum Finding: Hashable {
    case there(UploadedFile)
    case absent
    case notKnown
  }

  let entry: UploadLedger.Entry
  /// What else went into the session, oldest first.
  let others: [UploadLedger.Entry]

  init(_ entry: UploadLedger.Entry, in ledger: UploadLedger) {
    self.entry = entry
    others = ledger.entries.filter { $0.session == entry.session && $0.name != entry.name }
  }

  /// - Parameter files: what the state lists.
  func finding(in files: [UploadedFile]) -> Finding {
    let list = Listing(files)
    // Whether the service's hash is seen to be the one that the ledger has. Of what the service fetched itself
    // the ledger has none.
    let hashesTell = !MediaName.isURL(entry.path) && others.contains { list.hashes.contains($0.hash) }
    // In place of those that are certainly of other content.
    let candidates = files.filter { file in
      !hashesTell || file.hash.map { $0 == entry.hash } ?? true
    }
    let own = Claims([entry], on: list)
    if let file = candidates.first(where: own.hold) { return .there(file) }
    let others = Claims(self.others, on: list)
    let unclaimed = candidates.filter { !others.hold($0) && mayBeOfOurKind($0) }
    let renamed = unclaimed.filter { Self.isRenamed(entry.name, to: $0) }
    if let file = renamed.first, renamed.count == 1, renames(list) { return .there(file) }
    let witness = self.others.last { $0.status == .sent && Self.kind($0.name) == Self.kind(entry.name) }
    guard unclaimed.isEmpty, let witness, files.contains(where: Claims([witness], on: list).hold) else {
      return .notKnown
    }
    return .absent
  }

  /// What is listed, to look things up in.
  private struct Listing {
    let hashes: Set<String>
    let byAddress: [String: UploadedFile]

    init(_ files: [UploadedFile]) {
      hashes = Set(files.compactMap(\.hash))
      byAddress = Dictionary(
        files.compactMap { file in file.url.map { (MediaName.shown($0), file) } }, uniquingKeysWith: { $1 })
    }
  }

  /// Which listed files uploads are: by content, by address without its query, which is a signature and
  /// changes, or where no listed file has the address, by name. Two may have one name.
  private struct Claims {
    private let hashes: Set<String>
    private let addresses: Set<String>
    private let names: Set<String>

    init(_ entries: [UploadLedger.Entry], on list: Listing) {
      hashes = Set(entries.map(\.hash))
      addresses = Set(entries.compactMap { $0.url.map(MediaName.shown) })
      names = Set(entries.filter { list.byAddress[$0.url.map(MediaName.shown) ?? ""] == nil }.map(\.name))
    }

    func hold(_ file: UploadedFile) -> Bool {
      file.hash.map(hashes.contains) ?? false
        || file.url.map { addresses.contains(MediaName.shown($0)) } ?? false
        || file.filename.map(names.contains) ?? false
    }
  }

  // MARK: Names

  private func mayBeOfOurKind(_ file: UploadedFile) -> Bool {
    guard let kind = (file.filename ?? file.url).flatMap(Self.kind), let own = Self.kind(entry.name) else {
      return true
    }
    return kind == own
  }

  /// Whether the service was seen to put something before names.
  private func renames(_ list: Listing) -> Bool {
    others.contains { other in
      other.url.flatMap { list.byAddress[MediaName.shown($0)] }.map { Self.isRenamed(other.name, to: $0) }
        ?? false
    }
  }

  /// `a.png` to `3f2c_a.png`
  private static func isRenamed(_ name: String, to file: UploadedFile) -> Bool {
    guard let filename = file.filename, filename.hasSuffix(name) else { return false }
    return filename.dropLast(name.count).last.map { !$0.isLetter && !$0.isNumber } ?? false
  }

  private static func kind(_ name: String) -> ServiceLimits.MediaKind? { ServiceLimits.kind(of: name) }
}
