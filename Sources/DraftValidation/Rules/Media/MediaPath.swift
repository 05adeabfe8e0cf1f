import DraftModel

/// A media reference read as a path of this machine.
struct MediaPath {
  /// Nil for what lies on a server.
  let path: String?
  let isFileURL: Bool

  init(_ reference: String) {
    isFileURL = reference.utf8.count > 5 && reference.prefix(5).lowercased() == "file:"
    path =
      isFileURL
      ? "/" + reference.dropFirst(5).drop { $0 == "/" } : MediaName.isURL(reference) ? nil : reference
  }

  /// Whether it counts from the root of a file system, that of Windows included.
  var isAbsolute: Bool {
    guard let path else { return false }
    if path.hasPrefix("/") || path.hasPrefix("\\") { return true }
    let head = Array(path.utf8.prefix(3))
    return head.count == 3 && head[1] == UInt8(ascii: ":") && (head[0] | 0x20) &- UInt8(ascii: "a") < 26
      && (head[2] == UInt8(ascii: "/") || head[2] == UInt8(ascii: "\\"))
  }

  /// Whether it leaves the folder that it counts from, by `..`.
  var climbsOut: Bool {
    guard let path, !isAbsolute else { return false }
    var depth = 0
    for part in path.split(whereSeparator: { $0 == "/" || $0 == "\\" }) where part != "." {
      depth += part == ".." ? -1 : 1
      if depth < 0 { return true }
    }
    return false
  }
}
