import DraftModel
import JSONTree

/// What changed in a list of uploaded or generated media, file by file.
struct MediaListComparison {
  private(set) var changes: [PropertyChange] = []

  /// - Parameter path: to the list, from the root of both documents.
  init(_ old: JSONDocument, _ new: JSONDocument, at path: [JSONKey]) {
    let pointer = JSONPointer(tokens: path)
    let before = Self.entries(old, pointer)
    let after = Self.entries(new, pointer)
    var left = Dictionary(grouping: after, by: \.name).mapValues { $0[...] }
    for entry in before {
      let partner = left[entry.name]?.popFirst()
      if let partner, old.isEqual(entry.node, to: partner.node, in: new) { continue }
      changes.append(
        Self.change(entry.name, old.literal(of: entry.node), partner.map { new.literal(of: $0.node) }))
    }
    for entry in after where left[entry.name]?.first?.node == entry.node {
      left[entry.name]?.removeFirst()
      changes.append(Self.change(entry.name, nil, new.literal(of: entry.node)))
    }
  }

  private struct Entry {
    let name: String
    let node: JSONNodeID
  }

  private static func change(_ name: String, _ before: JSONLiteral?, _ after: JSONLiteral?) -> PropertyChange
  {
    PropertyChange(
      name: name, before: before, after: after, beforeText: before == nil ? "" : "there",
      afterText: after == nil ? "" : "there")
  }

  private static func entries(_ document: JSONDocument, _ pointer: JSONPointer) -> [Entry] {
    guard let list = document.node(at: pointer), document.kind(of: list) == .array else { return [] }
    return document.elements(of: list).enumerated().map { index, node in
      let name = ["filename", "file_name", "name", "cdn_url", "url"].lazy.compactMap {
        document.value(of: JSONKey($0), in: node).flatMap(document.string)
      }.first
      return Entry(name: name.map(MediaName.fileName) ?? "item \(index + 1)", node: node)
    }
  }
}

extension ChangeSentence {
  /// `Media list: added b.mp4, removed a.mp4`
  var mediaList: String {
    func names(_ verb: String, _ isIn: (PropertyChange) -> Bool) -> String? {
      let names = change.properties.filter(isIn).map { $0.name.visible }
      guard !names.isEmpty else { return nil }
      let shown = names.count > 4 ? names.prefix(3) + ["\(names.count - 3) more"] : names[...]
      return "\(verb) \(ValueText.list(Array(shown)))"
    }
    let parts = [
      names("added") { $0.beforeText.isEmpty }, names("removed") { $0.afterText.isEmpty },
      names("changed") { !$0.beforeText.isEmpty && !$0.afterText.isEmpty },
    ].compactMap(\.self)
    return parts.isEmpty ? "The media list changed" : "Media list: " + parts.joined(separator: ", ")
  }
}
