import ArgumentParser
import CloudState
import DraftModel
import JSONTree

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// How every command that reads a draft is told which, and how its keys are spelled.
public struct DraftOptions: ParsableArguments {
  @Argument(help: "A draft, a state response or an export request; - is standard input.")
  public var draft: String

  @OptionGroup public var keys: KeyOptions

  public init() {}

  /// Reads the draft.
  /// - Throws: a ``CommandFailure`` with the place of what is wrong.
  public func load() throws -> Draft { try loadDraft(draft, keys: keys.load()) }
}

public struct KeyOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Spellings of your own for the draft's keys, read before the standard ones.", valueName: "file"))
  public var keyTable: String?

  public init() {}

  public func load() throws -> DraftKeys {
    guard let path = keyTable else { return .standard }
    let bytes = try readInput(path)
    do throws(KeyFileError) { return try DraftKeys(keyFile: bytes) } catch {
      throw CommandFailure(keyFile: path, error)
    }
  }
}

/// Reads a JSON document from a file, or from standard input for `-`.
func loadDocument(
  _ path: String, what: String = "not a draft", code: String = "draft.syntax", kind: String = "a draft",
  limit: Int = maximumInputSize
) throws -> JSONDocument {
  do {
    // Handed over at once: a second owner of the bytes would have them copied.
    return try JSONDocument(parsing: readInput(path, limit: limit))
  } catch let error as JSONSyntaxError {
    throw CommandFailure(syntax: error, file: inputName(path), what: what, code: code, kind: kind)
  }
}

/// Reads a draft from a file, or from standard input for `-`.
/// - Parameters:
///   - limit: bytes; more than that is refused.
///   - orEmpty: whether a state whose draft is null is one with an empty draft.
public func loadDraft(
  _ path: String, keys: DraftKeys, limit: Int = maximumInputSize, orEmpty: Bool = false
) throws -> Draft {
  let document = try loadDocument(path, limit: limit)
  let keys = try rememberedKeys(of: path, given: keys)
  do throws(DraftReadingError) {
    return try orEmpty ? Draft(orEmpty: document, keys: keys) : Draft(document, keys: keys)
  } catch {
    switch error {
    case .noDraftYet: throw NoDraftYet(document: document)
    case .serviceFailure(let code, let message):
      throw CommandFailure(
        "no draft, but an answer of the service that something failed: code \(code.visible)"
          + (message.isEmpty ? "" : ", \(message.visible)"), code: "draft.serviceFailure",
        place: .file(inputName(path)), help: "ask the service for the state again")
    case .notAnObject(let pointer, let position, let found):
      throw CommandFailure(
        "expected an object, found \(found.phrase)", code: "draft.notAnObject",
        place: .text(
          file: inputName(path), position, pointer: pointer,
          line: document.line(
            around: document.byteRange(of: document.node(at: pointer) ?? document.root).lowerBound
          ).text),
        help: "a draft is a JSON object with its tracks in `t`; a state response that holds one will do")
    }
  }
}

/// The keys to read `@0` with: what was found out about its session's, unless the person gave some.
private func rememberedKeys(of path: String, given: DraftKeys) throws -> DraftKeys {
  guard given.userSpellings.isEmpty, let reference = DraftReference(path) else { return given }
  let file = SessionKeyFile.path(besideDraft: try seenDraft(reference))
  guard access(file, F_OK) == 0 else { return given }
  do { return try DraftKeys(keyFile: readInput(file)) } catch {
    let reason = (error as? CommandFailure)?.message ?? "it is no key file"
    StandardStream.error.write(
      "what was found out about this session's keys cannot be read: \(file.visible): \(reason.visible); "
        + "the draft is read with the documented keys\n")
    return given
  }
}

/// The state holds no draft yet, which is an answer rather than a failure.
public struct NoDraftYet: Error {
  /// The state.
  public let document: JSONDocument
}

extension CommandFailure {
  init(
    syntax error: JSONSyntaxError, file: String, what: String, code: String = "draft.syntax",
    kind: String = "a draft"
  ) {
    self.init(
      "\(what): \(error)", code: code,
      place: .text(
        file: file, error.position, pointer: error.pointer,
        line: error.line),
      help: error.reason == .empty
        ? "the file holds no text; save \(kind == "a draft" ? "the draft" : kind) again"
        : "\(kind) is JSON text (RFC 8259) in UTF-8")
  }

  init(keyFile path: String, _ error: KeyFileError) {
    let help =
      "a key file looks like {\"start\": [\"at\"], \"media\": \"asset/p\"}; `inspect --suggest-keys` writes one"
    switch error {
    case .syntax(let error):
      self.init(
        syntax: error, file: inputName(path), what: "not a key file", code: "keys.syntax", kind: "a key file")
    case .unexpected(let pointer, let position, let line, let expected, let found):
      self.init(
        "expected \(expected), found \(found)", code: "keys.unexpected",
        place: .text(file: inputName(path), position, pointer: pointer, line: line), help: help)
    case .unknownProperty(let name, let position, let line, let suggestion):
      self.init(
        "no property is called `\(name.visible)`" + (suggestion.map { "; did you mean `\($0)`?" } ?? ""),
        code: "keys.unknownProperty",
        place: .text(file: inputName(path), position, pointer: .root, line: line), help: help)
    }
  }
}
