import CloudState
import DraftCommands
import DraftModel
import Media
import Preview

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The preview before an export, and the question whether it is as it should be.
struct PreviewFirst {
  let draft: ExportDraft
  let output: String
  let mediaFolders: [String]

  /// `final.mp4` -> `final-preview.mp4`
  private var path: String {
    (output.lowercased().hasSuffix(".mp4") ? String(output.dropLast(4)) : output) + "-preview.mp4"
  }

  /// Renders it. On a terminal the person says whether to go on; elsewhere it goes on.
  func isApproved(force: Bool, json: Bool) throws -> Bool {
    try OutputFile.check(path, force: force) { MediaTag.comment(of: $0) == PreviewRenderer.tag }
    let catalog = MediaFolders(
      folders: mediaFolders + ["."],
      uploads: UploadLedger.inUse(environment: ProgramEnvironment.variables))
    let plan: RenderPlan
    do throws(PlanningError) {
      plan = try Planner(draft: draft.draft, catalog: catalog, settings: OutputSettings()).plan()
    } catch {
      throw CommandFailure(planning: error, file: draft.name)
    }
    let cache = try RenderCache.ofUser()
    let bar = ProgressBar(length: Time(frame: plan.frames.count, rate: plan.frameRate).seconds.double)
    defer { bar.finish() }
    let count = max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))
    let fidelity: [FidelityEntry]
    do throws(MediaError) {
      fidelity = try PreviewRenderer(plan: plan, workers: count, cache: cache).render(
        to: path, strict: false
      ) {
        bar.update(Double($0.framesDone) / Double($0.frameCount))
      }.fidelity
    } catch {
      throw CommandFailure(error)
    }
    bar.finish()
    StandardStream.error.write(FidelityText(entries: fidelity).text + "the preview is \(path.visible)\n")
    guard !json, isatty(STDIN_FILENO) == 1, StandardStream.error.isTerminal else { return true }
    StandardStream.error.write("export it? [y/N] ")
    let answer = (readLine() ?? "").lowercased()
    return ["y", "yes"].contains(answer)
  }
}
