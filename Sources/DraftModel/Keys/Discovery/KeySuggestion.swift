import JSONTree

/// A key of a document that behaves like a property, and why.
public struct KeyCandidate: Hashable, Sendable {
  public let property: DraftProperty
  /// The key, or the path into inner objects: `asset/p`.
  public let spelling: String
  /// What was seen, as a sentence that a person can judge: "integers that rise and chain with `len`
  /// on 12 of 12 segments". Text from the document is shown with its control characters visible.
  public let evidence: String
  /// 0...1. Not a probability: candidates of one scope can be compared, no more.
  public let confidence: Double
  /// Whether the candidate is in the key file, or only worth a look.
  public let isSuggested: Bool
}

/// What a document's keys seem to mean where the table does not know them.
public struct KeySuggestion: Sendable {
  /// In the table's order; of one property, the surest first.
  public let candidates: [KeyCandidate]
  /// A key file: from qualified property names to spellings, in the table's order. Empty where the
  /// keys in use read the document as well as the evidence does.
  public let keyFile: JSONLiteral
  /// The keys that the key file makes.
  public let keys: DraftKeys

  /// The key file as it is written to disk.
  public var keyFileBytes: [UInt8] {
    var bytes: [UInt8] = []
    JSONStyle.pretty.write(keyFile, to: &bytes)
    return bytes + [0x0A]
  }
}

/// Looks at the values of a document to tell what its keys mean.
///
/// Structure comes first (an array of objects that hold arrays of objects is the tracks), then the
/// statistics of what stands under each key, over all segments of a kind of track. Names are a help
/// where they are synonyms of a property's, and are never needed. A key that the table knows keeps
/// its meaning unless its values speak against it.
///
/// Nothing is changed by this: a draft is read differently only with the key file.
///
/// - Parameter keys: the keys in use. A user's own spellings are kept, after the suggested ones.
/// - Complexity: in proportion to the number of segments, of which at most a few thousand are
///   looked at closely.
public func suggestKeys(for document: JSONDocument, keys: DraftKeys = .standard) -> KeySuggestion {
  let findings = KeyDiscovery(document: document, keys: keys).run()
  let candidates = findings.map {
    KeyCandidate(
      property: $0.property, spelling: $0.spelling, evidence: $0.evidence,
      confidence: ($0.score * 100).rounded() / 100, isSuggested: $0.isSuggested)
  }
  var spellings: [DraftProperty: [String]] = [:]
  for finding in findings where finding.isSuggested {
    spellings[finding.property, default: []].append(finding.spelling)
  }
  for (property, own) in keys.userSpellings {
    spellings[property, default: []] += own.filter { !(spellings[property] ?? []).contains($0) }
  }
  let members = DraftKeys.table.compactMap { entry in
    spellings[entry.property].map {
      JSONLiteral.Member(entry.qualifiedName, .array($0.map(JSONLiteral.string)))
    }
  }
  return KeySuggestion(
    candidates: candidates, keyFile: .object(members), keys: DraftKeys(userSpellings: spellings))
}
