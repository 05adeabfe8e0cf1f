import Foundation

/// Whole outputs, kept in `Tests/Goldens` and compared byte by byte. `Scripts/update-goldens` writes
/// them anew; what changed is then read in the diff, as a user would see it.
public enum Golden {
  /// - Parameter name: the file in `Tests/Goldens`.
  /// - Throws: where they differ, with the first line that does.
  public static func check(_ text: String, against name: String) throws {
    let file = folder.appendingPathComponent(name)
    if ProcessInfo.processInfo.environment["WORKPRINT_UPDATE_GOLDENS"] == "1" {
      try Data(text.utf8).write(to: file)
      return
    }
    guard let data = try? Data(contentsOf: file) else { throw GoldenMismatch.missing(name, text: text) }
    let expected = String(decoding: data, as: UTF8.self)
    if expected != text { throw GoldenMismatch.differs(name, expected: expected, found: text) }
  }

  private static let folder = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("Goldens")
}

/// How an output differs from what was kept.
public enum GoldenMismatch: Error, CustomStringConvertible {
  case missing(String, text: String)
  case differs(String, expected: String, found: String)

  public var description: String {
    switch self {
    case .missing(let name, let text):
      return "there is no golden \(name); Scripts/update-goldens would write:\n\(text)"
    case .differs(let name, let expected, let found):
      let (old, new) = (Self.lines(expected), Self.lines(found))
      let line = zip(old, new).enumerated().first { $1.0 != $1.1 }?.offset ?? min(old.count, new.count)
      func shown(_ lines: [Substring]) -> String {
        lines.indices.contains(line) ? "`\(lines[line])`" : "the end"
      }
      return """
        \(name) differs in line \(line + 1): expected \(shown(old)), found \(shown(new)). \
        Scripts/update-goldens accepts the whole new text:
        \(found)
        """
    }
  }

  private static func lines(_ text: String) -> [Substring] {
    text.split(separator: "\n", omittingEmptySubsequences: false)
  }
}
