import DraftModel

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Tells whether media that a draft names lies in the draft's own folders, without opening any of it.
struct MediaBeside {
  let folders: [String]

  /// Whether at least one of the files is there, by its path or by its name.
  func hasMedia(of draft: Draft) -> Bool {
    var seen: Set<String> = []
    for segment in draft.segments {
      guard let media = segment.media, !media.isEmpty, seen.insert(media).inserted else { continue }
      if isThere(media) { return true }
    }
    return false
  }

  /// What is absolute, or is a URL, counts by its name alone, as it does when media are looked for.
  private func isThere(_ reference: String) -> Bool {
    guard !reference.utf8.contains(0) else { return false }
    let name = MediaName.fileName(reference)
    let isPath = !MediaName.isURL(reference) && !reference.hasPrefix("/") && reference != name
    return folders.contains { folder in
      (isPath && isFile(folder + "/" + reference)) || (!name.isEmpty && isFile(folder + "/" + name))
    }
  }

  private func isFile(_ path: String) -> Bool {
    var info = stat()
    return stat(path, &info) == 0 && info.st_mode & S_IFMT == S_IFREG
  }
}
