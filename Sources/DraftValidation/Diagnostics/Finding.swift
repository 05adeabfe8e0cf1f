import DraftModel
import JSONTree

/// What a rule found at one place. The checker makes a ``Diagnostic`` of it.
public struct Finding: Sendable {
  /// The value that is at fault, or the nearest one that is there.
  public var node: JSONNodeID
  public var message: DiagnosticMessage
  /// The values involved, by name. Times are milliseconds.
  public var values: [JSONLiteral.Member]
  /// Where it differs from the rule's own.
  public var severity: Severity?
  /// What to do, where more can be said than the rule says.
  public var help: DiagnosticMessage?
  public var related: [Related]
  public var fix: Fix?
  /// What it follows from, beside the value at ``node``.
  public var grounds: [Ground]

  /// Another place that has to do with it.
  public struct Related: Sendable {
    public let node: JSONNodeID
    public let message: DiagnosticMessage

    public init(_ node: JSONNodeID, _ message: DiagnosticMessage) {
      self.node = node
      self.message = message
    }
  }

  public init(
    _ node: JSONNodeID, _ message: DiagnosticMessage, values: KeyValuePairs<String, JSONLiteral> = [:],
    severity: Severity? = nil, help: DiagnosticMessage? = nil, related: [Related] = [], fix: Fix? = nil,
    grounds: [Ground] = []
  ) {
    self.node = node
    self.message = message
    self.values = values.map { .init($0.key, $0.value) }
    self.severity = severity
    self.help = help
    self.related = related
    self.fix = fix
    self.grounds = grounds
  }
}

/// A mend that is certain: the draft means the same afterwards, or can have meant nothing else.
public struct Fix: Sendable {
  /// What is done, as an order: "set `d` to 12000".
  public let message: DiagnosticMessage
  public let edits: [JSONEdit]

  public init(_ message: DiagnosticMessage, edits: [JSONEdit]) {
    self.message = message
    self.edits = edits
  }
}

/// A finding with the rule that made it and the severity that counts.
public struct Diagnostic: Sendable {
  public let rule: RuleDescription
  public let severity: Severity
  public let finding: Finding

  /// Stable, for programs: `segment.overlap`.
  public var code: String { rule.code }
  public var node: JSONNodeID { finding.node }
  /// What to do.
  public var help: DiagnosticMessage { finding.help ?? "\(rule.help)" }
}

extension JSONLiteral {
  /// Milliseconds.
  static func time(_ time: Time) -> JSONLiteral { .number(time.milliseconds.decimal()) }
}
