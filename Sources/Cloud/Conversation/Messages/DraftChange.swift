import CloudState
import DraftDiff
import DraftModel
import JSONTree

/// What a session's state has that an earlier one had not.
public struct DraftChange: Sendable {
  /// Nil where either has no draft.
  public let diff: DraftDiff?
  /// The draft as it is now.
  public let draft: Draft?
  /// Whether there was a draft before.
  public let hadDraft: Bool
  /// Names of media that the service has made since.
  public let generated: [String]

  public init(from old: Draft?, to new: Draft?, generated: [String] = []) {
    draft = new
    hadDraft = old != nil
    self.generated = generated
    // What the newer one made known about the keys holds for the older one too.
    diff = old.flatMap { old in new.map { DraftDiff(from: old.readLike($0), to: $0) } }
  }

  public init(from old: SessionState, to new: SessionState) {
    let known = Set(old.generatedMedia.map(\.shownName))
    self.init(
      from: old.draft, to: new.draft,
      generated: new.generatedMedia.map(\.shownName).filter { !known.contains($0) })
  }

  /// Whether nothing changed but what a service changes by itself.
  public var isEmpty: Bool {
    guard generated.isEmpty else { return false }
    if let diff { return diff.edits.isEmpty }
    return hadDraft == (draft != nil)
  }

  /// One line, in the words of the diff: `Title added: "Urban Dreams" (0-3s)`.
  public var summary: String {
    var parts: [String] = []
    if let diff {
      if !diff.edits.isEmpty { parts.append(diff.editSummary) }
    } else if let draft {
      parts.append("New: " + draft.summary)
    } else if hadDraft {
      parts.append("The draft is gone")
    }
    if !generated.isEmpty {
      let more = generated.count > 4 ? ", +\(generated.count - 4) more" : ""
      parts.append("Generated: " + generated.prefix(4).map(\.visible).joined(separator: ", ") + more)
    }
    return parts.isEmpty ? "No changes" : parts.joined(separator: "; ")
  }

  /// Whether the line leaves changes out.
  public var isAbridged: Bool { (diff?.edits.count ?? 0) > 4 }
}

extension UploadedFile {
  /// What a medium is called: its name, or its address without the query.
  var shownName: String { filename ?? url.map(MediaName.fileName) ?? "media" }
}

extension CloudClient {
  /// The newest draft that was seen in a session; nil where none was, or it cannot be read any more.
  public func lastDraft(of session: CloudSession, keys: DraftKeys = .standard) -> Draft? {
    guard let entry = try? history(of: session).entries().first else { return nil }
    return try? draft(entry, of: session, keys: keys)
  }

  /// A draft that was seen.
  public func draft(
    _ entry: DraftHistory.Entry, of session: CloudSession, keys: DraftKeys = .standard
  ) throws(CloudError) -> Draft? {
    let bytes: [UInt8]?
    do throws(StateError) { bytes = try history(of: session).contents(of: entry) } catch {
      throw CloudError(error)
    }
    let keys = self.keys(keys, of: session)
    return try bytes.flatMap { (bytes) throws(CloudError) in try SessionState(bytes, keys: keys).draft }
  }
}
