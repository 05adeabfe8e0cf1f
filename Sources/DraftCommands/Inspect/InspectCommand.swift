import ArgumentParser
import DraftModel
import JSONTree

/// `workprint inspect`: what is in a draft.
public struct InspectCommand: WorkprintCommand {
  public static let configuration = CommandConfiguration(
    commandName: "inspect",
    abstract: "Show what is in a draft: a summary line, the timeline drawn, a table of segments.",
    discussion: """
      EXAMPLES
        workprint inspect draft.json
        workprint inspect draft.json --all
        curl -s ... | workprint inspect - --json
        workprint inspect foreign.json --suggest-keys keys.json
        workprint inspect foreign.json --key-table keys.json
      """)

  @OptionGroup public var input: DraftOptions

  @Flag(help: "Print one JSON document.")
  public var json = false

  @Flag(help: "Show every segment in the table, not only the first 40.")
  public var all = false

  @Flag(name: .customLong("keys"), help: "Show which key was found where, and which keys nobody recognised.")
  public var showsKeys = false

  @Option(
    help: ArgumentHelp("Look for the draft's own keys, and write a key file to try.", valueName: "file"))
  public var suggestKeys: String?

  @Flag(help: "Let --suggest-keys write over a file that is there.")
  public var force = false

  public init() {}

  public func execute() throws -> Int32 {
    if let suggestKeys {
      return try KeySuggesting(input: input, path: suggestKeys, force: force, json: json).run()
    }
    if showsKeys {
      let report = try KeyReport(input.load())
      if json {
        Self.write(KeyReportText(report: report).literal)
      } else {
        StandardStream.output.write(KeyReportText(report: report).text)
      }
      return 0
    }
    do {
      let draft = try input.load()
      if json { Self.write(InspectDocument(draft: draft).literal) } else { show(draft) }
    } catch is NoDraftYet {
      if json {
        Self.write(
          .object(["schema": .string(Self.schema), "summary": .string("no draft yet"), "draft": .null]))
      } else {
        StandardStream.output.write("no draft yet\n")
      }
    }
    return 0
  }

  private func show(_ draft: Draft) {
    let out = StandardStream.output
    out.write(draft.summary + "\n")
    out.write("\n" + TimelineDrawing(draft: draft, columns: out.columns).text)
    out.write("\n" + SegmentTable(draft: draft, limit: all ? .max : 40, columns: out.columns).text)
    let oddities = draft.oddities
    guard !oddities.isEmpty else { return }
    let file = inputName(input.draft).visible
    for oddity in oddities.prefix(10) {
      let position = draft.document.position(of: oddity.node)
      let pointer = draft.pointer(of: oddity.node).description.visible
      StandardStream.error.write(
        "\(file):\(position): note: \(draft.description(of: oddity)) at \(pointer.isEmpty ? "the draft" : pointer)\n"
      )
    }
    if oddities.count > 10 {
      StandardStream.error.write("\(file): note: \(oddities.count - 10) more like these\n")
    }
    if draft.tracks.isEmpty, draft.node(.draftTracks) == nil {
      StandardStream.error.write(
        "help: keys of another spelling? `workprint inspect \(input.draft.visible) --suggest-keys keys.json` looks for them\n"
      )
    }
  }
}
