import FlyingFox
import Foundation
import Synchronization

/// Takes requests, shows faults, and hands the rest to the service.
struct Front: Sendable {
  let host: Incoming.Host
  let store: Store
  let plan: FaultPlan
  let service: Service
  let files: FileHost
  let control: Control
  let otherURL: String
  let counter: RequestCounter

  func answer(_ request: HTTPRequest) async throws -> HTTPResponse {
    var incoming = Incoming(request, number: counter.next(), host: host)
    if incoming.steps.first == "emulator" {
      try await incoming.readBody()
      return control.answer(incoming).response
    }
    store.note(incoming)
    var faults = plan.take(method: incoming.method, path: incoming.path)
    do {
      if let text = incoming.header("X-Emulator-Fault") { faults.append(try Fault(effect: text)) }
      if let fault = faults.first(where: { $0.kind == .refuse }) {
        try await read(fault.count("at", 0), of: incoming)
        return Reply.refusal.response
      }
      try await incoming.readBody()
      if incoming.path == "/run_sse", let message = incoming.json.flatMap(Message.init) {
        faults += try message.faults
      }
    } catch let error as Fault.Malformed {
      return Reply.json(.object(["detail": .string(error.description)]), status: 400).response
    }
    return try await answer(incoming, faults).response
  }

  private func answer(_ incoming: Incoming, _ faults: [Fault]) async throws -> Reply {
    if let fault = faults.first(where: { $0.kind.stage == .instead }) {
      if incoming.isMultipart { try await incoming.drain() }
      if fault.kind == .expired { expireToken(of: incoming) }
      return try await FaultyAnswers(settings: store.settings, otherURL: otherURL).answer(to: incoming, fault)
    }
    var reply =
      host == .api
      ? try await service.answer(incoming, faults: faults.filter { $0.kind.stage == .agent })
      : try await files.answer(incoming)
    for fault in faults where fault.kind.stage == .after { reply = try await spoiled(reply, fault) }
    if incoming.method == "HEAD" {
      if let length = reply.body.length { reply.set("Content-Length", String(length)) }
      reply.body = ReplyBody([])
    }
    return reply
  }

  private func spoiled(_ reply: Reply, _ fault: Fault) async throws -> Reply {
    var reply = reply
    switch fault.kind {
    case .drop: return .refusal
    case .delay: try await Task.sleep(for: fault.seconds("by", 5))
    case .cut: reply.body = reply.body.cut(at: fault.count("at", 0))
    case .cutHead: reply.wire = .cutHead(after: fault.count("at", 0))
    case .reset: reply.wire = .reset(after: fault.count("at", 0))
    case .drip:
      reply.body = reply.body.dripping(max(1, fault.count("bytes", 1)), every: fault.seconds("every", 0.1))
    case .length:
      let length = reply.body.length ?? 0
      reply.set("Content-Length", String(max(0, length + fault.count("off", 100))))
      // Without a length of its own the body would be sent in chunks.
      reply.body.length = length
      reply.body = reply.body.closingAtEnd()
    case .mask:
      return FaultyAnswers(settings: store.settings, otherURL: otherURL).status(fault, standard: 502)
    case .header: reply.set(fault.arguments["name"] ?? "", fault.arguments["value"])
    case .invert: reply.body = reply.body.inverted()
    case .hangup: reply.body = reply.body.closingAtEnd()
    case .replace:
      let text = String(decoding: try await reply.body.bytes(), as: UTF8.self)
      let from = fault.arguments["from"] ?? ""
      let isStream = reply.body.length == nil
      reply.body = ReplyBody(
        Array(text.replacingOccurrences(of: from, with: fault.arguments["to"] ?? "").utf8))
      if isStream { reply.body.length = nil }
    default: break
    }
    return reply
  }

  /// Reads a part of the body, so that the connection breaks in the middle of an upload.
  private func read(_ count: Int, of incoming: Incoming) async throws {
    guard count > 0 else { return }
    var left = count
    for try await piece in incoming.stream {
      left -= piece.count
      if left <= 0 { return }
    }
  }

  private func expireToken(of incoming: Incoming) {
    let token = (incoming.header("Authorization") ?? "").dropFirst("Bearer ".count)
    store.with { $0.accounts[String(token)]?.expires = .distantPast }
  }
}

/// Numbers requests, over both hosts.
final class RequestCounter: Sendable {
  private let count = Mutex(0)

  func next() -> Int {
    count.withLock {
      $0 += 1
      return $0
    }
  }
}
