import JSONTree

extension JSONPatch {
  /// The patch that takes this one back.
  ///
  /// An `add` is taken to have put in what was not there, unless a `test` directly before it says what
  /// was. A `remove` and a `replace` can only be taken back where such a `test` says what they took.
  /// - Throws: the first operation, from the last, that does not carry what is needed.
  public func reversed() throws(PatchFailure) -> JSONPatch {
    var result: [Operation] = []
    var index = operations.count - 1
    while index >= 0 {
      let operation = operations[index]
      let tested = testedValue(before: index)
      func refuse(_ reason: String) -> PatchFailure {
        PatchFailure(
          operation: index, name: operation.kind.rawValue, pointer: operation.path.description,
          reason: "cannot be taken back: \(reason)")
      }
      switch operation.kind {
      case .test: result.append(operation)
      case .add:
        guard operation.path.tokens.last != "-" else {
          throw refuse("it adds at the end, wherever that is; only its place in the array would tell")
        }
        result.append(Operation(.test, operation.path, value: operation.value))
        if let tested, !operation.path.isElement {
          result.append(Operation(.replace, operation.path, value: tested))
          index -= 1
        } else {
          result.append(Operation(.remove, operation.path))
        }
      case .remove, .replace:
        guard let tested else {
          throw refuse("no `test` directly before it says what was there")
        }
        if operation.kind == .remove {
          result.append(Operation(.add, operation.path, value: tested))
        } else {
          result.append(Operation(.test, operation.path, value: operation.value))
          result.append(Operation(.replace, operation.path, value: tested))
        }
        index -= 1
      case .move:
        guard let from = operation.from, operation.path.tokens.last != "-" else {
          throw refuse("it moves to the end, wherever that is")
        }
        result.append(Operation(.move, from, from: operation.path))
      case .copy:
        guard operation.path.tokens.last != "-" else {
          throw refuse("it copies to the end, wherever that is")
        }
        result.append(Operation(.remove, operation.path))
      }
      index -= 1
    }
    return JSONPatch(operations: result)
  }

  /// What a `test` directly before an operation says of the same place.
  private func testedValue(before index: Int) -> JSONLiteral? {
    guard index > 0, operations[index - 1].kind == .test, operations[index - 1].path == operations[index].path
    else { return nil }
    return operations[index - 1].value
  }
}

extension JSONPointer {
  /// Whether the last token may be a place in an array, where `add` puts in and takes nothing.
  fileprivate var isElement: Bool { tokens.last?.arrayIndex != nil }
}
