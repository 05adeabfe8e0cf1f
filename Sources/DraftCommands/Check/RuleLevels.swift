import ArgumentParser
import DraftModel
import DraftValidation
import JSONTree

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The user's own severities of rules: from a `.workprint.json` beside the draft, then from the command
/// line.
///
///     {"rules": {"caption.tooFast": "off", "track.gap": "warning"}}
///
/// Where the draft is a symbolic link, a file beside the draft behind it counts as well; what one beside
/// the link says comes before it. A key other than `rules` is warned of, and so is a name that stands twice.
enum RuleLevels {
  static let fileName = ".workprint.json"

  /// Reads `code=level` arguments.
  static func parse(_ arguments: [String]) throws -> [String: RuleLevel] {
    var levels: [String: RuleLevel] = [:]
    for argument in arguments {
      let parts = argument.split(separator: "=", maxSplits: 1).map(String.init)
      guard parts.count == 2, let level = RuleLevel(rawValue: parts[1]) else {
        throw ValidationError(
          "--rule is a code and a level, such as track.gap=warning (off, info, warning, error), not `\(argument.visible)`"
        )
      }
      guard DraftChecker.rule(parts[0]) != nil else {
        throw ValidationError(
          "no rule is called `\(parts[0].visible)`"
            + (suggestion(parts[0]).map { "; did you mean `\($0)`?" } ?? ";")
            + " `workprint rules` lists them")
      }
      levels[parts[0]] = level
    }
    return levels
  }

  /// Says which codes a command line gives more than one level.
  static func warnOfRepeats(in arguments: [String]) {
    let codes = arguments.map { $0.prefix { $0 != "=" } }
    for (code, same) in Dictionary(grouping: codes, by: { $0 }).sorted(by: { $0.key < $1.key })
    where same.count > 1 {
      StandardStream.error.write(
        "warning: --rule gives `\(String(code).visible)` \(same.count) levels, and the last one counts\n")
    }
  }

  /// Reads the files in some folders, where there are any. The first folder that names a rule wins.
  static func read(folders: [String]) throws -> [String: RuleLevel] {
    try folders.reduce(into: [:]) { levels, folder in
      levels.merge(try read(folder: folder)) { first, _ in first }
    }
  }

  private static func read(folder: String) throws -> [String: RuleLevel] {
    let path = folder == "." ? fileName : folder == "/" ? "/" + fileName : folder + "/" + fileName
    // A link that leads nowhere is there, and cannot be read: that is not to go unnoticed.
    var info = stat()
    guard lstat(path, &info) == 0 else { return [:] }
    // One that is a pipe would be waited for without end.
    guard stat(path, &info) != 0 || info.st_mode & S_IFMT == S_IFREG || info.st_mode & S_IFMT == S_IFDIR
    else {
      throw CommandFailure(
        "cannot read: it is no regular file", code: "file.unreadable", place: .file(path), help: help)
    }
    let bytes = try readInput(path)
    let document: JSONDocument
    do throws(JSONSyntaxError) { document = try JSONDocument(parsing: bytes) } catch {
      throw CommandFailure(
        "not a configuration: \(error)", code: "config.syntax",
        place: .text(file: path, error.position, pointer: error.pointer, line: error.line), help: help)
    }
    func failure(_ message: String, _ node: JSONNodeID) -> CommandFailure {
      CommandFailure(
        message, code: "config.unexpected",
        place: .text(
          file: path, document.position(of: node), pointer: document.pointer(of: node),
          line: document.line(around: document.byteRange(of: node).lowerBound).text), help: help)
    }
    guard document.kind(of: document.root) == .object else {
      throw failure("expected an object, found \(document.kind(of: document.root).phrase)", document.root)
    }
    func warn(_ name: JSONNodeID, _ message: String, _ code: String) {
      let key = document.string(of: name)?.cut(to: 40).visible ?? ""
      StandardStream.error.write(
        "\(path.visible):\(document.position(of: name)): warning: the key `\(key)` \(message) [\(code)]\n"
          + "help: \(help)\n")
    }
    for member in document.members(of: document.root) where document.key(of: member.name) != "rules" {
      warn(member.name, "is not known and says nothing", "config.unknownKey")
    }
    for duplicate in document.duplicateMembers(in: document.root) {
      warn(duplicate.later.name, "stands here again, and the last one counts", "config.duplicateKey")
    }
    guard let rules = document.value(of: "rules", in: document.root) else { return [:] }
    guard document.kind(of: rules) == .object else {
      throw failure(
        "expected an object from codes to levels, found \(document.kind(of: rules).phrase)", rules)
    }
    var levels: [String: RuleLevel] = [:]
    for member in document.members(of: rules) {
      let code = document.string(of: member.name) ?? ""
      guard let level = document.string(of: member.value).flatMap(RuleLevel.init) else {
        throw failure("a level is off, info, warning or error", member.value)
      }
      guard DraftChecker.rule(code) != nil else {
        let better = suggestion(code).map { "; did you mean `\($0)`?" } ?? ""
        throw failure("no rule is called `\(code.visible)`\(better)", member.name)
      }
      levels[code] = level
    }
    return levels
  }

  private static let help =
    "it looks like {\"rules\": {\"track.gap\": \"off\"}}; `workprint rules` lists the codes"

  /// The code that shares most with what was typed.
  static func suggestion(_ code: String) -> String? {
    func common(_ a: String, _ b: String) -> Int { zip(a, b).prefix { $0 == $1 }.count }
    let last = code.split(separator: ".").last.map(String.init) ?? code
    let codes = DraftChecker.allRules.map(\.description.code)
    if let same = codes.first(where: { $0.hasSuffix("." + last) }) { return same }
    guard let best = codes.max(by: { common($0, code) < common($1, code) }), common(best, code) >= 4 else {
      return nil
    }
    return best
  }
}
