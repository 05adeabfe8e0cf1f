import DraftModel
import JSONTree

/// `inspect --keys`: the table of keys with what a draft uses of it.
struct KeyReportText {
  let report: KeyReport

  var text: String {
    var rows = [["property", "read as", "found", "first at"]]
    for entry in DraftKeys.table {
      let found = report.found(entry.property)
      if found.isEmpty {
        rows.append([entry.qualifiedName, entry.spellings.joined(separator: " "), "-", ""])
      }
      for item in found {
        rows.append([
          entry.qualifiedName, item.spelling.visible, "\(item.count)", item.first.description.visible,
        ])
      }
    }
    let widths = (0..<3).map { column in rows.map { $0[column].fitted(to: 40).displayWidth }.max() ?? 0 }
    var text = ""
    for row in rows {
      text +=
        (0..<3).map { row[$0].fitted(to: 40).padded(to: widths[$0]) }.joined(separator: "  ") + "  " + row[3]
        + "\n"
    }
    if report.unrecognized.isEmpty {
      text += "\nevery key is known\n"
    } else {
      text += "\nkeys that nobody recognised:\n"
      for item in report.unrecognized {
        text +=
          "  \(item.scope.rawValue) `\(item.path.visible)`, \(item.count) times, first at "
          + "\(item.first.description.visible): \(item.sample.visible.fitted(to: 60))\n"
      }
    }
    return text + Self.text(of: report.candidates)
  }

  /// What unrecognised keys may mean, with the evidence.
  static func text(of candidates: [KeyCandidate]) -> String {
    guard !candidates.isEmpty else { return "" }
    var text = "\nwhat they may be:\n"
    for candidate in candidates {
      let entry = DraftKeys.entry(candidate.property)
      text +=
        "  `\(candidate.spelling.visible)` as \(entry.qualifiedName) (\(candidate.confidence.percent)): "
        + candidate.evidence + "\n"
    }
    return text
  }

  /// `{"schema": "workprint.inspect.keys/1", "found": [{"property", "spelling", "count", "first"}],
  /// "unrecognized": [{"scope", "path", "count", "first", "sample"}], "candidates": [{"property",
  /// "spelling", "evidence", "confidence", "suggested"}]}`
  var literal: JSONLiteral {
    .object([
      "schema": .string("workprint.inspect.keys/1"),
      "found": .array(
        report.found.map {
          .object([
            "property": .string(DraftKeys.entry($0.property).qualifiedName), "spelling": .string($0.spelling),
            "count": .int($0.count), "first": .string($0.first.description),
          ])
        }),
      "unrecognized": .array(
        report.unrecognized.map {
          .object([
            "scope": .string($0.scope.rawValue), "path": .string($0.path), "count": .int($0.count),
            "first": .string($0.first.description), "sample": .string($0.sample),
          ])
        }),
      "candidates": .array(report.candidates.map(Self.literal)),
    ])
  }

  static func literal(_ candidate: KeyCandidate) -> JSONLiteral {
    .object([
      "property": .string(DraftKeys.entry(candidate.property).qualifiedName),
      "spelling": .string(candidate.spelling), "evidence": .string(candidate.evidence),
      "confidence": .decimal((candidate.confidence * 100).rounded() / 100),
      "suggested": .bool(candidate.isSuggested),
    ])
  }
}
