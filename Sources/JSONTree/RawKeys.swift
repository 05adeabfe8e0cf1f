/// Names of members as they stand in the text, for readers that look at very many of them.
extension JSONDocument {
  /// Calls `body` with each member's name and value. The name comes as decoded bytes; they are only
  /// valid during the call.
  @inlinable
  public func forEachMember(
    of node: JSONNodeID, _ body: (UnsafeBufferPointer<UInt8>, JSONNodeID, JSONNodeID, JSONKind) -> Void
  ) {
    withRawMembers(of: node, body)
  }

  @usableFromInline
  func withRawMembers(
    of node: JSONNodeID, _ body: (UnsafeBufferPointer<UInt8>, JSONNodeID, JSONNodeID, JSONKind) -> Void
  ) {
    storage.padded.withUnsafeBufferPointer { text in
      storage.tape.withUnsafeBufferPointer { tape in
        let object = tape[Int(node.index)]
        guard object.kind == .object else { return }
        var at = node.index + 1
        while at < object.next {
          let name = tape[Int(at)]
          let value = tape[Int(at + 1)]
          if name.hasEscapes {
            StringDecoder.wtf8(of: name, in: text).withUnsafeBufferPointer {
              body($0, JSONNodeID(index: at), JSONNodeID(index: at + 1), value.kind)
            }
          } else {
            body(
              UnsafeBufferPointer(rebasing: text[Int(name.start) + 1..<Int(name.end) - 1]),
              JSONNodeID(index: at), JSONNodeID(index: at + 1), value.kind)
          }
          at = value.next
        }
      }
    }
  }
}
