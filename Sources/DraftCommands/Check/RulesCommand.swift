import ArgumentParser
import DraftModel
import DraftValidation
import JSONTree

/// `workprint rules`: what `check` looks for.
///
/// `--json` prints:
///
///     {
///       "schema": "workprint.rules/1",
///       "rules": [{
///         "code", "topic", "severity", "title", "why", "help": string, "levels": string|null, "fixable": bool,
///         "example": {"before": string, "after": string}
///       }]
///     }
public struct RulesCommand: WorkprintCommand {
  public static let configuration = CommandConfiguration(
    commandName: "rules",
    abstract: "List the rules of `check`, or explain one, with an example before and after.",
    discussion: """
      EXAMPLES
        workprint rules
        workprint rules segment.overlap
      """)

  @Argument(help: "The code of a rule, such as segment.overlap.")
  public var code: String?

  @Flag(help: "Print one JSON document.")
  public var json = false

  public init() {}

  public func execute() throws -> Int32 {
    let rules = DraftChecker.allRules.map(\.description)
    var shown = rules
    if let code {
      shown = rules.filter { $0.code == code }
      if shown.isEmpty {
        throw CommandFailure(
          "no rule is called `\(code.visible)`", code: "rule.unknown",
          help: RuleLevels.suggestion(code).map { "did you mean `\($0)`?" } ?? "`workprint rules` lists them")
      }
    }
    if json {
      Self.write(.object(["schema": .string(Self.schema), "rules": .array(shown.map(Self.literal))]))
    } else if code == nil {
      StandardStream.output.write(Self.list(shown))
    } else {
      StandardStream.output.write(shown.map(Self.explanation).joined(separator: "\n"))
    }
    return 0
  }

  private static func list(_ rules: [RuleDescription]) -> String {
    let width = rules.map(\.code.count).max() ?? 0
    var text = ""
    for topic in RuleDescription.Topic.allCases {
      text += (text.isEmpty ? "" : "\n") + "\(topic.rawValue)\n"
      for rule in rules where rule.topic == topic {
        text +=
          "  \(rule.code.padded(to: width))  \(rule.severity.rawValue.padded(to: 7))  \(rule.title)"
          + (rule.isFixable ? " (--fix)" : "") + "\n"
      }
    }
    return text
  }

  private static func explanation(_ rule: RuleDescription) -> String {
    """
    \(rule.code) (\(rule.severity.rawValue)): \(rule.title)

    why:  \(rule.why)
    \(rule.levels.map { "level: \($0)\n" } ?? "")help: \(rule.help)\(rule.isFixable ? "\nfix:  check --fix mends what is certain" : "")

    before:
      \(rule.example.before)
    after:
      \(rule.example.after)

    """
  }

  private static func literal(_ rule: RuleDescription) -> JSONLiteral {
    .object([
      "code": .string(rule.code), "topic": .string(rule.topic.rawValue),
      "severity": .string(rule.severity.rawValue), "title": .string(rule.title), "why": .string(rule.why),
      "help": .string(rule.help), "levels": rule.levels.map(JSONLiteral.string) ?? .null,
      "fixable": .bool(rule.isFixable),
      "example": .object(["before": .string(rule.example.before), "after": .string(rule.example.after)]),
    ])
  }
}
