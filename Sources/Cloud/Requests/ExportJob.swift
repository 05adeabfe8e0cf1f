import JSONTree

/// How far an export has come.
public struct ExportProgress: Hashable, Sendable {
  public enum Status: String, Hashable, Sendable {
    case pending, processing, completed, failed, cancelled
  }

  public let status: Status
  /// 0...1, where the service tells.
  public let fraction: Double?
  /// Where the film is, once it is completed. Signed: not to be shown with its query.
  public let url: String?
  /// Why it failed.
  public let reason: String?

  /// Both shapes: `status`, `output.url`; `data.status`, `data.outputUrl`.
  init(_ answer: ServiceAnswer) throws(CloudError) {
    guard let word = answer.text("status").map({ $0.lowercased() }) else {
      throw CloudError(.unexpectedAnswer, "the service tells of the export without a status")
    }
    status =
      switch word {
      case "completed", "complete", "done", "success", "succeeded", "finished": .completed
      case "failed", "failure", "error": .failed
      case "cancelled", "canceled": .cancelled
      case "pending", "queued", "submitted", "created", "waiting": .pending
      default: .processing
      }
    fraction = answer.number("progress").map { min(max($0 > 1 ? $0 / 100 : $0, 0), 1) }
    url = Self.url(in: answer)
    reason =
      answer.said("error") ?? answer.said("errorMessage") ?? answer.said("error_message")
      ?? (status == .failed ? answer.said("message") : nil)
  }

  private static func url(in answer: ServiceAnswer) -> String? {
    guard let document = answer.document else { return nil }
    for name in ["output", "result"] {
      guard let output = answer.node(name) else { continue }
      if let url = document.value(of: "url", in: output).flatMap(document.string), !url.isEmpty { return url }
    }
    for name in ["outputUrl", "output_url", "url"] {
      if let url = answer.text(name), !url.isEmpty { return url }
    }
    return nil
  }
}

/// Ids of exports: `render_<milliseconds>`, and never one twice within a process; a second one in the
/// same millisecond, by any process, is kept apart by three random digits.
public enum ExportID {
  public static func make() -> String {
    let random = Int.random(in: 0..<1000)
    let digits = String(random)
    return "render_\(last.next(Clock.milliseconds))" + String(repeating: "0", count: 3 - digits.count)
      + digits
  }

  private static let last = GrowingNumber()
}
