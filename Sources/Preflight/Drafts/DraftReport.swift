import DraftModel
import Media

/// What preflight says of a draft: each file that it uses, once.
public struct DraftReport: Sendable {
  public struct File: Sendable {
    public var use: DraftMediaUse
    /// Nil for what lies on a server.
    public var report: FileReport?

    /// What is used of the file; nil where that is all of it, as of pictures without a time.
    public var ranges: [TimeRange]? {
      if let description = report?.description {
        guard let picture = description.picture else { return use.ranges }
        return picture.kind == .video ? use.ranges : nil
      }
      let kind = use.references.lazy.compactMap(ServiceLimits.kind).first
      return kind == .still || kind == .animation ? nil : use.ranges
    }
  }

  public var files: [File]

  /// Bytes of all files that are here.
  public var uploadBytes: Int {
    files.reduce(0) { $0 + ($1.report?.byteCount ?? 0) }
  }

  public var verdict: PreflightVerdict {
    PreflightVerdict(files.flatMap { $0.report?.findings ?? [] })
  }
}

extension DraftMediaUse {
  /// What preflight says of the file, with what its use adds.
  /// - Parameter check: looks at a file.
  func report(check: (String) -> FileReport) -> DraftReport.File {
    let report: FileReport?
    switch location {
    case .remote: report = nil
    case .missing(let reason):
      report = FileReport(
        path: references.first ?? "", byteCount: nil,
        findings: [
          PreflightFinding(
            .unreadable, .refusal, "the draft needs it, and it is not here: \(reason.visible)",
            help: "put it into a `--media` folder or beside the draft, or correct its name in the draft")
        ])
    case .file(let path):
      var found = check(path)
      for finding in findings(found) { found.add(finding) }
      report = found
    }
    return DraftReport.File(use: self, report: report)
  }

  /// What is wrong with the file for its use, though not for its upload.
  private func findings(_ report: FileReport) -> [PreflightFinding] {
    guard let description = report.description else { return [] }
    var findings: [PreflightFinding] = []
    if description.shownStream == nil, uses.contains(where: { $0.trackType == .video }) {
      findings.append(PreflightFinding(.noPicture, .warning, "it is on a video track and has no picture"))
    }
    if description.heardStream == nil, uses.contains(where: { $0.trackType == .audio }) {
      findings.append(PreflightFinding(.noSound, .warning, "it is on an audio track and has no sound"))
    }
    let hasTime = description.picture.map { $0.kind == .video } ?? true
    if hasTime, let length = description.duration, let end = hull?.end, end > length + Time(milliseconds: 50)
    {
      findings.append(
        PreflightFinding(
          .pastEnd, .warning, "the draft plays it to \(end), and it ends at \(length)",
          help: "shorten the segment; `workprint check --media` says which"))
    }
    return findings
  }
}
