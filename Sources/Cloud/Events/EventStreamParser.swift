/// Reads server-sent events, to the letter of the HTML standard, section 9.2.6: bytes in, events out.
///
/// Bytes may come in pieces of any size, cut anywhere: inside a character, between CR and LF, inside the
/// byte order mark. An event is told as soon as the line end that completes it has come, be it the CR of
/// a CR LF. What follows the last blank line is no event: the standard throws it away.
///
///     var parser = EventStreamParser()
///     for try await bytes in body {
///       for event in try parser.read(bytes) { ... }
///     }
///     if parser.isInsideEvent { /* the stream was cut */ }
///
/// Lines and events are bounded, as a stream may be endless.
public struct EventStreamParser: Sendable {
  /// Bytes of one line, and of the data of one event, that are kept unless said otherwise: 8 MiB.
  public static let defaultLimit = 8 << 20

  /// Milliseconds to wait before a lost connection is opened again, from the last valid `retry` field.
  public private(set) var retry: Int?
  /// The last valid `id` field that was followed by a blank line.
  public private(set) var lastEventID = ""
  /// Comment lines so far: servers send them to keep a connection open.
  public private(set) var commentCount = 0

  /// Lines so far that are fields which the standard knows, and all others.
  private var lineCounts = (fields: 0, others: 0)
  private let limit: Int
  private var failure: EventStreamError?
  /// The line that is being read, without its end.
  private var line: [UInt8] = []
  /// Whether the last byte was a CR, whose LF, should it come, belongs to it.
  private var isAfterReturn = false
  /// Bytes of the byte order mark seen at the start of the stream; nil once the start is over.
  private var markLength: Int? = 0
  private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

  private var type: [UInt8] = []
  private var data: [UInt8] = []
  private var identifier: [UInt8] = []

  public init(limit: Int = defaultLimit) { self.limit = max(1, limit) }

  /// Whether there is a part of an event, or of a line, that nothing has completed.
  public var isInsideEvent: Bool { !line.isEmpty || !data.isEmpty || (markLength ?? 0) > 0 }

  /// Whether there was something, and nothing of it was of an event stream: a page, a document, junk.
  public var isNoStream: Bool {
    lineCounts.fields == 0 && commentCount == 0
      && (lineCounts.others > 0 || !line.isEmpty && !line.starts(with: "data:".utf8))
  }

  /// Reads on.
  /// - Returns: the events that are complete now, in order.
  /// - Throws: what makes the stream unreadable, after all events before it have been returned; from
  ///   then on every call does.
  public mutating func read(_ bytes: some Sequence<UInt8>) throws(EventStreamError) -> [ServerSentEvent] {
    if let failure { throw failure }
    var events: [ServerSentEvent] = []
    for byte in bytes {
      if markLength != nil, isPartOfMark(byte) { continue }
      take(byte, &events)
      if let failure {
        if events.isEmpty { throw failure }
        break
      }
    }
    return events
  }

  /// One mark at the very start is no part of the text. What began like one and is none is text.
  private mutating func isPartOfMark(_ byte: UInt8) -> Bool {
    guard let length = markLength else { return false }
    if byte == Self.byteOrderMark[length] {
      markLength = length + 1 == Self.byteOrderMark.count ? nil : length + 1
      return true
    }
    line.append(contentsOf: Self.byteOrderMark[..<length])
    markLength = nil
    return false
  }

  private mutating func take(_ byte: UInt8, _ events: inout [ServerSentEvent]) {
    defer { isAfterReturn = byte == 0x0D }
    switch byte {
    case 0x0A where isAfterReturn: break
    case 0x0A, 0x0D:
      if let event = endLine() { events.append(event) }
    default:
      guard line.count < limit else {
        fail(.lineTooLong(limit: limit))
        return
      }
      line.append(byte)
    }
  }

  private mutating func fail(_ error: EventStreamError) {
    failure = error
    // Nothing is read any more: what was kept is given back.
    (line, data) = ([], [])
  }

  // MARK: Lines

  private mutating func endLine() -> ServerSentEvent? {
    defer { line.removeAll(keepingCapacity: line.capacity <= 1 << 16) }
    guard !line.isEmpty else { return dispatch() }
    guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else {
      setField(line[...], to: [])
      return nil
    }
    if colon == 0 {
      commentCount &+= 1
    } else {
      let value = line[(colon + 1)...]
      setField(line[..<colon], to: value.first == 0x20 ? value.dropFirst() : value)
    }
    return nil
  }

  /// Names are compared as they are, in lower case; others are ignored.
  private mutating func setField(_ name: ArraySlice<UInt8>, to value: ArraySlice<UInt8>) {
    lineCounts.fields &+= 1
    if name.elementsEqual("data".utf8) {
      guard data.count + value.count < limit else {
        fail(.eventTooLong(limit: limit))
        return
      }
      data += value
      data.append(0x0A)
    } else if name.elementsEqual("event".utf8) {
      type = Array(value)
    } else if name.elementsEqual("id".utf8) {
      if !value.contains(0) { identifier = Array(value) }
    } else if name.elementsEqual("retry".utf8) {
      let isNumber = !value.isEmpty && value.allSatisfy { (0x30...0x39).contains($0) }
      // More digits than fit are a very long time.
      if isNumber { retry = Int(String(decoding: value, as: UTF8.self)) ?? .max }
    } else {
      lineCounts.fields &-= 1
      lineCounts.others &+= 1
    }
  }

  /// A blank line: the event, unless it has no data.
  private mutating func dispatch() -> ServerSentEvent? {
    lastEventID = String(decoding: identifier, as: UTF8.self)
    defer {
      data.removeAll(keepingCapacity: data.capacity <= 1 << 16)
      type = []
    }
    guard !data.isEmpty else { return nil }
    return ServerSentEvent(
      type: type.isEmpty ? "message" : String(decoding: type, as: UTF8.self),
      data: String(decoding: data.dropLast(), as: UTF8.self), lastEventID: lastEventID)
  }
}
