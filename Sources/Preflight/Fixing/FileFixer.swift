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
    let damage =
      made.isDamaged ? ["its sound is damaged: what could not be decoded is missing or silent"] : []
    do throws(MediaError) { try made.file.commit() } catch { throw .media(error) }
    return FixResult(
      original: report.path, output: output, did: plan.reasons + made.did + damage,
      leftOut: made.leftOut + lostTags(report, check, plan), bytesBefore: report.byteCount ?? 0,
      bytesAfter: check.byteCount ?? 0, isExact: made.isExact && !made.isDamaged,
      similarity: made.similarity?.value,
      picturesCompared: made.similarity?.pictures ?? 0,
      // Times are counted from where the result's own clock begins.
      start: made.start + max(.zero, check.description?.startTime ?? .zero), report: check)
  }

  /// Tags that another container has no place for, in words.
  private func lostTags(_ report: FileReport, _ result: FileReport, _ plan: FixPlan) -> [String] {
    switch plan.work {
    // Their tags are told with their pixels, or are the same bytes.
    case .still, .copy, .stripLocation: return []
    case .film, .bareStream, .sound: break
    }
    let kept = Set((result.description?.allTags ?? []).map(\.value))
    let lost = (report.description?.allTags ?? []).filter {
      !kept.contains($0.value) && !Self.containerTags.contains($0.name.lowercased())
    }
    guard !lost.isEmpty else { return [] }
    let names = lost.prefix(4).map(\.name).joined(separator: ", ")
    return ["its tags (\(names)\(lost.count > 4 ? ", and \(lost.count - 4) more" : ""))"]
  }

  /// What containers and coders say of themselves.
  private static let containerTags: Set<String> = [
    "major_brand", "minor_version", "compatible_brands", "encoder", "duration", "handler_name", "vendor_id",
    "language",
  ]

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
  /// Whether parts of the original could not be decoded when it was made.
  var isDamaged = false
  /// What the original holds and it does not, in words.
  var leftOut: [String] = []
  /// Where it begins in the original.
  var start = Time.zero

  var byteCount: Int {
    var info = stat()
    return stat(file.temporaryPath, &info) == 0 ? Int(info.st_size) : 0
  }
}

extension MediaDescription {
  /// The file's own tags; of a song in Ogg, which has them there, those of its stream.
  fileprivate var allTags: [Tag] {
    guard streams.count == 1, let stream = streams.first else { return tags }
    return tags + stream.tags + (stream.title.map { [Tag(name: "title", value: $0)] } ?? [])
  }
}
