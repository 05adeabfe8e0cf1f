import CYAML

/// The names and plain values of a YAML mapping, read by libyaml.
struct YAMLScalars {
  /// Why a text is not YAML.
  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  private let values: [String: String]

  /// - Parameter text: YAML; of several documents, the first. What is no mapping has no values.
  init(_ text: String) throws(Failure) {
    var parser = yaml_parser_t()
    guard yaml_parser_initialize(&parser) == 1 else { throw Failure(description: "out of memory") }
    defer { yaml_parser_delete(&parser) }
    let bytes = Array(text.utf8)
    let result = bytes.withUnsafeBufferPointer { bytes in
      yaml_parser_set_input_string(&parser, bytes.baseAddress, bytes.count)
      return Self.firstDocument(&parser)
    }
    values = try result.get()
  }

  /// The value of a name: a scalar's text, unquoted; nil for lists, mappings and what is not there.
  subscript(name: String) -> String? { values[name] }

  private static func firstDocument(_ parser: inout yaml_parser_t) -> Result<[String: String], Failure> {
    var document = yaml_document_t()
    guard yaml_parser_load(&parser, &document) == 1 else {
      let problem = parser.problem.map { String(cString: $0) } ?? "it cannot be read"
      return .failure(Failure(description: "\(problem) in line \(parser.problem_mark.line + 1)"))
    }
    defer { yaml_document_delete(&document) }
    var values: [String: String] = [:]
    guard let root = yaml_document_get_root_node(&document)?.pointee, root.type == YAML_MAPPING_NODE,
      let first = root.data.mapping.pairs.start
    else { return .success(values) }
    for pair in UnsafeBufferPointer(start: first, count: root.data.mapping.pairs.top - first) {
      guard let name = scalar(pair.key, of: &document), let value = scalar(pair.value, of: &document) else {
        continue
      }
      values[name] = value
    }
    return .success(values)
  }

  private static func scalar(_ node: Int32, of document: inout yaml_document_t) -> String? {
    guard let node = yaml_document_get_node(&document, node)?.pointee, node.type == YAML_SCALAR_NODE else {
      return nil
    }
    let scalar = node.data.scalar
    return String(decoding: UnsafeBufferPointer(start: scalar.value, count: scalar.length), as: UTF8.self)
  }
}
