import DraftModel

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Who asks, as the service's headers name it. Without them it blocks exports (402).
public struct SkillAttribution: Hashable, Sendable {
  public let source: String
  public let version: String
  public let platform: String

  public init(source: String, version: String, platform: String) {
    self.source = source
    self.version = version
    self.platform = platform
  }

  /// Workprint in its own name.
  public static func own(environment: [String: String]) -> SkillAttribution {
    SkillAttribution(
      source: "workprint", version: CloudClient.version, platform: named(environment) ?? "unknown")
  }

  private static let largestFile = 1 << 20

  /// What a skill file's YAML front matter says: its `name` and `version`. The platform is told by
  /// `SKILL_SOURCE`, else by where the file really lies.
  /// - Throws: where the file cannot be read, or says no name or version.
  public init(skillFile path: String, environment: [String: String]) throws(CloudError) {
    func invalid(_ reason: String) -> CloudError {
      CloudError(
        .configuration, "\(path.visible): \(reason)",
        help: "a skill file begins with `---`, `name:` and `version:`, and `---` again")
    }
    let text = try Self.text(of: path)
    guard let matter = Self.frontMatter(of: text) else { throw invalid("it has no front matter") }
    let values: YAMLScalars
    do { values = try YAMLScalars(matter) } catch {
      throw invalid("its front matter is not YAML: \(error.description.shortened(to: 200).visible)")
    }
    func value(_ name: String) throws(CloudError) -> String {
      guard let text = values[name]?.trimmed, !text.isEmpty else {
        throw invalid("its front matter has no `\(name)`")
      }
      guard text.utf8.count <= 256, text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) else {
        throw invalid("its `\(name)` has characters that a header cannot have")
      }
      return text
    }
    source = try value("name")
    version = try value("version")
    platform = Self.named(environment) ?? Self.platform(of: path, environment: environment)
  }

  /// `SKILL_SOURCE`, where it can be a header's value.
  private static func named(_ environment: [String: String]) -> String? {
    guard let text = environment["SKILL_SOURCE"]?.trimmed, !text.isEmpty, text.utf8.count <= 256,
      text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F })
    else { return nil }
    return text
  }

  private static func platform(of path: String, environment: [String: String]) -> String {
    guard let resolved = realPath(path) else { return "unknown" }
    let home = environment["HOME"].flatMap(realPath)
    for (folder, platform) in [(".clawhub", "clawhub"), (".cursor/skills", "cursor")] {
      if let home, resolved.hasPrefix("\(home)/\(folder)/") { return platform }
    }
    return "unknown"
  }

  private static func realPath(_ path: String) -> String? {
    guard let real = realpath(path, nil) else { return nil }
    defer { free(real) }
    return String(cString: real)
  }

  private static func text(of path: String) throws(CloudError) -> String {
    guard let file = fopen(path, "rb") else {
      throw CloudError(.fileUnreadable, "cannot read \(path.visible): \(String(cString: strerror(errno)))")
    }
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: largestFile + 1)
    let count = fread(&bytes, 1, bytes.count, file)
    guard ferror(file) == 0 else {
      throw CloudError(.fileUnreadable, "cannot read \(path.visible): \(String(cString: strerror(errno)))")
    }
    guard count <= largestFile else {
      throw CloudError(.configuration, "\(path.visible): larger than a skill file can be")
    }
    return String(decoding: bytes.prefix(count), as: UTF8.self)
  }

  /// What stands between a first line `---` and the next such line.
  private static func frontMatter(of text: String) -> String? {
    let clean = text.hasPrefix("\u{FEFF}") ? String(text.dropFirst()) : text
    let lines = clean.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    guard lines.first.map({ String($0).trimmed }) == "---",
      let end = lines.dropFirst().firstIndex(where: { String($0).trimmed == "---" })
    else { return nil }
    return lines[1..<end].joined(separator: "\n") + "\n"
  }
}
