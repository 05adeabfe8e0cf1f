import ArgumentParser
import DraftDiff
import DraftModel
import JSONTree

/// `workprint diff`: what was done to a draft between two versions of it.
public struct DiffCommand: WorkprintCommand {
  public static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "Say what was done to a draft between two versions of it.",
    discussion: """
      Ends with 0 where both say the same JSON, 1 where they differ, 2 where it could not be told.

      EXAMPLES
        workprint diff old.json new.json
        workprint diff old.json new.json --summary
        workprint diff old.json new.json --format changes > edit.changes
        workprint diff old.json new.json --format patch > edit.patch
        curl -s ... | workprint diff draft.json -
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json, patch, changes
  }

  @Argument(help: "The draft before; - is standard input.")
  var old: String

  @Argument(help: "The draft after; - is standard input.")
  var new: String

  @OptionGroup var keys: KeyOptions

  @Option(
    help: ArgumentHelp(
      "text: sentences. json: the list of changes. patch: JSON Patch (RFC 6902). changes: a list that "
        + "`workprint patch` puts on, and takes back, byte for byte.", valueName: "form"))
  var format = Format.text

  @Flag(name: .customLong("json"), help: "The same as --format json.")
  var asksForJSON = false

  @Flag(help: "One line, as a conversation about the draft would say it.")
  var summary = false

  // Patches and change lists have no place for a failure.
  public var json: Bool { asksForJSON || format == .json }

  public init() {}

  public func validate() throws {
    if asksForJSON, format == .patch || format == .changes {
      throw ValidationError("--json is --format json, and cannot be --format \(format) as well")
    }
    if old == "-", new == "-" { throw ValidationError("only one of the drafts can be standard input") }
  }

  public func execute() throws -> Int32 {
    let keys = try keys.load()
    let before = try loadExistingDraft(old, keys: keys, orEmpty: true)
    let after = try loadExistingDraft(new, keys: keys, orEmpty: true)
    let diff = DraftDiff(from: before, to: after)
    let format = asksForJSON ? .json : format
    if summary, format == .text {
      StandardStream.output.write(diff.differsInLayoutOnly ? Self.layoutSentence : diff.summary + "\n")
    } else {
      switch format {
      case .text: show(diff)
      case .json: Self.write(diff.document)
      case .patch: Self.writeCompact(diff.patch)
      case .changes: Self.writeCompact(ChangeList(diff).document)
      }
    }
    return diff.isEmpty ? 0 : 1
  }

  private func show(_ diff: DraftDiff) {
    StandardStream.output.write(diff.text)
    if diff.differsInLayoutOnly {
      StandardStream.output.write(Self.layoutSentence)
    }
  }

  static let layoutSentence = "Only the layout differs: the same JSON, written in another way\n"

  /// Lists of edits are long: one line for the whole document.
  private static func writeCompact(_ literal: JSONLiteral) {
    StandardStream.output.write(literal.text(style: .answerLine) + "\n")
  }
}

/// Reads a draft where there has to be one.
/// - Parameter orEmpty: whether a null in its place will do.
func loadExistingDraft(_ path: String, keys: DraftKeys, orEmpty: Bool = false) throws -> Draft {
  do { return try loadDraft(path, keys: keys, orEmpty: orEmpty) } catch is NoDraftYet {
    throw CommandFailure(
      "the state holds no draft yet", code: "draft.none", place: .file(inputName(path)),
      help: "ask for the state again once the editor has made a draft")
  }
}
