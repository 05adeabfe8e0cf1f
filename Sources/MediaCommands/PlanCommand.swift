import ArgumentParser
import DraftCommands
import DraftModel
import JSONTree
import Preview

/// `workprint plan`: what a preview would show, without rendering it.
struct PlanCommand: WorkprintCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan",
    abstract: "Print what would be rendered, chunk by chunk, without rendering it.",
    discussion: """
      EXAMPLES
        workprint plan draft.json
        workprint plan draft.json --media clips --range 3s-8s --json
      """)

  @OptionGroup var options: PlanningOptions

  @Option(
    help: ArgumentHelp("Only a part of the timeline: 3s-8s, 1:02-1:10, 75f-150f.", valueName: "stretch"))
  var range: String?

  @Flag(help: "Print one JSON document.")
  var json = false

  func execute() throws -> Int32 {
    let plan: RenderPlan
    do { plan = try options.plan(try options.load(), range: range) } catch is NoDraftYet {
      throw CommandFailure.noDraftYet(options.input.draft)
    }
    if json { Self.write(plan.literal) } else { StandardStream.output.write(PlanText(plan: plan).text) }
    return 0
  }
}

extension CommandFailure {
  static func noDraftYet(_ file: String) -> CommandFailure {
    CommandFailure(
      "no draft yet", code: "draft.none", place: .file(file == "-" ? "<stdin>" : file),
      help: "the session has no timeline; ask the editor for a first edit")
  }
}

/// A plan as a person reads it.
private struct PlanText {
  let plan: RenderPlan

  var text: String {
    let output = plan.output
    var text =
      "\(output.width)x\(output.height) at \(plan.frameRate) fps, \(plan.frames.count) frames in \(plan.chunks.count) \(plan.chunks.count == 1 ? "chunk" : "chunks"),"
      + " \(plan.sound.clips.count) sounds\n"
    for (index, chunk) in plan.chunks.enumerated() {
      let start = Time(frame: chunk.frames.lowerBound, rate: plan.frameRate)
      let names = chunk.layers.map { name(plan.layers[$0]) }.joined(separator: " + ")
      text +=
        "\(index + 1). \(start) frames \(chunk.frames.lowerBound)-\(chunk.frames.upperBound - 1): "
        + (names.isEmpty ? "background" : names) + "\n"
    }
    for clip in plan.sound.clips {
      let start = Time(seconds: Rational(Int128(clip.samples.lowerBound), 48_000))
      let end = Time(seconds: Rational(Int128(clip.samples.upperBound), 48_000))
      text += "sound \(TimeRange(start: start, end: end)): \(MediaName.fileName(clip.path).visible)\n"
    }
    return text + FidelityText(entries: plan.fidelity).text
  }

  private func name(_ layer: LayerPlan) -> String {
    switch layer.content {
    case .media(let media): (media.blur == nil ? "" : "backdrop of ") + layer.label
    case .text: layer.label
    case .slate(let title, _): "slate (\(title.visible))"
    }
  }
}

/// The fidelity report as a person reads it: what is not shown as it is, a line each.
struct FidelityText {
  let entries: [FidelityEntry]

  var text: String {
    let told = entries.filter { $0.status == .approximated || $0.status == .notDrawn }
    let count = entries.count - told.count
    var text = "\(count) of \(entries.count) segments are shown as they are\n"
    for entry in told.prefix(40) {
      let what = entry.status == .notDrawn ? "not drawn" : "approximated"
      text +=
        "  \(entry.pointer.description.visible) \(entry.label): \(what): \(entry.notes.joined(separator: "; ").visible)\n"
    }
    if told.count > 40 { text += "  … \(told.count - 40) more\n" }
    return text
  }
}
