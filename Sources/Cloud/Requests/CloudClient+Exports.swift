import DraftModel
import JSONTree

extension CloudClient {
  private static let exports = "/api/render/proxy/lambda"

  /// Asks for an export, once.
  /// - Parameters:
  ///   - id: from ``ExportID/make()``.
  ///   - draft: the draft's bytes; they are sent as they are.
  /// - Returns: nil where the answer tells no status.
  @discardableResult
  public func submitExport(
    id: String, draft: [UInt8], in session: CloudSession
  ) async throws(CloudError) -> ExportProgress? {
    var body = Array(#"{"id":"#.utf8)
    body += JSONLiteral.string(id).text().utf8
    body += #","sessionId":"#.utf8
    body += JSONLiteral.string(session.id).text().utf8
    body += #","draft":"#.utf8
    body += draft
    body += #","output":{"format":"mp4","quality":"high"}}"#.utf8
    let limits = TransferLimits(idle: .seconds(120), total: .seconds(600))
    let answer = try await call(
      try request("POST", Self.exports, "to take the export", body: .json(body), limits: limits))
    return try? ExportProgress(answer)
  }

  /// How far an export has come.
  /// - Returns: nil where the service does not know the id.
  public func exportProgress(of id: String) async throws(CloudError) -> ExportProgress? {
    do throws(CloudError) {
      return try ExportProgress(
        try await call(
          try request(
            "GET", "\(Self.exports)/\(id.percentEncoded)", "to tell how far the export is",
            limits: Self.reading)))
    } catch {
      if error.isNotFound { return nil }
      throw error
    }
  }

  public func cancelExport(_ id: String) async throws(CloudError) {
    _ = try await call(
      try request("POST", "\(Self.exports)/\(id.percentEncoded)/cancel", "to end the export"))
  }

  /// Fetches the film of an export.
  /// - Parameters:
  ///   - progress: what it told; without a URL in it, the API is asked for the film.
  ///   - path: where the bytes go. The file is written from its start, and whole when this returns.
  ///   - report: bytes there, and bytes to come where that is known; from another thread.
  /// - Returns: how many bytes there are.
  public func download(
    _ progress: ExportProgress, id: String, to path: String,
    report: (@Sendable (Int, Int?) -> Void)? = nil
  ) async throws(CloudError) -> Int {
    let address =
      if let url = progress.url {
        try WebAddress(configuration.api.address).resolving(url)
      } else {
        try WebAddress("\(configuration.api.address)/api/render/proxy/\(id.percentEncoded)/download")
      }
    return try await Download(
      client: self, address: address, path: path, name: "the film", renewal: "--resume asks for another",
      report: report
    ).run()
  }

  /// Fetches a file that a draft names.
  /// - Parameters:
  ///   - address: an `http` or `https` URL; who is asked is told nothing but the URL, unless it is the API.
  ///   - path: where the bytes go.
  ///   - limit: bytes that are fetched at most.
  ///   - report: bytes there, and bytes to come where that is known; from another thread.
  /// - Returns: how many bytes there are.
  public func fetch(
    _ address: String, to path: String, limit: Int, report: (@Sendable (Int, Int?) -> Void)? = nil
  ) async throws(CloudError) -> Int {
    try await Download(
      client: self, address: try WebAddress(address), path: path, name: "the file", renewal: nil,
      largest: limit,
      report: report
    ).run()
  }
}
