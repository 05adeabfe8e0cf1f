import DraftModel
import Media

/// What preflight says, as a person reads it.
public enum PreflightText {
  /// The verdict, what was found, and what to do.
  public static func text(_ report: FileReport, name: String? = nil, indent: String = "") -> String {
    var head = "\(indent)\((name ?? report.path).visible): \(report.verdict.phrase)"
    if let code = report.serviceCode { head += " [\(code)]" }
    let facts = facts(report)
    if !facts.isEmpty { head += " (\(facts.joined(separator: ", ")))" }
    var text = head + "\n"
    for finding in report.findings {
      text += "\(indent)  \(finding.level.name): \(finding.message.visible)\n"
    }
    if report.verdict != .ready { text += "\(indent)  do: \(report.advice.visible)\n" }
    return text
  }

  /// Size, kind, length and what it shows and plays.
  private static func facts(_ report: FileReport) -> [String] {
    var facts: [String] = []
    if let bytes = report.byteCount { facts.append(ByteCount(bytes).description) }
    guard let description = report.description else { return facts }
    facts.append(description.format.phrase.visible)
    if let duration = description.duration { facts.append(duration.description) }
    if let picture = description.picture { facts.append("\(picture.width)x\(picture.height)") }
    let codecs = [description.shownStream, description.heardStream].compactMap { $0?.codec }
    if !codecs.isEmpty { facts.append(codecs.joined(separator: " + ").visible) }
    return facts
  }

  public static func text(_ report: DraftReport, path: String) -> String {
    let count = report.files.count
    var text =
      "\(path.visible): \(report.verdict.phrase), \(count) \(count == 1 ? "file" : "files"), "
      + "\(ByteCount(report.uploadBytes)) to upload\n"
    for file in report.files {
      let name = file.use.references.first.map(MediaName.shown) ?? ""
      if let found = file.report {
        text += Self.text(found, name: name, indent: "  ")
      } else {
        text += "  \(name.visible): on a server already\n"
      }
      text += "    used: \(ranges(file)) by \(segments(file.use))\n"
    }
    return text
  }

  private static func ranges(_ file: DraftReport.File) -> String {
    guard let ranges = file.ranges else { return "all of it" }
    return ranges.isEmpty ? "nothing of it" : ranges.map(\.description).joined(separator: ", ")
  }

  private static func segments(_ use: DraftMediaUse) -> String {
    let shown = use.uses.prefix(8).map { $0.pointer.description.visible }.joined(separator: ", ")
    return use.uses.count > 8 ? shown + ", and \(use.uses.count - 8) more" : shown
  }

  public static func text(_ result: FixResult) -> String {
    var text = "\(result.original.visible) -> \(result.output.visible)\n"
    for step in result.did { text += "  \(step.visible)\n" }
    if !result.leftOut.isEmpty {
      text += "  left out: \(result.leftOut.joined(separator: ", ").visible)\n"
    }
    text += "  \(ByteCount(result.bytesBefore)) -> \(ByteCount(result.bytesAfter))"
    if let similarity = result.similarity {
      let value = Rational(Int128((similarity * 1e4).rounded()), 10_000).decimal(places: 4)
      text += ", SSIM \(value)"
      if result.picturesCompared > 1 { text += " over \(result.picturesCompared) pictures" }
    } else if result.isExact, result.leftOut.isEmpty {
      text += ", nothing lost by it"
    }
    text += "; \(result.report.verdict.phrase)\n"
    for finding in result.report.findings where finding.level > .note {
      text += "  \(finding.level.name): \(finding.message.visible)\n"
    }
    return text
  }

  public static func summary(_ verdicts: [PreflightVerdict], uploadBytes: Int) -> String {
    func part(_ verdict: PreflightVerdict) -> String? {
      let count = verdicts.count { $0 == verdict }
      return count > 0 ? "\(count) \(verdict.phrase)" : nil
    }
    let parts = [PreflightVerdict.ready, .readyWithWarnings, .refused].compactMap(part)
    return parts.joined(separator: ", ") + "; \(ByteCount(uploadBytes)) in all\n"
  }
}
