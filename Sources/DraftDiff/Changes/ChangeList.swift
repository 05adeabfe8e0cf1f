import JSONTree

/// A list of changes that can be put on: the bytes that each of them changes, and what it does in words.
public struct ChangeList: Sendable {
  /// One change, or the layout, as it is kept in a file.
  public struct Entry: Sendable {
    /// As ``Change/Kind``; `layout` for bytes that belong to no change.
    public let kind: String
    public let sentence: String
    public let splices: [Splice]
  }

  public let entries: [Entry]

  public init(entries: [Entry]) { self.entries = entries }

  /// All that differs, the layout last.
  public init(_ diff: DraftDiff) {
    var entries = diff.changes.map {
      Entry(kind: $0.kind.rawValue, sentence: $0.sentence, splices: $0.splices)
    }
    if !diff.layout.isEmpty {
      entries.append(Entry(kind: "layout", sentence: "Layout", splices: diff.layout))
    }
    self.entries = entries
  }

  /// The list that takes this one back.
  public var reversed: ChangeList {
    ChangeList(
      entries: entries.reversed().map {
        Entry(kind: $0.kind, sentence: $0.sentence, splices: $0.splices.map(\.reversed))
      })
  }

  /// Puts the list on a text.
  /// - Throws: the first entry that does not fit, and why; nothing is put on then.
  public func apply(to bytes: some RandomAccessCollection<UInt8>) throws(PatchFailure) -> [UInt8] {
    let old = Array(bytes)
    var ordered: [(entry: Int, splice: Splice)] = []
    for (index, entry) in entries.enumerated() { ordered += entry.splices.map { (index, $0) } }
    ordered.sort {
      ($0.splice.oldOffset, $0.splice.newOffset, $0.splice.inserted.count)
        < ($1.splice.oldOffset, $1.splice.newOffset, $1.splice.inserted.count)
    }
    var result: [UInt8] = []
    result.reserveCapacity(old.count + 256)
    var at = 0
    for (index, splice) in ordered {
      func failure(_ reason: String) -> PatchFailure {
        PatchFailure(
          operation: index, name: entries[index].kind, pointer: nil,
          reason: reason + (entries[index].sentence.isEmpty ? "" : " (\(entries[index].sentence.visible))"))
      }
      let end = splice.oldOffset + splice.removed.count
      guard splice.oldOffset >= at else {
        throw failure(
          "byte \(splice.oldOffset) is edited twice: another edit of the list takes what stands before byte \(at)"
        )
      }
      guard end <= old.count else {
        throw failure("byte \(splice.oldOffset) is not in this text, which has \(old.count)")
      }
      guard old[splice.oldOffset..<end].elementsEqual(splice.removed) else {
        throw failure(
          "at byte \(splice.oldOffset) stands \(Self.shown(old[splice.oldOffset..<end])), "
            + "expected \(Self.shown(splice.removed[...])): the list was made from another text")
      }
      result += old[at..<splice.oldOffset]
      guard result.count == splice.newOffset else {
        throw failure("byte \(splice.oldOffset) would come to stand at another place than it was made for")
      }
      result += splice.inserted
      at = end
    }
    return result + old[at...]
  }

  private static func shown(_ bytes: ArraySlice<UInt8>) -> String {
    ValueText.quoted(String(decoding: bytes.prefix(80), as: UTF8.self))
  }
}

/// Why a patch does not apply.
public struct PatchFailure: Error, Hashable, Sendable {
  /// The place of the operation in its list, from 0.
  public let operation: Int
  /// What the operation is called: `replace`, `segment.removed`.
  public let name: String
  /// What it works on, where it says so.
  public let pointer: String?
  public let reason: String

  public init(operation: Int, name: String, pointer: String?, reason: String) {
    self.operation = operation
    self.name = name
    self.pointer = pointer
    self.reason = reason
  }
}
