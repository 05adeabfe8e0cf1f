import ArgumentParser
import DraftCommands
import DraftModel
import JSONTree
import Media
import Preview

/// `workprint frame`: one picture of a draft.
struct FrameCommand: WorkprintCommand {
  static let configuration = CommandConfiguration(
    commandName: "frame",
    abstract: "Write one picture of a draft as PNG.",
    discussion: """
      EXAMPLES
        workprint frame draft.json --at 3.5s -o look.png
        workprint frame draft.json --at 75f --size 1080 -o look.png
      """)

  @OptionGroup var options: PlanningOptions

  @Option(
    help: ArgumentHelp(
      "The moment: 3.5s, 250ms, 1:02.5, or 75f: a frame of the canvas's rate.", valueName: "time"))
  var at: String

  @Option(name: .shortAndLong, help: "The picture, a PNG file.")
  var output: String

  @Flag(help: "Write over a file that is there.")
  var force = false

  @Flag(help: "Print the result as one JSON document.")
  var json = false

  func execute() throws -> Int32 {
    try OutputFile.check(output, force: force)
    let draft: Draft
    do { draft = try options.load() } catch is NoDraftYet {
      throw CommandFailure.noDraftYet(options.input.draft)
    }
    guard let time = Time(typed: at, rate: draft.canvas.frameRate) else {
      throw ValidationError("--at is a time such as 3.5s, 250ms, 1:02.5 or 75f, not `\(at.visible)`")
    }
    let plan = try options.plan(draft)
    let frame = time.frame(at: plan.frameRate)
    guard let chunk = plan.chunks.first(where: { $0.frames.contains(frame) }) else {
      throw CommandFailure(
        "the draft ends at \(plan.duration), and its last frame begins at \(Time(frame: plan.frames.upperBound - 1, rate: plan.frameRate))",
        code: "frame.outside",
        place: .file(options.input.draft))
    }
    let notes = RenderNotes()
    do {
      let renderer = try FrameRenderer(plan: plan)
      let picture = try renderer.frame(frame, layers: chunk.layers)
      renderer.allNotes.forEach(notes.add)
      try AtomicFile.write(try PictureFile.png(picture), to: output)
    } catch let error as MediaError {
      throw CommandFailure(error)
    }
    let shown = chunk.layers.map { plan.layers[$0] }.filter { $0.frames.contains(frame) }
    let fidelity = notes.report(for: plan).filter { entry in
      shown.contains { $0.track == entry.track && $0.segment == entry.segment }
    }
    tell(plan, frame, fidelity)
    return 0
  }

  private func tell(_ plan: RenderPlan, _ frame: Int, _ fidelity: [FidelityEntry]) {
    if json {
      Self.write(
        .object([
          "schema": .string(Self.schema), "output": .string(output), "frame": .int(frame),
          "time": .number(Time(frame: frame, rate: plan.frameRate).milliseconds.decimal()),
          "width": .int(plan.output.width), "height": .int(plan.output.height),
          "fidelity": .array(fidelity.map(\.literal)),
        ]))
      return
    }
    for entry in fidelity where entry.status == .approximated || entry.status == .notDrawn {
      StandardStream.error.write("\(entry.label): \(entry.notes.joined(separator: "; ").visible)\n")
    }
    StandardStream.output.write(output + "\n")
  }
}
