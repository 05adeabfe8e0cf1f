import DraftModel
import JSONTree

/// A report in SARIF 2.1.0 (OASIS), which code hosts and editors show beside the text.
///
/// Pointers are logical locations; severities map to `error`, `warning` and `note`.
public struct SARIFReport {
  /// Nil where there is no draft to report on.
  public let report: CheckReport?
  /// Of the program.
  public let version: String
  /// Why there is none, where that failed.
  public let failure: Failure?
  private let rules: [RuleDescription]
  /// The places of rules in the list, by code.
  private let indices: [String: Int]

  public init(_ report: CheckReport? = nil, version: String) {
    self.init(report, nil, version)
  }

  /// Why a draft could not be checked.
  public init(failure: Failure, version: String) { self.init(nil, failure, version) }

  private init(_ report: CheckReport?, _ failure: Failure?, _ version: String) {
    self.report = report
    self.failure = failure
    self.version = version
    rules = DraftChecker.allRules.map(\.description)
    indices = Dictionary(rules.enumerated().map { ($1.code, $0) }) { first, _ in first }
  }

  public var literal: JSONLiteral {
    .object([
      "$schema": .string("https://json.schemastore.org/sarif-2.1.0.json"),
      "version": .string("2.1.0"),
      "runs": .array([
        .object([
          "tool": .object([
            "driver": .object([
              "name": .string("Workprint"), "semanticVersion": .string(version),
              "rules": .array(rules.map(Self.rule)),
            ])
          ]),
          "columnKind": .string("unicodeCodePoints"),
          // What lines are counted by; a lone carriage return is not among those that SARIF presumes.
          "newlineSequences": .array([.string("\r\n"), .string("\n"), .string("\r")]),
          "invocations": .array([invocation]),
          "results": .array((report?.entries ?? []).map(result)),
        ])
      ]),
    ])
  }

  private var invocation: JSONLiteral {
    guard let failure else { return .object(["executionSuccessful": .bool(true)]) }
    return .object([
      "executionSuccessful": .bool(false), "toolExecutionNotifications": .array([failure.notification]),
    ])
  }

  private static func rule(_ rule: RuleDescription) -> JSONLiteral {
    .object([
      "id": .string(rule.code),
      "shortDescription": text(rule.title),
      "fullDescription": text(rule.why),
      "help": text(rule.help),
      "defaultConfiguration": .object(["level": .string(level(rule.severity))]),
      "properties": .object(["tags": .array([.string(rule.topic.rawValue)])]),
    ])
  }

  private func result(_ entry: CheckReport.Entry) -> JSONLiteral {
    let diagnostic = entry.diagnostic
    var members: [JSONLiteral.Member] = [
      .init("ruleId", .string(diagnostic.code)),
      .init("ruleIndex", .int(indices[diagnostic.code] ?? -1)),
      .init("level", .string(Self.level(diagnostic.severity))),
      .init("message", Self.text(diagnostic.finding.message.text)),
      .init("locations", .array([location(entry.place, message: nil)])),
    ]
    if !entry.related.isEmpty {
      members.append(
        .init("relatedLocations", .array(entry.related.map { location($0.place, message: $0.message) })))
    }
    if let fix = diagnostic.finding.fix, !entry.replacements.isEmpty {
      members.append(.init("fixes", .array([self.fix(fix, entry.replacements)])))
    }
    if !diagnostic.finding.values.isEmpty {
      members.append(
        .init("properties", JSONLiteral.object(diagnostic.finding.values).withoutPrivateParts))
    }
    return .object(members)
  }

  private func location(_ place: CheckReport.Place, message: DiagnosticMessage?) -> JSONLiteral {
    var members: [JSONLiteral.Member] = [
      .init(
        "physicalLocation",
        .object(["artifactLocation": artifact, "region": Self.region(place.start, place.end)]))
    ]
    if !place.pointer.tokens.isEmpty {
      members.append(
        .init(
          "logicalLocations",
          .array([
            .object(["fullyQualifiedName": .string(place.pointer.description), "kind": .string("value")])
          ])))
    }
    if let message { members.append(.init("message", Self.text(message.text))) }
    return .object(members)
  }

  private func fix(_ fix: Fix, _ replacements: [CheckReport.Replacement]) -> JSONLiteral {
    .object([
      "description": Self.text(fix.message.text),
      "artifactChanges": .array([
        .object([
          "artifactLocation": artifact,
          "replacements": .array(
            replacements.map {
              .object([
                "deletedRegion": Self.region($0.start, $0.end),
                "insertedContent": Self.text($0.text),
              ])
            }),
        ])
      ]),
    ])
  }

  private var artifact: JSONLiteral { .object(["uri": .string(Self.uri(report?.file ?? ""))]) }

  private static func region(_ start: JSONPosition, _ end: JSONPosition) -> JSONLiteral {
    .object([
      "startLine": .int(start.line), "startColumn": .int(start.column), "endLine": .int(end.line),
      "endColumn": .int(end.column),
    ])
  }

  private static func text(_ text: String) -> JSONLiteral { .object(["text": .string(text)]) }

  private static func level(_ severity: Severity) -> String {
    switch severity {
    case .error: "error"
    case .warning: "warning"
    case .info: "note"
    }
  }

  /// A path as a URI reference (RFC 3986): what is not allowed in one is percent-encoded.
  static func uri(_ path: String) -> String {
    let allowed = Set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/!$&'()*+,;=@".utf8)
    var uri = path.hasPrefix("/") ? "file://" : ""
    for byte in path.utf8 {
      if allowed.contains(byte) {
        uri.unicodeScalars.append(Unicode.Scalar(byte))
      } else {
        let hex = String(byte, radix: 16, uppercase: true)
        uri += "%" + (hex.count < 2 ? "0" : "") + hex
      }
    }
    return uri
  }
}
