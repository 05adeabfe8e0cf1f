import ArgumentParser
import DraftDiff
import DraftModel
import JSONTree

/// `workprint merge`: brings two versions of a draft together.
public struct MergeCommand: WorkprintCommand {
  public static let configuration = CommandConfiguration(
    commandName: "merge",
    abstract: "Bring together two versions of a draft that were made from one.",
    discussion: """
      What both sides changed differently is listed on standard error; the output keeps ours there, and
      is a draft in any case. Ends with 0 where all went together, 1 with conflicts, 2 where it could not
      be done.

      EXAMPLES
        workprint merge base.json ours.json theirs.json -o merged.json
        workprint merge base.json ours.json theirs.json --theirs > merged.json
        git config merge.workprint.driver 'workprint merge --driver %O %A %B'
      """)

  @Argument(help: "The draft that both were made from.")
  var base: String

  @Argument(help: "Our version.")
  var ours: String

  @Argument(help: "Their version.")
  var theirs: String

  @OptionGroup var keys: KeyOptions

  @Flag(name: .customLong("theirs"), help: "Keep theirs in conflicts.")
  var keepsTheirs = false

  @Flag(help: "Write the result over ours, as git wants its merge drivers to.")
  var driver = false

  @Option(name: .shortAndLong, help: ArgumentHelp("Write here.", valueName: "file"))
  var output: String?

  @Flag(help: "Write over an output that exists.")
  var force = false

  public var json: Bool { false }

  public init() {}

  public func validate() throws {
    if [base, ours, theirs].filter({ $0 == "-" }).count > 1 {
      throw ValidationError("only one of the drafts can be standard input")
    }
    if driver, ours == "-" || output != nil {
      throw ValidationError("--driver writes over ours, which has to be a file")
    }
  }

  public func execute() throws -> Int32 {
    if let output { try refuseExisting(output, force: force) }
    let keys = try keys.load()
    let (base, ours, theirs) = (
      try loadExistingDraft(base, keys: keys), try loadExistingDraft(ours, keys: keys),
      try loadExistingDraft(theirs, keys: keys)
    )
    let merge: DraftMerge
    do throws(DraftMergeError) {
      merge = try DraftMerge(
        base: base, ours: ours, theirs: theirs, keeping: keepsTheirs ? .theirs : .ours)
    } catch {
      throw CommandFailure("cannot write the result: \(error)", code: "merge.unwritable")
    }
    for note in merge.notes { StandardStream.error.write("note: \(note)\n") }
    for conflict in merge.conflicts {
      StandardStream.error.write("conflict: \(conflict.sentence)\n  at \(conflict.places)\n")
    }
    if driver {
      try replaceFile(self.ours, with: Array(merge.document.bytes))
    } else if let output, output != "-" {
      try replaceFile(output, with: Array(merge.document.bytes))
    } else {
      StandardStream.output.write(merge.document.bytes)
    }
    return merge.conflicts.isEmpty ? 0 : 1
  }
}
