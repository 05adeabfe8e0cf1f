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
        workprint merge base.json ours.json theirs.json --json -o merged.json
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

  @OptionGroup var result: ResultOptions

  @Flag(help: "Print the conflicts as one JSON document; the draft is written only with -o or --driver.")
  public var json = false

  public init() {}

  public func validate() throws {
    if [base, ours, theirs].filter({ $0 == "-" }).count > 1 {
      throw ValidationError("only one of the drafts can be standard input")
    }
    if driver, ours == "-" || result.output != nil {
      throw ValidationError("--driver writes over ours, which has to be a file")
    }
    if json, result.output == "-" {
      throw ValidationError("--json takes standard output for itself: -o has to name a file")
    }
  }

  public func execute() throws -> Int32 {
    try result.refuseExisting()
    // Where both sides added the file, git has nothing to give for the base.
    if driver, base != "-", try readInput(base).isEmpty {
      StandardStream.error.write("conflict: both sides added this draft; ours is kept [draft.added]\n")
      return 1
    }
    let side: MergeSide = keepsTheirs ? .theirs : .ours
    let merge = try merged(keeping: side)
    if driver || json {
      if driver || result.output != nil { try result.write(Array(merge.document.bytes), elseTo: self.ours) }
    } else {
      try result.write(Array(merge.document.bytes), elseTo: nil)
    }
    if json { Self.write(merge.report(keeping: side)) } else { Self.tell(merge) }
    return merge.conflicts.isEmpty ? 0 : 1
  }

  private func merged(keeping side: MergeSide) throws -> DraftMerge {
    let keys = try keys.load()
    let (base, ours, theirs) = (
      try loadExistingDraft(base, keys: keys), try loadExistingDraft(ours, keys: keys),
      try loadExistingDraft(theirs, keys: keys)
    )
    do throws(DraftMergeError) {
      return try DraftMerge(base: base, ours: ours, theirs: theirs, keeping: side)
    } catch {
      throw CommandFailure("cannot write the result: \(error)", code: "merge.unwritable")
    }
  }

  private static func tell(_ merge: DraftMerge) {
    for note in merge.notes { StandardStream.error.write("note: \(note)\n") }
    for conflict in merge.conflicts {
      StandardStream.error.write("conflict: \(conflict.sentence)\n  at \(conflict.places)\n")
    }
  }
}
