import JSONTree

extension SARIFReport {
  /// Why a draft could not be checked: a notification of the tool's execution.
  public struct Failure: Sendable {
    /// Stable, for programs: `draft.syntax`.
    public let code: String
    public let text: String
    public let file: String?
    public let position: JSONPosition?
    public let pointer: JSONPointer?

    public init(
      code: String, text: String, file: String? = nil, position: JSONPosition? = nil,
      pointer: JSONPointer? = nil
    ) {
      self.code = code
      self.text = text
      self.file = file
      self.position = position
      self.pointer = pointer
    }

    var notification: JSONLiteral {
      var members: [JSONLiteral.Member] = [
        .init("descriptor", .object(["id": .string(code)])), .init("level", .string("error")),
        .init("message", .object(["text": .string(text)])),
      ]
      if let file { members.append(.init("locations", .array([location(file)]))) }
      return .object(members)
    }

    private func location(_ file: String) -> JSONLiteral {
      var place: [JSONLiteral.Member] = [
        .init("artifactLocation", .object(["uri": .string(SARIFReport.uri(file))]))
      ]
      if let position {
        place.append(
          .init(
            "region",
            .object(["startLine": .int(position.line), "startColumn": .int(position.column)])))
      }
      var members: [JSONLiteral.Member] = [.init("physicalLocation", .object(place))]
      if let pointer, !pointer.tokens.isEmpty {
        members.append(
          .init(
            "logicalLocations",
            .array([
              .object(["fullyQualifiedName": .string(pointer.description), "kind": .string("value")])
            ])))
      }
      return .object(members)
    }
  }
}
