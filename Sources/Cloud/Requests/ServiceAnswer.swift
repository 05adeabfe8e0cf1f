import DraftModel
import JSONTree

/// An answer of the service that is JSON: `{"code": 0, "data": {...}}`, or the fields at the top level.
struct ServiceAnswer: Sendable {
  let answer: HTTPAnswer
  /// Nil where the body is not JSON.
  let document: JSONDocument?
  /// What the service says may hold what it was told: the token, the client id.
  private let redaction: Redaction

  /// - Throws: for a 200 that is not JSON; whatever was asked may have been done all the same. Other answers
  ///   tell by their status what they mean.
  init(_ answer: HTTPAnswer, _ redaction: Redaction) throws(CloudError) {
    self.answer = answer
    self.redaction = redaction
    do throws(JSONSyntaxError) {
      document = try JSONDocument(parsing: answer.body)
    } catch {
      guard answer.head.status >= 300 || answer.body.isEmpty else {
        throw CloudError(
          .unexpectedAnswer,
          answer.looksLikeAPage
            ? "the service answers with a web page instead of data"
            : "the service answers with something that is not JSON: \(error)",
          help: CloudError.tryLater, status: answer.head.status, mayHaveArrived: true)
      }
      document = nil
    }
  }

  var status: Int { answer.head.status }

  // MARK: Fields

  /// The value of a field: in `data`, or at the top level.
  func node(_ name: String) -> JSONNodeID? {
    guard let document else { return nil }
    if let data = document.value(of: "data", in: document.root),
      let value = document.value(of: JSONKey(name), in: data), document.kind(of: value) != .null
    {
      return value
    }
    return document.value(of: JSONKey(name), in: document.root).flatMap {
      document.kind(of: $0) == .null ? nil : $0
    }
  }

  /// A text, or a number as it is spelled.
  func text(_ name: String) -> String? {
    guard let document, let node = node(name) else { return nil }
    return document.string(of: node) ?? document.numberSpelling(of: node)
  }

  /// A text as it may be told.
  func said(_ name: String) -> String? { text(name).map(redaction.withoutSecrets) }

  /// A finite number, or a text that spells one.
  func number(_ name: String) -> Double? {
    guard let value = text(name).flatMap(Double.init), value.isFinite else { return nil }
    return value
  }

  /// Seconds since 1970, from a date, from seconds or from milliseconds.
  func time(_ name: String) -> Int? {
    guard let text = text(name) else { return nil }
    guard let number = Double(text) else { return HTTPDate.seconds(text) }
    guard number.isFinite, number > 0, number < 1e14 else { return nil }
    return Int(number > 1e11 ? number / 1000 : number)
  }

  // MARK: Codes

  /// The service's own code; nil where there is none.
  var code: Int? {
    guard let document, let node = document.value(of: "code", in: document.root) else { return nil }
    if let number = document.rational(of: node) { return Int(number.decimal()) }
    return document.string(of: node).flatMap { Int($0) }
  }

  /// What the service says beside a code, as it may be told.
  var explanation: String? { ownExplanation.map(redaction.withoutSecrets) }

  private var ownExplanation: String? {
    guard let document else { return nil }
    for name in ["message", "msg", "detail", "error", "errorMessage"] {
      guard let node = document.value(of: JSONKey(name), in: document.root) else { continue }
      if let text = document.string(of: node), !text.isEmpty { return text }
      // FastAPI's list of what is wrong with a request, or an object with a message of its own.
      let parts = document.kind(of: node) == .array ? Array(document.elements(of: node).prefix(5)) : [node]
      let texts = parts.compactMap { part in
        (document.value(of: "msg", in: part) ?? document.value(of: "message", in: part))
          .flatMap(document.string)
      }
      if !texts.isEmpty { return texts.joined(separator: "; ") }
    }
    return nil
  }

  /// - Throws: what the answer's code or status means, where that is not success.
  func checkCode() throws(CloudError) {
    if let code, code != 0, code != 200 { throw error(code: code) }
    guard (200..<300).contains(status) else { throw error(code: nil) }
  }
}

extension HTTPAnswer {
  var looksLikeAPage: Bool {
    head.contentType == "text/html"
      || body.prefix(200).first { $0 > 0x20 } == UInt8(ascii: "<")
  }
}

extension JSONDocument {
  func text(at name: String) -> String? { value(of: JSONKey(name), in: root).flatMap(string) }
  func int(at name: String) -> Int? {
    value(of: JSONKey(name), in: root).flatMap(numberSpelling).flatMap { Int($0) }
  }
}
