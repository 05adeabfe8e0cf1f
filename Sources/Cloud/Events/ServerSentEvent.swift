/// One event of a stream of server-sent events (HTML standard, section 9.2).
public struct ServerSentEvent: Hashable, Sendable {
  /// What the `event` field said; `message` unless it said anything.
  public var type: String
  /// The `data` fields, joined by line feeds. May be empty: an empty `data:` is an event, too.
  public var data: String
  /// The last `id` field that came before the end of this event, whether in this event or in one before.
  public var lastEventID: String

  public init(type: String = "message", data: String, lastEventID: String = "") {
    self.type = type
    self.data = data
    self.lastEventID = lastEventID
  }
}

/// Why a stream of events cannot be read any further.
public enum EventStreamError: Error, Hashable, Sendable {
  /// A line is longer than a reader keeps.
  case lineTooLong(limit: Int)
  /// The data of one event are longer than a reader keeps.
  case eventTooLong(limit: Int)
}

extension EventStreamError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .lineTooLong(let limit): "a line of the answer is longer than \(limit) bytes"
    case .eventTooLong(let limit): "an event of the answer is longer than \(limit) bytes"
    }
  }
}
