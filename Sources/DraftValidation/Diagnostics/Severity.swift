/// How much a finding matters.
public enum Severity: String, Hashable, Comparable, Sendable, CaseIterable {
  /// Nothing is wrong; it may not be what was meant.
  case info
  /// The export or the preview will probably not be what was meant.
  case warning
  /// The draft cannot be exported as it is, or shows something else than it says.
  case error

  public static func < (a: Severity, b: Severity) -> Bool { a.weight < b.weight }

  private var weight: Int {
    switch self {
    case .info: 0
    case .warning: 1
    case .error: 2
    }
  }
}

/// What a user makes of a rule: a severity, or silence.
public enum RuleLevel: String, Hashable, Sendable, CaseIterable {
  case off, info, warning, error

  /// Nil for off.
  public var severity: Severity? { Severity(rawValue: rawValue) }
}
