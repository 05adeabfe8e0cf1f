import DraftModel
import JSONTree

extension CloudClient {
  /// What of an answer is read at most, in bytes.
  static let largestStream = 256 << 20

  /// Says something to the agent.
  ///
  /// Comes back when the stream of its answer begins. What went wrong before is thrown here: then the
  /// agent has not got the message, unless ``CloudError/mayHaveArrived`` says so. The stream's own errors
  /// are ``CloudError`` too; its normal end is the end of the answer. A message is never sent twice.
  ///
  /// Bytes wait at the service until they are asked for. Giving the stream up ends the transfer.
  public func send(
    _ text: String, in session: CloudSession
  ) async throws(CloudError) -> AsyncThrowingStream<[UInt8], any Error> {
    let body = JSONLiteral.object([
      "app_name": .string("nemo_agent"), "user_id": .string("me"), "session_id": .string(session.id),
      "new_message": .object(["parts": .array([.object(["text": .string(text)])])]),
    ])
    var limits = TransferLimits(idle: .seconds(600), total: .seconds(900))
    limits.body = Self.largestStream
    var request = try request(
      "POST", "/run_sse", "to answer the message", body: .json(Array(body.text().utf8)), limits: limits)
    request.headers = [.init("Accept", "text/event-stream")]
    request.acceptsCompression = false
    // Whoever reads the stream tells that the agent is still at work.
    request.tellsItself = true
    let exchange = try await authorized(request) { (request) throws(CloudError) in
      let exchange = try await self.transport.start(request)
      try await self.checkIsStream(exchange)
      return exchange
    }
    return AsyncThrowingStream { () async throws -> [UInt8]? in
      do throws(CloudError) { return try await exchange.next() } catch { throw error }
    }
  }

  /// - Throws: what an answer says that is not an event stream.
  private func checkIsStream(_ exchange: HTTPExchange) async throws(CloudError) {
    let head = exchange.head
    // Where no type is told, the first bytes tell.
    guard head.status != 200 || !["text/event-stream", ""].contains(head.contentType) else { return }
    var body: [UInt8] = []
    while body.count < 1 << 20, let bytes = try await exchange.next() { body += bytes }
    exchange.cancel()
    // Whoever says that all is well may have taken the message, whatever it is that is said.
    let answer = try ServiceAnswer(
      HTTPAnswer(head: head, body: body, address: exchange.address), redaction)
    try answer.checkCode()
    throw CloudError(
      .unexpectedAnswer,
      "the service answers the message with \(answer.document == nil ? head.contentType.visible : "data") "
        + "instead of a stream",
      status: head.status, mayHaveArrived: true)
  }
}
