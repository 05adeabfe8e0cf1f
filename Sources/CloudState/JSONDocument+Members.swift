import JSONTree

extension JSONDocument {
  /// The text that a member of an object is.
  func text(_ name: String, in node: JSONNodeID) -> String? {
    value(of: JSONKey(name), in: node).flatMap(string)
  }

  /// The whole number that a member of an object is.
  func int(_ name: String, in node: JSONNodeID) -> Int? {
    value(of: JSONKey(name), in: node).flatMap(numberSpelling).flatMap { Int($0) }
  }
}

extension JSONLiteral {
  static func optional(_ text: String?) -> JSONLiteral { text.map(JSONLiteral.string) ?? .null }
  var line: [UInt8] { Array(text().utf8) }
}

/// The documents in a file of one a line. Lines that are none are passed over: a crash may have cut one.
func documents(inLines bytes: [UInt8]) -> [JSONDocument] {
  bytes.split(separator: 0x0A).compactMap { try? JSONDocument(parsing: Array($0)) }
}
