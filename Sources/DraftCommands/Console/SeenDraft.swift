import CloudState

/// Where the draft that `@N` stands for is kept.
/// - Throws: a ``CommandFailure`` that says which drafts there are.
func seenDraft(_ reference: DraftReference) throws -> String {
  let name = "@\(reference.index)"
  do throws(DraftReference.Missing) {
    return try reference.path(environment: ProgramEnvironment.variables)
  } catch {
    switch error {
    case .noSession:
      throw CommandFailure(
        "no cloud session is in use, so no draft was seen in one", code: "cloud.noSession",
        place: .file(name), help: "`workprint cloud state` asks for the session's draft")
    case .onlySoMany(let count):
      throw CommandFailure(
        count == 0
          ? "no draft was seen in the cloud session yet"
          : "only \(count) \(count == 1 ? "draft was" : "drafts were") seen in the cloud session",
        code: "cloud.noSuchDraft", place: .file(name),
        help: count == 0 ? "`workprint cloud state` asks for it" : "`workprint cloud log` lists them")
    case .unreadable(let path, let reason):
      throw CommandFailure("cannot read: \(reason)", code: "file.unreadable", place: .file(path))
    }
  }
}
