import ArgumentParser
import DraftCommands
import DraftModel
import JSONTree
import Media
import Preview

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// `workprint preview`: the low-resolution film.
struct PreviewCommand: WorkprintCommand {
  static let configuration = CommandConfiguration(
    commandName: "preview",
    abstract: "Render a draft to a small MP4 that looks and sounds like the export.",
    discussion: """
      EXAMPLES
        workprint preview draft.json
        workprint preview draft.json --media clips -o cut.mp4
        workprint preview draft.json --range 3s-8s --size 540
        workprint preview draft.json --strict --report fidelity.json
        workprint preview new.json --compare old.json -o changes.mp4
      """)

  @OptionGroup var options: PlanningOptions

  @Option(name: .shortAndLong, help: "The film; <draft>-preview.mp4 unless said.")
  var output: String?

  @Option(
    help: ArgumentHelp("Only a part of the timeline: 3s-8s, 1:02-1:10, 75f-150f.", valueName: "stretch"))
  var range: String?

  @Flag(help: "Render nothing, and exit with 1, where media are missing or a segment cannot be drawn.")
  var strict = false

  @Option(help: ArgumentHelp("Write the fidelity report to a file, as JSON.", valueName: "file"))
  var report: String?

  @Flag(help: "Write over files that are there.")
  var force = false

  @Option(
    help: ArgumentHelp("Threads that render; as many as there are cores unless said.", valueName: "count"))
  var workers: Int?

  @Option(
    help: ArgumentHelp(
      "Render only what differs from an older draft: before above after, without sound.", valueName: "draft"))
  var compare: String?

  @Flag(help: "Render everything, and keep nothing for the next time.")
  var noCache = false

  @Flag(help: "Print the result as one JSON document.")
  var json = false

