import JSONTree

/// A JSON Patch (RFC 6902): operations that are applied one after another, all or none.
public struct JSONPatch: Sendable {
  public enum Kind: String, Sendable {
    case add, remove, replace, move, copy, test
  }

  public struct Operation: Sendable {
    public let kind: Kind
    public let path: JSONPointer
    /// Of `move` and `copy`.
    public let from: JSONPointer?
    /// Of `add`, `replace` and `test`.
    public let value: JSONLiteral?

    public init(_ kind: Kind, _ path: JSONPointer, from: JSONPointer? = nil, value: JSONLiteral? = nil) {
      self.kind = kind
      self.path = path
      self.from = from
      self.value = value
    }
  }

  public let operations: [Operation]

  public init(operations: [Operation]) { self.operations = operations }

  /// Reads a patch: an array of operations. Members that no operation has are passed over.
  /// - Throws: the first thing that is no operation.
  public init(_ document: JSONDocument) throws(PatchReadingError) {
    guard document.kind(of: document.root) == .array else {
      let schema = document.value(of: "schema", in: document.root).flatMap(document.string)
      throw PatchReadingError(
        document, document.root,
        "expected an array of operations, or a change list (\(ChangeList.schema)), found "
          + (schema.map { "a document of \(ValueText.quoted($0))" } ?? document.kind(of: document.root).phrase)
      )
    }
    var operations: [Operation] = []
    for element in document.elements(of: document.root) {
      operations.append(try Operation(element, in: document))
    }
    self.operations = operations
  }
}

extension PatchReadingError {
  init(_ document: JSONDocument, _ node: JSONNodeID, _ reason: String) {
    self.init(pointer: document.pointer(of: node), position: document.position(of: node), reason: reason)
  }
}

extension JSONPatch.Operation {
  fileprivate init(_ node: JSONNodeID, in document: JSONDocument) throws(PatchReadingError) {
    guard document.kind(of: node) == .object else {
      throw PatchReadingError(
        document, node, "expected an operation, an object, found \(document.kind(of: node).phrase)")
    }
    func member(_ name: JSONKey) throws(PatchReadingError) -> JSONNodeID? {
      let found = document.members(of: node).filter { document.key(of: $0.name) == name }
      guard found.count < 2 else {
        throw PatchReadingError(document, node, "the operation has more than one `\(name)`")
      }
      return found.first?.value
    }
    func required(_ name: JSONKey) throws(PatchReadingError) -> JSONNodeID {
      guard let found = try member(name) else {
        throw PatchReadingError(document, node, "the operation has no `\(name)`")
      }
      return found
    }
    func pointer(_ name: JSONKey) throws(PatchReadingError) -> JSONPointer {
      let value = try required(name)
      guard let text = document.string(of: value), let pointer = JSONPointer(text) else {
        throw PatchReadingError(
          document, value, "`\(name)` is no JSON Pointer: it is empty or begins with /, as in /t/0/sg/3")
      }
      return pointer
    }
    let operation = try required("op")
    guard let name = document.string(of: operation), let kind = JSONPatch.Kind(rawValue: name) else {
      throw PatchReadingError(
        document, operation,
        "no operation is called \(ValueText.plain(operation, in: document)): "
          + "expected add, remove, replace, move, copy or test")
    }
    self.kind = kind
    path = try pointer("path")
    from = kind == .move || kind == .copy ? try pointer("from") : nil
    let needsValue = kind == .add || kind == .replace || kind == .test
    value = needsValue ? document.literal(of: try required("value")) : nil
  }
}
