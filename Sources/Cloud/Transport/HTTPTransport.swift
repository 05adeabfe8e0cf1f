import CloudState
import DraftModel

/// Requests over curl: redirects judged one by one, bodies bounded, cancellation at any moment.
struct HTTPTransport: Sendable {
  let api: APIOrigin
  let trace: Trace?

  static let redirectLimit = 5

  /// Sends a request and waits for the head of its answer.
  ///
  /// Redirects are followed: of a download to anywhere that ``AddressRule`` allows, of any other GET within
  /// the API's origin; of the rest only 307 and 308 within it, which say that nothing was done yet, and only
  /// one of them: a service that sends a message round in circles may well read it each time.
  func start(_ request: HTTPRequest) async throws(CloudError) -> HTTPExchange {
    var request = request
    let limit = request.method == "GET" ? Self.redirectLimit : 1
    for _ in 0...limit {
      let isOwn = try AddressRule(api: api).check(request.address)
      let headers = request.headers + (isOwn ? request.ownHeaders : [])
      // Behind a proxy the socket's address is the proxy's: names are the proxy's to look up then.
      let transfer = Transfer(
        request, headers: headers,
        allowsPrivateAddresses: isOwn || api.isLoopback || Proxies.isSet(for: request.address))
      trace?.request(request, headers: headers)
      let exchange = try await HTTPExchange.start(transfer, trace: trace)
      guard let location = redirection(exchange.head) else { return exchange }
      exchange.cancel()
      let target = try request.address.resolving(location)
      let leavesItUndone = request.method == "GET" || [307, 308].contains(exchange.head.status)
      guard request.followsToOthers || (target.isOrigin(api) && leavesItUndone) else {
        throw CloudError(
          .addressRefused,
          "the service sent the request on to \(target.shown.visible), where nothing but a download is asked for",
          // What a 303 leads to is the result of what was done.
          status: exchange.head.status, mayHaveArrived: exchange.head.status == 303)
      }
      guard request.method == "GET" || target != request.address else { break }
      request.address = target
    }
    throw CloudError(.unexpectedAnswer, "the service sends requests round in circles")
  }

  private func redirection(_ head: HTTPHead) -> String? {
    [301, 302, 303, 307, 308].contains(head.status) ? head["location"] : nil
  }

  /// Sends a request and reads its whole answer.
  func fetch(_ request: HTTPRequest) async throws(CloudError) -> HTTPAnswer {
    let exchange = try await start(request)
    var body: [UInt8] = []
    while let bytes = try await exchange.next() { body += bytes }
    return HTTPAnswer(head: exchange.head, body: body, address: exchange.address)
  }
}

/// An answer that is there as a whole.
struct HTTPAnswer: Sendable {
  let head: HTTPHead
  let body: [UInt8]
  let address: WebAddress
}

/// An answer whose head is there, and whose body is coming. It ends with the value.
final class HTTPExchange: Sendable {
  let head: HTTPHead
  private let transfer: Transfer
  private let trace: Trace?

  var address: WebAddress { transfer.request.address }

  static func start(_ transfer: Transfer, trace: Trace?) async throws(CloudError) -> HTTPExchange {
    CurlLoop.shared.add(transfer)
    let result = await withTaskCancellationHandler {
      do throws(CloudError) {
        return Result<HTTPHead, CloudError>.success(try await transfer.pipe.head())
      } catch {
        return .failure(error)
      }
    } onCancel: {
      transfer.cancel()
    }
    do throws(CloudError) {
      let head = try result.get()
      trace?.head(head, of: transfer.request)
      return HTTPExchange(head: head, transfer: transfer, trace: trace)
    } catch {
      trace?.failure(error)
      throw error
    }
  }

  private init(head: HTTPHead, transfer: Transfer, trace: Trace?) {
    self.head = head
    self.transfer = transfer
    self.trace = trace
  }

  deinit { transfer.cancel() }

  func cancel() { transfer.cancel() }

  /// Waits for the next bytes of the body; nil at its end. For one task at a time.
  func next() async throws(CloudError) -> [UInt8]? {
    let transfer = self.transfer
    let result = await withTaskCancellationHandler {
      do throws(CloudError) {
        return Result<(bytes: [UInt8], hasRoomAgain: Bool)?, CloudError>.success(
          try await transfer.pipe.next())
      } catch {
        return .failure(error)
      }
    } onCancel: {
      transfer.cancel()
    }
    do throws(CloudError) {
      guard let (bytes, hasRoomAgain) = try result.get() else {
        trace?.end(of: transfer.request)
        return nil
      }
      if hasRoomAgain { CurlLoop.shared.resume(transfer) }
      trace?.body(bytes, of: transfer.request)
      return bytes
    } catch {
      trace?.failure(error)
      throw error
    }
  }
}
