import DraftModel
import JSONTree

extension CloudClient {
  /// Uploads files in one request, each read from disk while it is sent.
  ///
  /// Only a request that certainly did not arrive as a whole is sent again. Where all of it went out and
  /// the answer was lost, the error says ``CloudError/mayHaveArrived``; whether the files are there, the
  /// session's state tells.
  /// - Parameter progress: bytes sent, bytes to send; from another thread.
  /// - Returns: what the service made of each, in the order of `files`.
  public func upload(
    _ files: [UploadFile], in session: CloudSession,
    progress: (@Sendable (Int, Int) -> Void)? = nil
  ) async throws(CloudError) -> [UploadedFile] {
    guard !files.isEmpty else { return [] }
    let parts = files.map {
      HTTPRequest.FilePart(field: "files", name: $0.name, contentType: $0.contentType, path: $0.path)
    }
    // However slow the line is: as long as it moves. Whether the files arrived, the state tells sooner than an
    // answer that hardly moves.
    let limits = TransferLimits(
      idle: .seconds(120), total: .seconds(4 * 3600), answer: .seconds(120))
    var request = try request(
      "POST", uploadPath(session), "to take the files", body: .form(parts), limits: limits)
    request.progress = progress
    var attempts = 0
    while true {
      do throws(CloudError) {
        return try Self.uploaded(try await call(request), count: files.count)
      } catch {
        attempts += 1
        guard error.code == .connectionLost, !error.mayHaveArrived, attempts < 4 else { throw error }
        try await configuration.pace.sleep(.seconds(attempts))
      }
    }
  }

  /// Has the service fetch files from the web.
  public func upload(
    urls: [String], in session: CloudSession
  ) async throws(CloudError) -> [UploadedFile] {
    for url in urls {
      let address = try WebAddress(url)
      guard address.scheme == "https" || address.scheme == "http" else {
        throw CloudError(.configuration, "\(address.shown.visible) is not an address on the web")
      }
    }
    let body = JSONLiteral.object([
      "urls": .array(urls.map(JSONLiteral.string)), "source_type": .string("url"),
    ])
    // The service fetches them before it answers.
    let limits = TransferLimits(idle: .seconds(600), total: .seconds(1800))
    let answer = try await call(
      try request(
        "POST", uploadPath(session), "to fetch the files", body: .json(Array(body.text().utf8)),
        limits: limits))
    return try Self.uploaded(answer, count: urls.count)
  }

  private func uploadPath(_ session: CloudSession) -> String {
    "/api/upload-video/nemo_agent/me/\(session.pathPart)"
  }

  private static func uploaded(_ answer: ServiceAnswer, count: Int) throws(CloudError) -> [UploadedFile] {
    var files: [UploadedFile] = []
    if let document = answer.document,
      let list = answer.node("files") ?? document.value(of: "data", in: document.root)
    {
      files = document.elements(of: list).compactMap { UploadedFile($0, in: document) }
    }
    guard files.count == count else {
      throw CloudError(
        .unexpectedAnswer,
        "the service took \(count == 1 ? "a file" : "\(count) files") and tells of "
          + (files.isEmpty ? "none" : "\(files.count)"),
        help: "`workprint cloud state` shows what is there", status: answer.status, mayHaveArrived: true)
    }
    return files
  }
}
