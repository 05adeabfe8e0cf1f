import DraftModel
import JSONTree

/// What `check --format json` prints. Times are milliseconds; pointers count from the draft; lines and
/// columns from 1, a column for each Unicode scalar.
///
///     {
///       "schema": "workprint.check/1",
///       "file": "draft.json",
///       "counts": {"error": 1, "warning": 0, "info": 2},
///       "findings": [{
///         "code": "segment.overlap", "severity": "error",
///         "pointer": "/t/0/sg/1/s", "line": 5, "column": 21, "endLine": 5, "endColumn": 25,
///         "message": string, "values": {...}, "why": string, "help": string,
///         "related": [{"pointer", "line", "column", "message"}],
///         "fix": null or {
///           "message": string,
///           "replacements": [{"line", "column", "endLine", "endColumn", "text": string}]
///         }
///       }],
///       "fixed": [{"code", "pointer", "line", "column", "message"}],
///       "wouldFix": like "fixed",
///       "diff": string
///     }
///
/// `values` holds what is involved, under names of the rule's choice. The `replacements` of a fix do
/// not overlap; there are none where it adds something rather than changing what is there. `fixed` is
/// there with `--fix` only: what was mended, at its place in the draft before, or, where something had to
/// be mended first, in what that left; `findings` are then those that are left. `wouldFix` and `diff` are
/// there with `--fix --dry-run` only: what would be mended, and the unified diff of it; `findings` are then
/// all that is there now. Of URLs in messages and `values` the query is left out. Where a state has no draft
/// yet, nothing is found.
public struct JSONReport {
  /// Nil where a state has no draft yet.
  public let report: CheckReport?
  public let file: String
  /// What was mended, round by round, with places in the draft before each.
  public var fixed: [CheckReport]?
  /// What would be mended, and the diff of it.
  public var trial: (fixed: [CheckReport], diff: String)?

  public static let schema = "workprint.check/1"

  public init(_ report: CheckReport, fixed: [CheckReport]? = nil) {
    self.report = report
    self.fixed = fixed
    file = report.file
  }

  /// A state that has no draft yet.
  public init(withoutDraft file: String, fixed: [CheckReport]? = nil) {
    report = nil
    self.file = file
    self.fixed = fixed
  }

  public var literal: JSONLiteral {
    var members: [JSONLiteral.Member] = [
      .init("schema", .string(Self.schema)),
      .init("file", .string(file)),
      .init(
        "counts",
        .object(
          Severity.allCases.reversed().map { JSONLiteral.Member($0.rawValue, .int(report?.count($0) ?? 0)) })),
      .init("findings", .array((report?.entries ?? []).map(Self.finding))),
    ]
    if let fixed { members.append(.init("fixed", .array(fixed.flatMap(\.entries).map(Self.fixed)))) }
    if let trial {
      members.append(.init("wouldFix", .array(trial.fixed.flatMap(\.entries).map(Self.fixed))))
      members.append(.init("diff", .string(trial.diff)))
    }
    return .object(members)
  }

  private static func finding(_ entry: CheckReport.Entry) -> JSONLiteral {
    let diagnostic = entry.diagnostic
    var members: [JSONLiteral.Member] = [
      .init("code", .string(diagnostic.code)), .init("severity", .string(diagnostic.severity.rawValue)),
    ]
    members += place(entry.place)
    members += [
      .init("endLine", .int(entry.place.end.line)), .init("endColumn", .int(entry.place.end.column)),
      .init("message", .string(diagnostic.finding.message.text)),
      .init("values", JSONLiteral.object(diagnostic.finding.values).withoutPrivateParts),
      .init("why", .string(diagnostic.rule.why)), .init("help", .string(diagnostic.help.text)),
      .init(
        "related",
        .array(
          entry.related.map { .object(place($0.place) + [.init("message", .string($0.message.text))]) })),
      .init("fix", diagnostic.finding.fix.map { fix($0, entry.replacements) } ?? .null),
    ]
    return .object(members)
  }

  private static func fix(_ fix: Fix, _ replacements: [CheckReport.Replacement]) -> JSONLiteral {
    .object([
      "message": .string(fix.message.text),
      "replacements": .array(
        replacements.map {
          .object([
            "line": .int($0.start.line), "column": .int($0.start.column), "endLine": .int($0.end.line),
            "endColumn": .int($0.end.column), "text": .string($0.text),
          ])
        }),
    ])
  }

  private static func fixed(_ entry: CheckReport.Entry) -> JSONLiteral {
    .object(
      [.init("code", .string(entry.diagnostic.code))] + place(entry.place)
        + [.init("message", .string(entry.diagnostic.finding.fix?.message.text ?? ""))])
  }

  private static func place(_ place: CheckReport.Place) -> [JSONLiteral.Member] {
    [
      .init("pointer", .string(place.pointer.description)), .init("line", .int(place.start.line)),
      .init("column", .int(place.start.column)),
    ]
  }
}
