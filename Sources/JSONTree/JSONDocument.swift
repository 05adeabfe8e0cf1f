/// A JSON text and the values in it, without loss: its bytes are kept as they came, and every value
/// knows the bytes it stands on.
///
/// Key order, duplicate names, the spelling of numbers (`1.0`, `1e3`, twenty digits), escapes, lone
/// surrogates, a byte order mark, white space and line ends are all kept, because nothing is ever
/// written anew but what an edit replaces (see ``applying(_:)``).
///
/// A document is a value; it may be shared between threads. Reading takes time and memory in
/// proportion to the text: 16 bytes for each value and name beside the text itself.
public struct JSONDocument: Sendable {
  /// The deepest nesting that is read unless said otherwise.
  public static let defaultMaximumDepth = 512

  let storage: Storage

  /// Shared, never changed after the initializer.
  final class Storage: Sendable {
    /// The text, then `JSONParser.padding` zero bytes.
    let padded: [UInt8]
    let count: Int
    let tape: ContiguousArray<TapeEntry>
    let maximumDepth: Int

    init(padded: [UInt8], count: Int, tape: ContiguousArray<TapeEntry>, maximumDepth: Int) {
      self.padded = padded
      self.count = count
      self.tape = tape
      self.maximumDepth = maximumDepth
    }
  }

  /// Reads a text.
  /// - Parameter maximumDepth: how many arrays and objects may lie inside one another.
  /// - Throws: the first place where the text breaks RFC 8259, or is not UTF-8.
  public init(
    parsing bytes: consuming [UInt8], maximumDepth: Int = defaultMaximumDepth
  ) throws(JSONSyntaxError) {
    let count = bytes.count
    guard count < Int(UInt32.max) - JSONParser.padding else {
      throw JSONSyntaxError(
        reason: .tooLarge, position: JSONPosition(line: 1, column: 1), offset: 0, pointer: .root, line: "")
    }
    bytes.append(contentsOf: repeatElement(0, count: JSONParser.padding))
    let result = bytes.withUnsafeBufferPointer {
      buffer -> Result<ContiguousArray<TapeEntry>, Failure> in
      guard let text = buffer.baseAddress else { return .success([]) }
      var parser = JSONParser(text: text, count: count, maximumDepth: maximumDepth)
      do throws(JSONParser.Fault) {
        try parser.parse()
        return .success(parser.tape)
      } catch {
        return .failure(Failure(fault: error, pointer: parser.pathOfOpenContainers()))
      }
    }
    switch result {
    case .success(let tape):
      storage = Storage(padded: bytes, count: count, tape: tape, maximumDepth: maximumDepth)
    case .failure(let failure):
      bytes.removeLast(JSONParser.padding)
      throw JSONSyntaxError(
        reason: failure.fault.reason,
        position: LineScanner.position(of: failure.fault.offset, in: bytes),
        offset: failure.fault.offset, pointer: failure.pointer,
        line: String(
          decoding: bytes[
            LineScanner.line(around: failure.fault.offset, in: bytes).prefix(JSONSyntaxError.longestLine)],
          as: UTF8.self))
    }
  }

  private struct Failure: Error {
    let fault: JSONParser.Fault
    let pointer: JSONPointer
  }

  public init(parsing text: String) throws(JSONSyntaxError) {
    try self.init(parsing: Array(text.utf8))
  }

  /// The text, byte for byte as it was read.
  public var bytes: ArraySlice<UInt8> { storage.padded[..<storage.count] }

  /// The value that the whole text is.
  public var root: JSONNodeID { JSONNodeID(index: 0) }
}

// MARK: - Reading values

extension JSONDocument {
  public func kind(of node: JSONNodeID) -> JSONKind { storage.tape[Int(node.index)].kind }

  /// The bytes that the value stands on, as offsets from the start of the text.
  public func byteRange(of node: JSONNodeID) -> Range<Int> {
    let entry = storage.tape[Int(node.index)]
    return Int(entry.start)..<Int(entry.end)
  }

  /// The strings, names among them, that a stretch of the text touches, in document order.
  public func strings(in range: Range<Int>) -> [JSONNodeID] {
    let tape = storage.tape
    // The last entry that begins before the stretch may reach into it; what begins later begins inside.
    var (low, high) = (0, tape.count)
    while low < high {
      let middle = (low + high) / 2
      if tape[middle].start <= range.lowerBound { low = middle + 1 } else { high = middle }
    }
    var found: [JSONNodeID] = []
    for at in max(0, low - 1)..<tape.count {
      guard tape[at].start < range.upperBound else { break }
      guard tape[at].kind == .string, tape[at].end > range.lowerBound else { continue }
      found.append(JSONNodeID(index: UInt32(at)))
    }
    return found
  }

  /// The value as it is spelled.
  public func source(of node: JSONNodeID) -> ArraySlice<UInt8> { storage.padded[byteRange(of: node)] }

  /// Where the value begins.
  public func position(of node: JSONNodeID) -> JSONPosition {
    position(ofByte: byteRange(of: node).lowerBound)
  }

  public func position(ofByte offset: Int) -> JSONPosition {
    LineScanner.position(of: min(offset, storage.count), in: storage.padded)
  }

  /// The line that holds a byte, without its line end, and where the line begins.
  public func line(around offset: Int) -> (text: String, start: Int) {
    let range = LineScanner.line(around: min(offset, storage.count), in: storage.padded)
    let clamped = range.clamped(to: 0..<storage.count)
    return (String(decoding: storage.padded[clamped], as: UTF8.self), clamped.lowerBound)
  }

