extension JSONDocument {
  /// A name that an object has more than once.
  public struct DuplicateMember: Sendable {
    public let object: JSONNodeID
    public let first: Member
    /// One of the later members of the same name.
    public let later: Member
  }

  /// The names that stand more than once in one object, wherever it lies inside a value, in document
  /// order. One pass over the value.
  public func duplicateMembers(in node: JSONNodeID) -> [DuplicateMember] {
    var found: [DuplicateMember] = []
    storage.padded.withUnsafeBufferPointer { text in
      storage.tape.withUnsafeBufferPointer { tape in
        var names = SeenNames()
        for at in node.index..<tape[Int(node.index)].next where tape[Int(at)].kind == .object {
          names.removeAll()
          var member = at + 1
          while member < tape[Int(at)].next {
            let first = names.first(member, hash: Self.hash(of: tape[Int(member)], in: text)) {
              StringDecoder.key(of: tape[Int($0)], in: text)
                == StringDecoder.key(of: tape[Int(member)], in: text)
            }
            if let first {
              found.append(
                DuplicateMember(
                  object: JSONNodeID(index: at), first: Self.member(first), later: Self.member(member)))
            }
            member = tape[Int(member + 1)].next
          }
        }
      }
    }
    return found
  }

  private static func member(_ index: UInt32) -> Member {
    Member(name: JSONNodeID(index: index), value: JSONNodeID(index: index + 1))
  }

  private static func hash(of entry: TapeEntry, in text: UnsafeBufferPointer<UInt8>) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    func add(_ byte: UInt8) { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    if entry.hasEscapes {
      StringDecoder.wtf8(of: entry, in: text).forEach(add)
    } else {
      for at in Int(entry.start) + 1..<Int(entry.end) - 1 { add(text[at]) }
    }
    return hash
  }
}

/// The names of one object so far, by hash. Most objects have few names, for which a list is faster
/// than a table.
private struct SeenNames {
  private var list: [(hash: UInt64, name: UInt32)] = []
  private var table: [UInt64: UInt32] = [:]

  mutating func removeAll() {
    list.removeAll(keepingCapacity: true)
    if !table.isEmpty { table = [:] }
  }

  /// Where the same name was seen first; where it was not, it is now.
  mutating func first(_ name: UInt32, hash: UInt64, isSame: (UInt32) -> Bool) -> UInt32? {
    if table.isEmpty {
      if let seen = list.first(where: { $0.hash == hash && isSame($0.name) }) { return seen.name }
      list.append((hash, name))
      if list.count > 32 { for entry in list { table[entry.hash] = entry.name } }
      return nil
    }
    if let seen = table[hash] { return isSame(seen) ? seen : nil }
    table[hash] = name
    return nil
  }
}
