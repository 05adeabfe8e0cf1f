/// The pointers of many values, found in one pass over the tape: looking for each on its own takes
/// time in proportion to the containers that it lies in every time.
public struct PointerTable: Sendable {
  private var pointers: [JSONNodeID: JSONPointer] = [:]

  /// - Parameters:
  ///   - nodes: in any order, and as often as they come.
  ///   - base: where the pointers count from; the root, unless said.
  public init(_ document: JSONDocument, nodes: some Sequence<JSONNodeID>, from base: JSONNodeID? = nil) {
    let base = base ?? document.root
    let range = document.subtree(of: base)
    let wanted = Set(nodes).filter { $0 != base && range.contains($0) }.sorted()
    pointers.reserveCapacity(wanted.count)
    var walk = Walk(document: document, wanted: wanted[...])
    walk.visit(base, &pointers)
  }

  /// The pointer of a node that the table was made for. What lies outside the base has the base's own.
  public subscript(node: JSONNodeID) -> JSONPointer { pointers[node] ?? .root }

  /// One way through a document that passes by what nobody asked for.
  private struct Walk {
    let document: JSONDocument
    /// Those that are still to come, in document order.
    var wanted: ArraySlice<JSONNodeID>
    var tokens: [JSONKey] = []

    /// As deep as the document is nested, which its reader has limited.
    mutating func visit(_ node: JSONNodeID, _ pointers: inout [JSONNodeID: JSONPointer]) {
      if wanted.first == node {
        wanted.removeFirst()
        pointers[node] = JSONPointer(tokens: tokens)
      }
      guard let next = wanted.first, document.subtree(of: node).contains(next) else { return }
      var index = 0
      for element in document.elements(of: node) {
        if isWanted(element) {
          tokens.append(JSONKey(String(index)))
          visit(element, &pointers)
          tokens.removeLast()
        }
        index += 1
      }
      for member in document.members(of: node) {
        let isNameWanted = wanted.first == member.name
        if isNameWanted { wanted.removeFirst() }
        guard isNameWanted || isWanted(member.value) else { continue }
        tokens.append(document.key(of: member.name) ?? "")
        if isNameWanted { pointers[member.name] = JSONPointer(tokens: tokens) }
        visit(member.value, &pointers)
        tokens.removeLast()
      }
    }

    private func isWanted(_ node: JSONNodeID) -> Bool {
      wanted.first.map(document.subtree(of: node).contains) ?? false
    }
  }
}
