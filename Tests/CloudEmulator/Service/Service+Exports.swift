import DraftModel
import Foundation
import JSONTree

extension Service {
  func submitExport(_ request: Incoming) throws -> Reply {
    let account = try authorize(request)
    for name in ["X-Skill-Source", "X-Skill-Version", "X-Skill-Platform"]
    where (request.header(name) ?? "").isEmpty { throw ServiceError.planBlocked }
    guard !settings.blocked else { throw ServiceError.planBlocked }
    guard let body = request.json, let id = body.string(named: "id"), !id.isEmpty,
      let sessionID = body.string(named: "sessionId"), let draft = body.value(of: "draft", in: body.root),
      let output = body.value(of: "output", in: body.root),
      body.value(of: "format", in: output).flatMap({ body.string(of: $0) }) == "mp4"
    else { throw ServiceError.bad("expected id, sessionId, draft and output") }
    let session = try session(sessionID, of: account)
    let keys = DraftSpelling.of(settings.keys).keys
    guard body.kind(of: draft) == .object, let timeline = try? Draft(body, keys: keys),
      timeline.tracks.contains(where: { $0.segmentCount > 0 })
    else { throw ServiceError.noDraft }

    for media in timeline.tracks.flatMap(\.segments).compactMap(\.media)
    where !MediaName.isURL(media) && media.contains("/") {
      store.noteViolation("export \(id): the draft has a local path, \(media)")
    }

    let export = StoredExport(
      id: id, session: session.id, draft: Array(body.source(of: draft)), status: "pending", progress: 0)
    let isNew = try store.with { state -> Bool in
      if state.exports[id] != nil {
        state.record.violations.append("export \(id): the id was used before")
        return false
      }
      if state.exports.values.contains(where: {
        $0.session == session.id && ["pending", "processing"].contains($0.status)
      }) {
        state.record.violations.append("export \(id): another one of the session is running")
        throw ServiceError.busy
      }
      state.exports[id] = export
      return true
    }
    if isNew {
      let film = FilmExport(
        draft: export.draft, keys: keys, files: session.uploads + session.generated, side: settings.side)
      Task { await work(on: id, film) }
    }
    return export.reply(settings)
  }

  private func work(on id: String, _ film: FilmExport) async {
    try? await Task.sleep(for: .seconds(settings.queue))
    let store = store
    func change(_ body: (inout StoredExport) -> Void) {
      store.with { state in
        // What was cancelled stays so.
        guard var export = state.exports[id], ["pending", "processing"].contains(export.status) else {
          return
        }
        body(&export)
        state.exports[id] = export
      }
    }
    change { $0.status = "processing" }
    let name = Store.identifier()
    let path = store.folder + "/\(name).mp4"
    do {
      try await film.run(to: path) { share in
        store.with { $0.exports[id]?.progress = min(99, Int(share * 100)) }
      }
      change {
        $0.status = "completed"
        $0.progress = 100
        $0.path = path
        $0.url = "\(fileURL)/films/\(name).mp4"
      }
    } catch {
      change {
        $0.status = "failed"
        $0.error = "\(error)"
      }
    }
  }

  private func export(_ id: String, _ request: Incoming) throws -> StoredExport {
    let account = try authorize(request)
    let export = try store.with { state in
      guard let export = state.exports[id] else { throw ServiceError.noJob }
      return export
    }
    _ = try session(export.session, of: account)
    return export
  }

  func pollExport(_ request: Incoming, id: String) throws -> Reply {
    try export(id, request).reply(settings)
  }

  func cancelExport(_ request: Incoming, id: String) throws -> Reply {
    _ = try export(id, request)
    return store.with { state -> StoredExport in
      if ["pending", "processing"].contains(state.exports[id]?.status) {
        state.exports[id]?.status = "failed"
        state.exports[id]?.error = "cancelled"
      }
      return state.exports[id] ?? StoredExport(id: id, session: "", draft: [], status: "failed", progress: 0)
    }.reply(settings)
  }

  func downloadExport(_ request: Incoming, id: String) throws -> Reply {
    guard let path = try export(id, request).path else { throw ServiceError.noJob }
    return try FileAnswer(path: path, type: "video/mp4").reply(to: request)
  }
}
