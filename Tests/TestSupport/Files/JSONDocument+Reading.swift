import JSONTree

/// Short ways to what a document says, for tests: by JSON Pointer.
extension JSONDocument {
  public func text(_ pointer: String) -> String? { node(pointer).flatMap { string(of: $0) } }
  public func number(_ pointer: String) -> Double? { node(pointer).flatMap { double(of: $0) } }
  public func kind(_ pointer: String) -> JSONKind? { node(pointer).map { kind(of: $0) } }
  public func count(_ pointer: String) -> Int { node(pointer).map { Array(elements(of: $0)).count } ?? 0 }

  private func node(_ pointer: String) -> JSONNodeID? { JSONPointer(pointer).flatMap { node(at: $0) } }
}
