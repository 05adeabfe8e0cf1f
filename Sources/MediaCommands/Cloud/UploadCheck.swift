import DraftModel
import Preflight

/// Whether a file would be taken, before any of it is sent.
struct UploadCheck {
  /// The largest file that is taken, in bytes.
  var limit = ServiceLimits.largestUpload

  /// Why a file would be refused, and what to do about it; nil where it would be taken.
  func refusal(of path: String) -> (reason: String, help: String)? {
    let report = FileCheck.report(on: path, options: PreflightOptions(limit: limit))
    guard report.verdict == .refused, let worst = report.findings.first else { return nil }
    return (worst.message, report.advice(running: "workprint preflight \(path.visible.inSingleQuotes)"))
  }
}
