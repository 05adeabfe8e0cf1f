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
      Ends with 0, with 1 where the patch does not apply, with 2 where it could not be tried.
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

  public var json: Bool { false }

  public init() {}

  public func validate() throws {
    if draft == "-", patch == "-" { throw ValidationError("only one of the two can be standard input") }
  }

  public func execute() throws -> Int32 {
    try result.refuseExisting()
    let keys = try keys.load()
    let document = try loadDocument(draft)
    let edits = try loadDocument(patch, what: "not a patch", code: "patch.syntax", kind: "a patch")
    let patched: [UInt8]
    do {
      patched = try self.patched(document, by: edits, keys: keys)
    } catch let refusal as Refusal {
      StandardStream.error.write(refusal.failure.text(color: StandardStream.error.showsColor))
      return 1
    }
    try result.write(patched, elseTo: draft)
    return 0
  }

  /// A patch that is well-formed, and does not fit this draft.
  private struct Refusal: Error {
    let failure: CommandFailure
  }

  private func patched(_ document: JSONDocument, by edits: JSONDocument, keys: DraftKeys) throws -> [UInt8] {
    try ChangeList.isDocument(edits)
      ? put(reading(edits, ChangeList.init), on: document)
      : put(reading(edits, JSONPatch.init), on: document, keys: keys)
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
      throw Refusal(
        failure: CommandFailure(
          "the list fits, but its result is not JSON: \(error)", code: "patch.refused",
          place: .file(inputName(patch)), help: "nothing was changed"))
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

  private func refusal(_ error: PatchFailure) -> Refusal {
    let pointer = error.pointer.map { " \($0.isEmpty ? "the whole" : $0.visible)" } ?? ""
    let name = error.name.isEmpty ? "" : ", " + error.name.visible
    let failure = CommandFailure(
      "operation \(error.operation + 1)\(name)\(pointer): \(error.reason)", code: "patch.refused",
      place: .file(inputName(patch)), help: "nothing was changed")
    return Refusal(failure: failure)
  }
}
