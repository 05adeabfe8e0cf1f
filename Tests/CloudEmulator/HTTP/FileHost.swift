import Foundation

/// The other host: uploaded files, finished films, and what redirects lead to.
struct FileHost: Sendable {
  let store: Store
  let service: Service

  func answer(_ request: Incoming) async throws -> Reply {
    let steps = request.steps
    if ["GET", "HEAD"].contains(request.method), let path = file(steps) {
      return try FileAnswer(path: path, type: Self.type(path)).reply(to: request)
    }
    return .json(.object(["detail": .string("Not Found")]), status: 404)
  }

  private func file(_ steps: [String]) -> String? {
    guard steps.count >= 2 else { return nil }
    return store.with { state in
      switch steps[0] {
      case "cdn":
        let files = state.record.uploads + state.sessions.values.flatMap(\.generated)
        return files.first { $0.id == steps[1] }?.path
      case "films":
        return state.exports.values.first { $0.url?.hasSuffix("/films/\(steps[1])") ?? false }?.path
      default: return nil
      }
    }
  }

  private static func type(_ path: String) -> String {
    switch (path as NSString).pathExtension {
    case "mp4", "mov": "video/mp4"
    case "png": "image/png"
    case "jpg", "jpeg": "image/jpeg"
    case "m4a", "aac": "audio/mp4"
    default: "application/octet-stream"
    }
  }
}
