/// One thing that can be wrong with a draft, and how to see it.
///
/// Rules only detect: they say what they found as values, whose wording and layout is the reporters'.
/// All of them run, whatever others find.
public protocol Rule: Sendable {
  static var description: RuleDescription { get }

  /// Looks at a draft and reports what it finds, in any order.
  func check(_ draft: CheckedDraft, report: (Finding) -> Void)
}

/// A rule about how a draft is written: what it finds stands, whichever of two values counts.
protocol SpellingRule: Rule {}

extension Rule {
  public var description: RuleDescription { Self.description }
}

/// What there is to know of a rule.
public struct RuleDescription: Sendable {
  public enum Topic: String, Sendable, CaseIterable {
    case shape, time, content, canvas, media
  }

  /// Stable, for programs: `segment.overlap`.
  public let code: String
  public let topic: Topic
  /// That of its findings, unless a finding or the user says otherwise.
  public let severity: Severity
  /// A line for lists.
  public let title: String
  /// Why it matters for the export or the preview.
  public let why: String
  /// Which of its findings have which severity, in words; nil where all have the same.
  public let levels: String?
  /// What to do.
  public let help: String
  /// Whether some of its findings bring a fix.
  public let isFixable: Bool
  /// A draft that the rule finds fault with, and the same without the fault.
  public let example: Example

  public struct Example: Sendable {
    public let before: String
    public let after: String
  }

  public init(
    _ code: String, _ topic: Topic, _ severity: Severity, _ title: String, why: String, levels: String? = nil,
    help: String,
    isFixable: Bool = false, before: String, after: String
  ) {
    self.code = code
    self.topic = topic
    self.severity = severity
    self.title = title
    self.why = why
    self.levels = levels
    self.help = help
    self.isFixable = isFixable
    example = Example(before: before, after: after)
  }
}
