import DraftModel
import JSONTree
import Media

/// What `workprint preflight --json` prints. Times are milliseconds, sizes bytes.
///
///     {
///       "schema": "workprint.preflight/1", "limit": 200000000,
///       "verdict": "ready"|"readyWithWarnings"|"refused", "uploadBytes": 3022780,
///       "files": [{
///         "path", "bytes", "verdict", "code": null|4001|4002, "advice",
///         "format": {"name", "phrase"}, "duration", "durationSeconds", "width", "height", "pictureCodec", "soundCodec",
///         "findings": [{"kind", "level": "refusal"|"warning"|"note", "code", "message", "help"}]
///       }],
///       "drafts": [{
///         "path", "verdict", "uploadBytes",
///         "files": [{
///           "references": [], "status": "local"|"missing"|"remote",
///           "segments": [{"pointer", "start", "end"}],
///           "ranges": null|[{"start", "end"}],
///           ... and what a file has; null instead where it is remote
///         }]
///       }],
///       "fixes": [{
///         "path", "output", "did": [], "leftOut": [], "bytesBefore", "bytesAfter", "exact", "ssim",
///         "picturesCompared", "start", "verdict", "findings", "error"
///       }],
///       "writtenDrafts": [{"path", "output", "mediaFolders": []}]
///     }
///
/// A draft that cannot be read is one of the `files`, with the finding `brokenDraft`.
///
/// A fix is `exact` where all pixels and samples that were kept are the original's; `ssim` measures
/// pictures that are not. `leftOut` names what a result lacks beside them: other sounds, subtitles. `ranges` is null for pictures without a time, of which all is used. `start` of a fix is where the
/// result begins in the original, below zero where its first picture is on a little earlier. A fix has `error` and no `output` where it could not be made. `fixes`
/// and `writtenDrafts` come with `--fix` only. A written draft finds what it plays beside it; `mediaFolders`
/// are needed too where files could not be copied there.
public enum PreflightDocument {
  public static func literal(_ verdict: PreflightVerdict) -> JSONLiteral {
    switch verdict {
    case .ready: .string("ready")
    case .readyWithWarnings: .string("readyWithWarnings")
    case .refused: .string("refused")
    }
  }

  public static func literal(_ report: FileReport) -> JSONLiteral { .object(members(report)) }

  private static func members(_ report: FileReport) -> [JSONLiteral.Member] {
    let description = report.description
    let format = description?.format
    return [
      .init("path", .string(report.path)), .init("bytes", report.byteCount.map(JSONLiteral.int) ?? .null),
      .init("verdict", literal(report.verdict)),
      .init("code", report.serviceCode.map(JSONLiteral.int) ?? .null),
      .init("advice", .string(report.advice)),
      .init(
        "format",
        format.map { .object(["name": .string($0.name), "phrase": .string($0.phrase)]) } ?? .null),
      .init("duration", description?.duration.map(time) ?? .null),
      .init(
        "durationSeconds", description?.duration.map { .number($0.seconds.decimal(places: 6)) } ?? .null),
      .init("width", description?.picture.map { .int($0.width) } ?? .null),
      .init("height", description?.picture.map { .int($0.height) } ?? .null),
      .init("pictureCodec", description?.shownStream.map { .string($0.codec) } ?? .null),
      .init("soundCodec", description?.heardStream.map { .string($0.codec) } ?? .null),
      .init("findings", .array(report.findings.map(literal))),
    ]
  }

  private static func literal(_ finding: PreflightFinding) -> JSONLiteral {
    .object([
      "kind": .string(finding.kind.rawValue), "level": .string(finding.level.name),
      "code": finding.serviceCode.map(JSONLiteral.int) ?? .null, "message": .string(finding.message),
      "help": finding.help.map(JSONLiteral.string) ?? .null,
    ])
  }

  public static func literal(_ report: DraftReport, path: String) -> JSONLiteral {
    .object([
      "path": .string(path), "verdict": literal(report.verdict), "uploadBytes": .int(report.uploadBytes),
      "files": .array(report.files.map(literal)),
    ])
  }

  private static func literal(_ file: DraftReport.File) -> JSONLiteral {
    let status =
      switch file.use.location {
      case .file: "local"
      case .missing: "missing"
      case .remote: "remote"
      }
    return .object(
      [
        .init("references", .array(file.use.references.map { .string(MediaName.shown($0)) })),
        .init("status", .string(status)),
        .init(
          "segments",
          .array(
            file.use.uses.map { use in
              .object([.init("pointer", .string(use.pointer.description))] + range(use.range))
            })),
        .init("ranges", file.ranges.map { .array($0.map { .object(range($0)) }) } ?? .null),
      ] + (file.report.map(members) ?? [.init("path", .null), .init("verdict", .null)]))
  }

  public static func literal(_ result: FixResult) -> JSONLiteral {
    .object([
      "path": .string(result.original), "output": .string(result.output),
      "did": .array(result.did.map(JSONLiteral.string)),
      "leftOut": .array(result.leftOut.map(JSONLiteral.string)), "bytesBefore": .int(result.bytesBefore),
      "bytesAfter": .int(result.bytesAfter),
      "exact": .bool(result.isExact),
      "ssim": result.similarity.map { .decimal(($0 * 1e5).rounded() / 1e5) } ?? .null,
      "picturesCompared": .int(result.picturesCompared), "start": time(result.start),
      "verdict": literal(result.report.verdict), "findings": .array(result.report.findings.map(literal)),
    ])
  }

  private static func range(_ range: TimeRange) -> [JSONLiteral.Member] {
    [.init("start", time(range.start)), .init("end", time(range.end))]
  }

  private static func time(_ time: Time) -> JSONLiteral { .number(time.milliseconds.decimal()) }
}
