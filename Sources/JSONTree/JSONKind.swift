/// What a JSON value is (RFC 8259, section 3).
public enum JSONKind: UInt8, Sendable, CaseIterable {
  case null, bool, number, string, array, object

  /// The kind as a person says it: "an array", "a number".
  public var phrase: String {
    switch self {
    case .null: "null"
    case .bool: "true or false"
    case .number: "a number"
    case .string: "a string"
    case .array: "an array"
    case .object: "an object"
    }
  }
}
