import ArgumentParser
import DraftDiff
import DraftModel

/// `workprint git-diff`: what git calls to show the changes of a draft (`diff.workprint.command`).
struct GitDiffCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "git-diff",
    abstract: "Show a draft's changes to git, as its external diff program.",
    discussion: """
      Takes the arguments that git gives, and always ends with 0: git takes anything else for a failure.

        git config diff.workprint.command 'workprint git-diff'
        echo '*.draft.json diff=workprint' >> .gitattributes
      """)

  @OptionGroup var keys: KeyOptions

  // A path may begin with a dash.
  @Argument(
    parsing: .allUnrecognized,
    help: "path old-file old-hex old-mode new-file new-hex new-mode, and of a rename two more")
  var arguments: [String] = []

  func validate() throws {
    if arguments.isEmpty {
      throw ValidationError("git calls this with the path of a draft and its two versions")
    }
  }

  func run() throws {
    let out = StandardStream.output
    guard arguments.count >= 7 else {
      // An unmerged path comes alone.
      out.write("\(arguments.first?.visible ?? "draft"): not merged yet\n")
      return
    }
    let (path, old, new) = (arguments[0], arguments[1], arguments[4])
    let renamed = arguments.count > 7 ? " → \(arguments[7].visible)" : ""
    out.write("draft \(path.visible)\(renamed)\n")
    do {
      let keys = try keys.load()
      switch (old, new) {
      case ("/dev/null", _): out.write("New: \(try loadExistingDraft(new, keys: keys).summary)\n")
      case (_, "/dev/null"): out.write("Gone: \(try loadExistingDraft(old, keys: keys).summary)\n")
      default:
        let diff = DraftDiff(
          from: try loadExistingDraft(old, keys: keys, orEmpty: true),
          to: try loadExistingDraft(new, keys: keys, orEmpty: true))
        out.write(diff.differsInLayoutOnly ? DiffCommand.layoutSentence : diff.text)
      }
    } catch let failure as CommandFailure {
      out.write(failure.text(color: false))
    }
  }
}
