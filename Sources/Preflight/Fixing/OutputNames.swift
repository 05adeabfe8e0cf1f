import DraftModel

/// Names for results in one folder: like the originals', and each once.
public struct OutputNames {
  private let folder: String
  /// In lower case: some file systems take `A` and `a` for one.
  private var taken: Set<String> = []
  private let isOriginal: (String) -> Bool

  /// - Parameter isOriginal: whether a path leads to a file that is read, and so must not be written.
  public init(folder: String, isOriginal: @escaping (String) -> Bool) {
    self.folder = folder
    self.isOriginal = isOriginal
  }

  /// The path of what is made from `path`.
  public mutating func path(for path: String, fileExtension: String) -> String {
    let name = path.split(separator: "/").last.map(String.init) ?? "file"
    let known = MediaName.fileExtension(name)
    // A dot in a name is not always the start of an extension.
    let hasExtension =
      !known.isEmpty && known.utf8.count <= 5 && known.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F }
    let stem = hasExtension ? String(name.dropLast(known.count + 1)) : name
    for number in 0... {
      let suffix = number == 0 ? "" : number == 1 ? "-fixed" : "-fixed-\(number)"
      let candidate = folder + "/" + stem + suffix + "." + fileExtension
      if !taken.contains(candidate.lowercased()), !isOriginal(candidate) {
        taken.insert(candidate.lowercased())
        return candidate
      }
    }
    return folder + "/" + stem + "." + fileExtension
  }
}
