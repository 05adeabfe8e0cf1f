import JSONTree

/// How a change list is kept in a file.
///
///     {
///       "schema": "workprint.changes/1",
///       "changes": [{
///         "kind": "segment.property",
///         "sentence": "Video: Volume of B (4-6s): 80% → 50%",
///         "edits": [{"old": 812, "new": 812, "remove": "0.8", "insert": "0.5"}]
///       }]
///     }
///
/// `old` and `new` count bytes from the start of the two texts. What is left out is empty.
extension ChangeList {
  public static let schema = "workprint.changes/1"

  public var document: JSONLiteral {
    func text(_ bytes: [UInt8]) -> JSONLiteral { .string(String(decoding: bytes, as: UTF8.self)) }
    return .object([
      "schema": .string(Self.schema),
      "changes": .array(
        entries.map { entry in
          .object([
            "kind": .string(entry.kind), "sentence": .string(entry.sentence),
            "edits": .array(
              entry.splices.map { splice in
                var members: [JSONLiteral.Member] = [
                  .init("old", .int(splice.oldOffset)), .init("new", .int(splice.newOffset)),
                ]
                if !splice.removed.isEmpty { members.append(.init("remove", text(splice.removed))) }
                if !splice.inserted.isEmpty { members.append(.init("insert", text(splice.inserted))) }
                return .object(members)
              }),
          ])
        }),
    ])
  }

  /// Whether a document says that it is a change list.
  public static func isDocument(_ document: JSONDocument) -> Bool {
    document.value(of: "schema", in: document.root).flatMap(document.string) == schema
  }

  /// Reads a list from its document.
  /// - Throws: where the document is no such list.
  public init(_ document: JSONDocument) throws(PatchReadingError) {
    func fail(_ node: JSONNodeID, _ expected: String) -> PatchReadingError {
      PatchReadingError(
        document, node, "expected \(expected), found \(document.kind(of: node).phrase)")
    }
    func list(_ name: JSONKey, of node: JSONNodeID, _ what: String) throws(PatchReadingError) -> JSONNodeID {
      guard document.kind(of: node) == .object else { throw fail(node, "\(what), an object") }
      guard let list = document.value(of: name, in: node) else {
        throw PatchReadingError(document, node, "\(what) without `\(name)`")
      }
      guard document.kind(of: list) == .array else { throw fail(list, "a list of `\(name)`") }
      return list
    }
    var entries: [Entry] = []
    for element in document.elements(of: try list("changes", of: document.root, "a change list")) {
      var splices: [Splice] = []
      for edit in document.elements(of: try list("edits", of: element, "a change")) {
        guard document.kind(of: edit) == .object else { throw fail(edit, "an edit, an object") }
        func offset(_ name: JSONKey) throws(PatchReadingError) -> Int {
          guard let node = document.value(of: name, in: edit) else {
            throw PatchReadingError(document, edit, "an edit without `\(name)`, its place in bytes")
          }
          guard let offset = Self.offset(node, document) else {
            throw PatchReadingError(
              document, node,
              "`\(name)` is no number of bytes: \(ValueText.plain(node, in: document))")
          }
          return offset
        }
        func bytes(_ name: JSONKey) throws(PatchReadingError) -> [UInt8] {
          guard let node = document.value(of: name, in: edit) else { return [] }
          guard let key = document.key(of: node) else { throw fail(node, "a string") }
          return key.utf8
        }
        splices.append(
          Splice(
            oldOffset: try offset("old"), newOffset: try offset("new"), removed: try bytes("remove"),
            inserted: try bytes("insert")))
      }
      func text(_ name: JSONKey) -> String {
        document.value(of: name, in: element).flatMap(document.string) ?? ""
      }
      entries.append(Entry(kind: text("kind"), sentence: text("sentence"), splices: splices))
    }
    self.entries = entries
  }

  /// A number of bytes; nil where it is none that a text can have.
  private static func offset(_ node: JSONNodeID, _ document: JSONDocument) -> Int? {
    guard let spelling = document.numberSpelling(of: node), let value = Int(spelling),
      (0...1 << 40).contains(value)
    else { return nil }
    return value
  }
}

/// Why a document is no patch.
public struct PatchReadingError: Error, Hashable, Sendable {
  /// Where in the patch.
  public let pointer: JSONPointer
  public let position: JSONPosition
  public let reason: String
}
