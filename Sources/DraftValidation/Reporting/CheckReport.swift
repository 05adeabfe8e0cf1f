import DraftModel
import JSONTree

/// Diagnostics with everything that a reader of a report wants to know of their places.
public struct CheckReport: Sendable {
  public struct Place: Sendable {
    /// From the draft, whatever its wrapper.
    public let pointer: JSONPointer
    public let start: JSONPosition
    /// Right after the value.
    public let end: JSONPosition
  }

  public struct Entry: Sendable {
    public let diagnostic: Diagnostic
    public let place: Place
    public let related: [(place: Place, message: DiagnosticMessage)]
    /// What the fix does to the text; empty where it cannot be said in stretches of the text.
    public let replacements: [Replacement]
  }

  /// A stretch of the text and what comes in its place.
  public struct Replacement: Sendable {
    public let start: JSONPosition
    public let end: JSONPosition
    public let text: String
  }

  public let draft: Draft
  /// How the draft's file is called.
  public let file: String
  public let entries: [Entry]

  /// - Parameter diagnostics: of this draft, and no other.
  public init(_ diagnostics: [Diagnostic], draft: Draft, file: String) {
    self.draft = draft
    self.file = file
    let document = draft.document
    let writer = FixWriter(diagnostics.lazy.compactMap(\.finding.fix), in: document)
    let changes = diagnostics.map { $0.finding.fix.map(writer.changes) ?? [] }
    var nodes: Set<JSONNodeID> = []
    var offsets: Set<Int> = []
    for diagnostic in diagnostics {
      nodes.insert(diagnostic.node)
      for related in diagnostic.finding.related { nodes.insert(related.node) }
    }
    for range in nodes.lazy.map(document.byteRange) + changes.joined().map(\.range) {
      offsets.insert(range.lowerBound)
      offsets.insert(range.upperBound)
    }
    let positions = PositionTable(document, offsets: offsets)
    let pointers = PointerTable(document, nodes: nodes, from: draft.node)
    func place(_ node: JSONNodeID) -> Place {
      let range = document.byteRange(of: node)
      return Place(
        pointer: pointers[node], start: positions[range.lowerBound], end: positions[range.upperBound])
    }
    entries = zip(diagnostics, changes).map { diagnostic, changes in
      Entry(
        diagnostic: diagnostic, place: place(diagnostic.node),
        related: diagnostic.finding.related.map { (place($0.node), $0.message) },
        replacements: changes.map {
          Replacement(
            start: positions[$0.range.lowerBound], end: positions[$0.range.upperBound], text: $0.text)
        })
    }
  }

  public func count(_ severity: Severity) -> Int {
    entries.count { $0.diagnostic.severity == severity }
  }

  /// Whether anything matters as much as a level, or more.
  public func reaches(_ level: Severity) -> Bool { entries.contains { $0.diagnostic.severity >= level } }
}
