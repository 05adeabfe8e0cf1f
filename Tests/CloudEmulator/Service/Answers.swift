import Foundation
import JSONTree

/// The service's answers, as the contract writes them down.
extension Settings {
  /// An answer with its fields where the settings have them.
  func success(_ fields: [JSONLiteral.Member]) -> Reply {
    let head: [JSONLiteral.Member] = [.init("code", .int(0)), .init("message", .string("success"))]
    return switch shape {
    case .wrapped: .json(.object(head + [.init("data", .object(fields))]))
    case .top: .json(.object(head + fields))
    }
  }

  func success(_ fields: KeyValuePairs<String, JSONLiteral>) -> Reply {
    success(fields.map { .init($0.key, $0.value) })
  }
}

extension StoredMedia {
  /// As uploads and `video_infos` tell of it; what is not known is left out.
  func literal(_ names: Settings.Names) -> JSONLiteral {
    let name = names == .sent ? filename : "\(hash.prefix(8))_\(filename)"
    var members: [JSONLiteral.Member] = [
      .init("filename", .string(name)), .init("file_type", .string(type)), .init("cdn_url", .string(url)),
    ]
    if let duration { members.append(.init("duration", .decimal((duration * 1000).rounded() / 1000))) }
    if let width { members.append(.init("width", .int(width))) }
    if let height { members.append(.init("height", .int(height))) }
    if let frameRate { members.append(.init("fps", .decimal((frameRate * 1000).rounded() / 1000))) }
    members.append(.init("hash", .string(hash)))
    return .object(members)
  }
}

extension Session {
  /// The `state` of the session.
  func literal(_ settings: Settings) -> JSONLiteral {
    let listed = uploads.filter {
      (settings.lists == .all || $0.type == "video") && Date().timeIntervalSince($0.time) >= settings.lag
    }
    let canvas = draft?.canvas
    let width = canvas?.width ?? 1080
    let height = canvas?.height ?? 1920
    return .object([
      "draft": draft.map { $0.document.literal(of: $0.node) } ?? .null,
      "video_infos": .array(listed.map { $0.literal(settings.names) }),
      "canvas_config": draft == nil
        ? .null
        : .object([
          "width": .int(width), "height": .int(height),
          "aspect_ratio": .string(width < height ? "9:16" : width > height ? "16:9" : "1:1"),
        ]),
      "generated_media": .array(generated.map { $0.literal(.sent) }),
    ])
  }
}

extension StoredExport {
  func reply(_ settings: Settings) -> Reply {
    switch settings.shape {
    case .wrapped:
      var members: [JSONLiteral.Member] = [
        .init("id", .string(id)), .init("status", .string(status)), .init("progress", .int(progress)),
      ]
      if settings.links, let url { members.append(.init("outputUrl", .string(url))) }
      if let error { members.append(.init("error", .string(error))) }
      return .json(.object(["code": .int(0), "message": .string("success"), "data": .object(members)]))
    case .top:
      var members: [JSONLiteral.Member] = [
        .init("id", .string(id)), .init("status", .string(status)), .init("progress", .int(progress)),
      ]
      if settings.links, let url { members.append(.init("output", .object(["url": .string(url)]))) }
      if let error { members.append(.init("error", .string(error))) }
      return .json(.object(members))
    }
  }
}
