import DraftModel
import JSONTree

/// A report as a person reads it, in the form that compilers use:
///
///     draft.json:5:21: error: "b" (3-5s) begins 1s before "a" (0-4s) ends at /t/0/sg/1/s [segment.overlap]
///       {"s": 3000, "d": 2000, "u": "b.mp4"}
///             ^
///     note: of two pictures only one can be seen, and the service may cut or refuse the other
///     help: shorten the earlier segment, ...
///
/// Why a rule matters is told with its first finding only.
public struct TextReport {
  public let report: CheckReport
  public var showsColor = false
  /// Findings of one rule that are shown; the rest are counted.
  public var limitForEachRule = 20

  public init(_ report: CheckReport) { self.report = report }

  public var text: String {
    var text = ""
    var shown: [String: Int] = [:]
    for entry in report.entries {
      let count = shown[entry.diagnostic.code, default: 0]
      shown[entry.diagnostic.code] = count + 1
      if count < limitForEachRule { text += self.text(of: entry, isFirst: count == 0) }
    }
    for (code, count) in shown.sorted(by: { $0.key < $1.key }) where count > limitForEachRule {
      text += "\(report.file.visible): \(count - limitForEachRule) more [\(code)]; --all shows them\n"
    }
    return text + summary
  }

  /// `1 error, 2 warnings, 1 info; --fix mends 1`
  public var summary: String {
    guard !report.entries.isEmpty else { return "no findings\n" }
    let parts = Severity.allCases.reversed().compactMap { severity -> String? in
      let count = report.count(severity)
      let plural = count == 1 || severity == .info ? "" : "s"
      return count == 0 ? nil : "\(count) \(severity.rawValue)\(plural)"
    }
    let fixable = report.entries.count { $0.diagnostic.finding.fix != nil }
    return parts.joined(separator: ", ") + (fixable > 0 ? "; --fix mends \(fixable)" : "") + "\n"
  }

  private func text(of entry: CheckReport.Entry, isFirst: Bool) -> String {
    let diagnostic = entry.diagnostic
    var text = head(entry.place, label(diagnostic.severity), diagnostic.finding.message, diagnostic.code)
    text += excerpt(diagnostic.node)
    if isFirst { text += "note: \(diagnostic.rule.why)\n" }
    for related in entry.related.prefix(3) {
      text +=
        "note: \(related.message.text) at \(Self.name(related.place)) (line \(related.place.start.line))\n"
    }
    text += "help: \(diagnostic.help.text)\n"
    if let fix = diagnostic.finding.fix { text += "fix: \(fix.message.text)\n" }
    return text
  }

  /// What `--fix` did, round by round, a line each.
  public static func fixed(_ rounds: [CheckReport], done: Bool) -> String {
    rounds.map { fixed($0, done: done) }.joined()
  }

  private static func fixed(_ report: CheckReport, done: Bool) -> String {
    var text = ""
    for entry in report.entries {
      guard let fix = entry.diagnostic.finding.fix else { continue }
      text +=
        "\(report.file.visible):\(entry.place.start): \(done ? "fixed" : "would fix"): \(fix.message.text)"
        + " at \(name(entry.place)) [\(entry.diagnostic.code)]\n"
    }
    return text
  }

  private func head(
    _ place: CheckReport.Place, _ label: String, _ message: DiagnosticMessage, _ code: String
  ) -> String {
    let at = place.pointer.tokens.isEmpty ? "" : " at \(place.pointer.shown)"
    return "\(report.file.visible):\(place.start): \(label) \(message.text)\(at) [\(code)]\n"
  }

  private func excerpt(_ node: JSONNodeID) -> String {
    let document = report.draft.document
    return SourceExcerpt(document, offset: document.byteRange(of: node).lowerBound).text
  }

  private static func name(_ place: CheckReport.Place) -> String {
    place.pointer.tokens.isEmpty ? "the draft" : place.pointer.shown
  }

  private func label(_ severity: Severity) -> String {
    guard showsColor else { return severity.rawValue + ":" }
    let color =
      switch severity {
      case .error: "1;31"
      case .warning: "1;33"
      case .info: "1;36"
      }
    return "\u{1B}[\(color)m\(severity.rawValue):\u{1B}[0m"
  }
}
