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
    var offsets: Set<Int> = []
    for diagnostic in diagnostics {
      let nodes = [diagnostic.node] + diagnostic.finding.related.map(\.node)
      for node in nodes {
        let range = document.byteRange(of: node)
        offsets.insert(range.lowerBound)
        offsets.insert(range.upperBound)
      }
      for change in diagnostic.finding.fix?.textChanges(in: document) ?? [] {
        offsets.insert(change.range.lowerBound)
        offsets.insert(change.range.upperBound)
      }
    }
    let positions = PositionTable(document, offsets: offsets)
    let pointers = PointerTable(draft)
    func place(_ node: JSONNodeID) -> Place {
      let range = document.byteRange(of: node)
      return Place(
        pointer: pointers.pointer(of: node), start: positions[range.lowerBound],
        end: positions[range.upperBound])
    }
    entries = diagnostics.map { diagnostic in
      Entry(
        diagnostic: diagnostic, place: place(diagnostic.node),
        related: diagnostic.finding.related.map { (place($0.node), $0.message) },
        replacements: (diagnostic.finding.fix?.textChanges(in: document) ?? []).map {
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

extension Fix {
  /// The edits as stretches of the text; nothing where one of them adds something.
  func textChanges(in document: JSONDocument) -> [(range: Range<Int>, text: String)] {
    var changes: [(range: Range<Int>, text: String)] = []
    for edit in edits {
      switch edit {
      case .replace(let node, let literal):
        changes.append((document.byteRange(of: node), literal.text(style: .compact)))
      case .removeMember(let name, let object):
        var before: Int?
        for member in document.members(of: object) {
          if member.name == name {
            guard let before else { return [] }
            changes.append((before..<document.byteRange(of: member.value).upperBound, ""))
          }
          before = document.byteRange(of: member.value).upperBound
        }
      case .appendMember, .insertElement, .removeElement: return []
      }
    }
    return changes
  }
}
