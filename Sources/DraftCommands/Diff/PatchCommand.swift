import ArgumentParser
import DraftDiff
import DraftModel
import JSONTree

/// `workprint patch`: puts on what `workprint diff` wrote, or any JSON Patch.
public struct PatchCommand: WorkprintCommand {
  public static let configuration = CommandConfiguration(
    commandName: "patch",
    abstract: "Put a change list or a JSON Patch on a draft, or take it back.",
    discussion: """
      Ends with 0, with 1 where the patch does not apply, with 2 where it could not be tried or would
      leave no draft.
      The draft's file is replaced, all or nothing; a draft from standard input goes to standard output.
      Pointers of a JSON Patch count from the root of the file, or else from the draft in it.

      EXAMPLES
        workprint patch draft.json edit.changes
        workprint patch draft.json edit.changes --reverse
        workprint patch draft.json edit.patch -o edited.json
        curl -s ... | workprint patch - edit.patch > edited.json
      """)

  @Argument(help: "The draft; - is standard input.")
  var draft: String

  @Argument(help: "A change list, or a JSON Patch (RFC 6902); - is standard input.")
  var patch: String

  @OptionGroup var keys: KeyOptions

  @Flag(help: "Take it back instead.")
  var reverse = false

  @OptionGroup var result: ResultOptions

  @Flag(help: "Print what was done as one JSON document; the draft goes to a file.")
  public var json = false

  public init() {}

  public func validate() throws {
    if draft == "-", patch == "-" { throw ValidationError("only one of the two can be standard input") }
    if json, (result.output ?? draft) == "-" {
      throw ValidationError("--json takes standard output for itself: -o has to name a file")
    }
  }

  /// ```json
  /// {"schema": "workprint.patch/1", "output": "...", "operations": count, "reversed": true|false}
  /// ```
  public func execute() throws -> Int32 {
    try result.refuseExisting()
    let keys = try keys.load()
    let document = try loadDocument(draft)
    let edits = try loadDocument(patch, what: "not a patch", code: "patch.syntax", kind: "a patch")
    let (patched, count) = try patched(document, by: edits, keys: keys)
    try refuseNoDraft(patched, madeFrom: document, keys: keys)
    try result.write(patched, elseTo: draft)
    if json {
      Self.write(
        .object([
          "schema": .string(Self.schema), "output": .string(result.output ?? draft),
          "operations": .int(count), "reversed": .bool(reverse),
        ]))
    }
    return 0
  }

  private func patched(
    _ document: JSONDocument, by edits: JSONDocument, keys: DraftKeys
  ) throws -> (bytes: [UInt8], operations: Int) {
    if ChangeList.isDocument(edits) {
      let list = try reading(edits, ChangeList.init)
      return (try put(list, on: document), list.entries.count)
    }
    let patch = try reading(edits, JSONPatch.init)
    return (try put(patch, on: document, keys: keys), patch.operations.count)
  }

  private func reading<Edits>(
    _ document: JSONDocument, _ read: (JSONDocument) throws(PatchReadingError) -> Edits
  ) throws -> Edits {
    do throws(PatchReadingError) { return try read(document) } catch {
      let offset = document.node(at: error.pointer).map { document.byteRange(of: $0).lowerBound } ?? 0
      throw CommandFailure(
        "not a patch: \(error.reason)", code: "patch.unreadable",
        place: .text(
          file: inputName(patch), error.position, pointer: error.pointer,
          line: document.line(around: offset).text),
        help: "`workprint diff --format changes` and `--format patch` write what can be put on")
    }
  }

  private func put(_ list: ChangeList, on document: JSONDocument) throws -> [UInt8] {
    let bytes: [UInt8]
    do throws(PatchFailure) { bytes = try (reverse ? list.reversed : list).apply(to: document.bytes) } catch {
      throw refusal(error)
    }
    // A list that somebody has edited may fit, and still make something else of the draft.
    do throws(JSONSyntaxError) { _ = try JSONDocument(parsing: bytes) } catch {
      throw CommandFailure(
        "the list fits, but its result is not JSON: \(error)", code: "patch.refused",
        place: .file(inputName(patch)), help: "nothing was changed", exitCode: 1)
    }
    return bytes
  }

  private func put(_ patch: JSONPatch, on document: JSONDocument, keys: DraftKeys) throws -> [UInt8] {
    do throws(PatchFailure) {
      let patch = reverse ? try patch.reversed() : patch
      do throws(PatchFailure) { return Array(try patch.apply(to: document).bytes) } catch {
        guard let inner = try? Draft(document, keys: keys).node, inner != document.root else { throw error }
        // Whichever went further was meant.
        do throws(PatchFailure) { return Array(try patch.apply(to: document, from: inner).bytes) } catch let
          other
        {
          throw other.operation > error.operation ? other : error
        }
      }
    } catch {
      throw refusal(error)
    }
  }

  /// RFC 6902 lets a patch put anything in a document's place. What was a draft stays one.
  private func refuseNoDraft(_ bytes: [UInt8], madeFrom document: JSONDocument, keys: DraftKeys) throws {
    func isDraft(_ document: JSONDocument) -> Bool { (try? Draft(orEmpty: document, keys: keys)) != nil }
    guard isDraft(document), !isDraft(try JSONDocument(parsing: bytes)) else { return }
    throw CommandFailure(
      "the patch fits, but its result would be no draft", code: "patch.noDraft",
      place: .file(inputName(patch)), help: "nothing was changed")
  }

  /// A patch that is well-formed, and does not fit this draft.
  private func refusal(_ error: PatchFailure) -> CommandFailure {
    let pointer = error.pointer.map { " \($0.isEmpty ? "the whole" : $0.visible)" } ?? ""
    let name = error.name.isEmpty ? "" : ", " + error.name.visible
    return CommandFailure(
      "operation \(error.operation + 1)\(name)\(pointer): \(error.reason)", code: "patch.refused",
      place: .file(inputName(patch)), help: "nothing was changed", exitCode: 1)
  }
}
