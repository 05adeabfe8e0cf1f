import DraftModel
import Media

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Carries plans out: makes an acceptable file beside, never in place of, the original.
public struct FileFixer: Sendable {
  public let options: FixOptions

  public init(options: FixOptions) { self.options = options }

  /// Makes the file of a plan.
  /// - Parameters:
  ///   - output: the result, which appears only when it is whole and passes preflight.
  ///   - progress: told how far the work has come, 0...1.
  public func fix(
    _ report: FileReport, plan: FixPlan, to output: String, progress: @escaping (Double) -> Void = { _ in }
  ) throws(FixFailure) -> FixResult {
    guard let description = report.description else { throw .impossible(reason: "it cannot be opened") }
    let made: MadeFile
    do throws(MediaError) {
      switch plan.work {
      case .copy: made = try copy(report.path, to: output)
      case .stripLocation: made = try stripLocation(report.path, to: output)
      case .still(let fix):
        made = try StillFixer(
          path: report.path, description: description, fix: fix, options: options, output: output
        ).make()
      case .film(let fix):
        made = try FilmFixer(
          path: report.path, description: description, fix: fix, options: options, output: output,
          progress: progress
        ).make()
      case .bareStream(let used):
        made = try BareStreamFixer(
          path: report.path, description: description, used: used, options: options, output: output,
          progress: progress
        ).make()
      case .sound(let fix):
        made = try SoundFixer(
          path: report.path, description: description, fix: fix, options: options, output: output,
          progress: progress
        ).make()
      }
    } catch { throw .media(error) }
    return try accept(made, report, plan, output)
  }

  /// Checks what was made, and gives it its name.
  private func accept(
    _ made: MadeFile, _ report: FileReport, _ plan: FixPlan, _ output: String
  ) throws(FixFailure) -> FixResult {
    let check = FileCheck.report(
      on: made.file.temporaryPath, named: output,
      options: PreflightOptions(limit: options.limit, allowsLocation: !options.stripsLocation))
    guard check.verdict != .refused else { throw .stillRefused(check) }
    do throws(MediaError) { try made.file.commit() } catch { throw .media(error) }
    return FixResult(
      original: report.path, output: output, did: plan.reasons + made.did,
      leftOut: made.leftOut, bytesBefore: report.byteCount ?? 0,
      bytesAfter: check.byteCount ?? 0, isExact: made.isExact, similarity: made.similarity?.value,
      picturesCompared: made.similarity?.pictures ?? 0,
      // Times are counted from where the result's own clock begins.
      start: made.start + max(.zero, check.description?.startTime ?? .zero), report: check)
  }

  // MARK: Bytes

  private func copy(_ path: String, to output: String) throws(MediaError) -> MadeFile {
    let file = try AtomicFile(path: output)
    try file.copyContent(of: path)
    return MadeFile(file: file)
  }

  private func stripLocation(_ path: String, to output: String) throws(MediaError) -> MadeFile {
    let file = try AtomicFile(path: output)
    try PlaceRemoval.write(path, to: file)
    return MadeFile(file: file)
  }
}

/// A file that was made and has no name yet.
struct MadeFile {
  let file: AtomicFile
  /// What was done beyond the plan, in words.
  var did: [String] = []
  /// Whether all pixels and samples in it are the original's.
  var isExact = true
  var similarity: (value: Double, pictures: Int)?
  /// What the original holds and it does not, in words.
  var leftOut: [String] = []
  /// Where it begins in the original.
  var start = Time.zero

  var byteCount: Int {
    var info = stat()
    return stat(file.temporaryPath, &info) == 0 ? Int(info.st_size) : 0
  }
}