  func execute() throws -> Int32 {
    let path = output ?? options.defaultOutput("-preview.mp4")
    if let workers, !(1...256).contains(workers) {
      throw ValidationError("--workers is 1 to 256, not \(workers)")
    }
    guard path != report else { throw ValidationError("-o and --report name the same file") }
    try OutputFile.check(path, force: force) { MediaTag.comment(of: $0) == PreviewRenderer.tag }
    if let report { try OutputFile.check(report, force: force) { _ in false } }
    // Not even with --force: what is read is not written over.
    guard path != options.input.draft, report != options.input.draft else {
      throw CommandFailure(
        "this is the draft itself", code: "output.isInput", place: .file(options.input.draft),
        help: "-o takes another name")
    }
    let plan: RenderPlan
    do { plan = try options.plan(try options.load(), range: range) } catch is NoDraftYet {
      throw CommandFailure.noDraftYet(options.input.draft)
    }
    if strict, plan.fidelity.contains(where: { $0.status == .notDrawn }) { return try refuse(plan.fidelity) }
    if let compare { return try render(plan, comparedWith: compare, to: path) }

    let count = workers ?? max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))
    let cache = noCache ? nil : try RenderCache.ofUser()
    let bar = ProgressBar(length: Time(frame: plan.frames.count, rate: plan.frameRate).seconds.double)
    let start = ContinuousClock.now
    let outcome: PreviewRenderer.Outcome
    do throws(MediaError) {
      let renderer = PreviewRenderer(plan: plan, workers: count, cache: cache)
      outcome = try renderer.render(to: path, strict: strict) {
        bar.update(Double($0.framesDone) / Double($0.frameCount))
      }
    } catch {
      bar.finish()
      throw CommandFailure(error)
    }
    bar.finish()
    try writeReport(outcome.fidelity)
    if strict, outcome.fidelity.contains(where: { $0.status == .notDrawn }) {
      return try refuse(outcome.fidelity)
    }
    tell(path, plan, outcome, ContinuousClock.now - start)
    return 0
  }

  /// ```json
  /// {"schema": "workprint.preview/1", "output": "..." or null where no picture differs,
  ///  "stretches": [{"before": [milliseconds, milliseconds], "after": [milliseconds, milliseconds]}],
  ///  "soundDiffers": true|false}
  /// ```
  private func render(_ plan: RenderPlan, comparedWith old: String, to path: String) throws -> Int32 {
    guard path != old else { throw ValidationError("-o names the draft that is compared with") }
    let oldPlan: RenderPlan
    do { oldPlan = try options.plan(ofDraft: old, range: range) } catch is NoDraftYet {
      throw CommandFailure.noDraftYet(old)
    }
    let comparison = Comparison(old: oldPlan, new: plan)
    let isRendered = comparison.frameCount > 0
    if isRendered {
      let bar = ProgressBar(length: Time(frame: comparison.frameCount, rate: plan.frameRate).seconds.double)
      defer { bar.finish() }
      do throws(MediaError) {
        try comparison.render(to: path, workers: workers ?? max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))) {
          bar.update(Double($0) / Double(comparison.frameCount))
        }
      } catch {
        throw CommandFailure(error)
      }
    }
    tell(comparison, isRendered ? path : nil)
    return 0
  }

  private func tell(_ comparison: Comparison, _ path: String?) {
    func times(_ frames: Range<Int>, _ plan: RenderPlan) -> (Time, Time) {
      (
        Time(frame: frames.lowerBound, rate: plan.frameRate),
        Time(frame: frames.upperBound, rate: plan.frameRate)
      )
    }
    if json {
      func literal(_ frames: Range<Int>, _ plan: RenderPlan) -> JSONLiteral {
        let (start, end) = times(frames, plan)
        return .array([.number(start.milliseconds.decimal()), .number(end.milliseconds.decimal())])
      }
      Self.write(
        .object([
          "schema": .string(Self.schema), "output": path.map { .string($0) } ?? .null,
          "stretches": .array(
            comparison.stretches.map {
              .object([
                "before": literal($0.old, comparison.old), "after": literal($0.new, comparison.new),
              ])
            }),
          "soundDiffers": .bool(comparison.soundDiffers),
        ]))
      return
    }
    for stretch in comparison.stretches {
      let (before, after) = (times(stretch.old, comparison.old), times(stretch.new, comparison.new))
      StandardStream.error.write("before \(before.0)-\(before.1), after \(after.0)-\(after.1)\n")
    }
    if path == nil { StandardStream.error.write("no picture differs: nothing was rendered\n") }
    if comparison.soundDiffers { StandardStream.error.write("the sound differs\n") }
    if let path { StandardStream.output.write(path + "\n") }
  }

  private func refuse(_ fidelity: [FidelityEntry]) throws -> Int32 {
    try writeReport(fidelity)
    if json {
      Self.write(
        .object([
          "schema": .string(Self.schema), "output": .null, "fidelity": .array(fidelity.map(\.literal)),
        ]))
    } else {
      StandardStream.error.write(FidelityText(entries: fidelity).text + "nothing was rendered: --strict\n")
    }
    return 1
  }

  private func writeReport(_ fidelity: [FidelityEntry]) throws {
    guard let report else { return }
    let literal = JSONLiteral.object([
      "schema": .string("workprint.fidelity/1"), "segments": .array(fidelity.map(\.literal)),
    ])
    do throws(MediaError) {
      try AtomicFile.write(Array((literal.text(style: .pretty) + "\n").utf8), to: report)
    } catch {
      throw CommandFailure(error)
    }
  }

  private func tell(_ path: String, _ plan: RenderPlan, _ outcome: PreviewRenderer.Outcome, _ time: Duration)
  {
    let seconds = Double(time.components.seconds) + Double(time.components.attoseconds) / 1e18
    let length = Time(frame: plan.frames.count, rate: plan.frameRate)
    if json {
      Self.write(
        .object([
          "schema": .string(Self.schema), "output": .string(path), "frames": .int(plan.frames.count),
          "duration": .number(length.milliseconds.decimal()), "width": .int(plan.output.width),
          "height": .int(plan.output.height), "frameRate": .string(plan.frameRate.description),
          "renderSeconds": .decimal((seconds * 1000).rounded() / 1000),
          "chunks": .int(plan.chunks.count), "chunksRendered": .int(outcome.chunksRendered),
          "soundRendered": .bool(outcome.soundRendered),
          "fidelity": .array(outcome.fidelity.map(\.literal)),
        ]))
      return
    }
    StandardStream.error.write(FidelityText(entries: outcome.fidelity).text)
    StandardStream.error.write(
      "\(length) at \(plan.output.width)x\(plan.output.height) in \(tenths(seconds))s, "
        + "\(tenths(length.seconds.double / max(seconds, 0.001))) times real time"
        + (outcome.chunksRendered < plan.chunks.count
          ? "; \(outcome.chunksRendered) of \(plan.chunks.count) parts had changed\n" : "\n"))
    StandardStream.output.write(path + "\n")
  }
}