  /// What a string says; a lone surrogate becomes U+FFFD. Nil for other kinds.
  public func string(of node: JSONNodeID) -> String? {
    guard kind(of: node) == .string else { return nil }
    return storage.padded.withUnsafeBufferPointer {
      let entry = storage.tape[Int(node.index)]
      if entry.hasEscapes { return StringDecoder.text(wtf8: StringDecoder.wtf8(of: entry, in: $0)) }
      return String(decoding: $0[Int(entry.start) + 1..<Int(entry.end) - 1], as: UTF8.self)
    }
  }

  /// A string's value in the form that names are compared in. Nil for other kinds.
  public func key(of node: JSONNodeID) -> JSONKey? {
    guard kind(of: node) == .string else { return nil }
    return storage.padded.withUnsafeBufferPointer {
      StringDecoder.key(of: storage.tape[Int(node.index)], in: $0)
    }
  }

  /// True or false; nil for other kinds.
  public func bool(of node: JSONNodeID) -> Bool? {
    guard kind(of: node) == .bool else { return nil }
    return storage.padded[byteRange(of: node).lowerBound] == UInt8(ascii: "t")
  }

  /// A number's spelling; nil for other kinds.
  public func numberSpelling(of node: JSONNodeID) -> String? {
    guard kind(of: node) == .number else { return nil }
    return String(decoding: source(of: node), as: UTF8.self)
  }

  /// The nearest double; infinite where the number is larger than any. Nil for other kinds.
  public func double(of node: JSONNodeID) -> Double? { numberSpelling(of: node).flatMap(Double.init) }
}

// MARK: - Walking

extension JSONDocument {
  /// A member of an object: its name, which is a node of kind string, and its value.
  public struct Member: Sendable {
    public let name: JSONNodeID
    public let value: JSONNodeID
  }

  /// The values of an array, in order; nothing for other kinds.
  public func elements(of node: JSONNodeID) -> Elements {
    let entry = storage.tape[Int(node.index)]
    let isArray = entry.kind == .array
    return Elements(storage: storage, at: isArray ? node.index + 1 : 0, end: isArray ? entry.next : 0)
  }

  /// The members of an object, in order, duplicates included; nothing for other kinds.
  public func members(of node: JSONNodeID) -> Members {
    let entry = storage.tape[Int(node.index)]
    let isObject = entry.kind == .object
    return Members(storage: storage, at: isObject ? node.index + 1 : 0, end: isObject ? entry.next : 0)
  }

  /// The value that a name has in an object: the last, where the name is duplicated.
  public func value(of name: JSONKey, in node: JSONNodeID) -> JSONNodeID? {
    var found: JSONNodeID?
    for member in members(of: node) where key(of: member.name) == name { found = member.value }
    return found
  }

  /// The ids of a value and of everything inside it.
  public func subtree(of node: JSONNodeID) -> Range<JSONNodeID> {
    node..<JSONNodeID(index: storage.tape[Int(node.index)].next)
  }

  /// The ids of a member, given by the node of its name, and of everything inside its value.
  public func subtree(ofMember name: JSONNodeID) -> Range<JSONNodeID> {
    name..<JSONNodeID(index: storage.tape[Int(name.index) + 1].next)
  }

  public struct Elements: Sequence, IteratorProtocol {
    let storage: Storage
    var at: UInt32
    let end: UInt32

    public mutating func next() -> JSONNodeID? {
      guard at < end else { return nil }
      defer { at = storage.tape[Int(at)].next }
      return JSONNodeID(index: at)
    }
  }

  public struct Members: Sequence, IteratorProtocol {
    let storage: Storage
    var at: UInt32
    let end: UInt32

    public mutating func next() -> Member? {
      guard at < end else { return nil }
      let value = at + 1
      defer { at = storage.tape[Int(value)].next }
      return Member(name: JSONNodeID(index: at), value: JSONNodeID(index: value))
    }
  }
}

// MARK: - Pointers

extension JSONDocument {
  /// The value that a pointer leads to from `base`; nil where there is none.
  public func node(at pointer: JSONPointer, from base: JSONNodeID? = nil) -> JSONNodeID? {
    pointer.tokens.reduce(base ?? root) { node, token in
      guard let node else { return nil }
      switch kind(of: node) {
      case .object: return value(of: token, in: node)
      case .array:
        guard let index = token.arrayIndex else { return nil }
        return elements(of: node).dropFirst(index).first { _ in true }
      default: return nil
      }
    }
  }

  /// The pointer that leads from `base` (the root, unless said) to a value inside it. For one of
  /// several members with one name it is the pointer of that name, which reads as the last of them.
  public func pointer(of node: JSONNodeID, from base: JSONNodeID? = nil) -> JSONPointer {
    var pointer = JSONPointer.root
    var current = base ?? root
    while current != node {
      guard let step = step(from: current, towards: node) else { break }
      pointer.tokens.append(step.token)
      current = step.child
    }
    return pointer
  }

  private func step(from node: JSONNodeID, towards target: JSONNodeID) -> (token: JSONKey, child: JSONNodeID)?
  {
    for (index, child) in elements(of: node).enumerated() where subtree(of: child).contains(target) {
      return (JSONKey(String(index)), child)
    }
    for member in members(of: node) where member.name == target || subtree(of: member.value).contains(target)
    {
      return (key(of: member.name) ?? "", member.name == target ? target : member.value)
    }
    return nil
  }
}
