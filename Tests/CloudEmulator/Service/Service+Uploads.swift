import DraftModel
import Foundation
import JSONTree

#if canImport(FoundationNetworking)
  import FoundationNetworking
#endif

extension Service {
  func upload(_ request: Incoming, session id: String) async throws -> Reply {
    let files: [IncomingFile]
    do {
      let account = try authorize(request)
      _ = try session(id, of: account)
      files = request.isMultipart ? try await readFiles(request) : try await fetchURLs(request)
    } catch let error as ServiceError {
      if request.isMultipart { try await request.drain() }
      throw error
    }
    let stored = try files.map { try $0.finish(session: id, baseURL: fileURL) }
    store.with {
      $0.sessions[id]?.uploads += stored
      $0.record.uploads += stored
    }
    return settings.success(["files": .array(stored.map { $0.literal(settings.names) })])
  }

  /// Stores the files of a multipart body as they come.
  private func readFiles(_ request: Incoming) async throws -> [IncomingFile] {
    guard var reader = MultipartReader(contentType: request.header("Content-Type") ?? "") else {
      throw ServiceError.bad("the multipart body has no boundary")
    }
    var files: [IncomingFile] = []
    var current: IncomingFile?
    var problem: ServiceError?
    do {
      for try await piece in request.stream {
        try reader.feed(piece) { event in
          switch event {
          case .part(let fields):
            let disposition = fields["content-disposition"] ?? ""
            let filename = MultipartReader.parameter("filename", of: disposition)
            guard MultipartReader.parameter("name", of: disposition) == "files", let filename else {
              problem = problem ?? .bad("expected files in the field `files`")
              return
            }
            guard accepts(filename) else {
              problem = problem ?? .badType
              return
            }
            current = try IncomingFile(folder: store.folder, filename: filename)
          case .bytes(let bytes):
            try current?.write(bytes)
            if let file = current, file.size > settings.limit {
              problem = problem ?? .tooLarge
              file.remove()
              current = nil
            }
          case .partEnd:
            if let file = current { files.append(file) }
            current = nil
          }
        }
      }
      guard reader.isComplete else { throw MultipartReader.Malformed(description: "the body ends too early") }
      guard !files.isEmpty || problem != nil else { throw ServiceError.bad("there are no files") }
    } catch {
      // A broken upload leaves nothing behind.
      for file in files { file.remove() }
      current?.remove()
      if let error = error as? MultipartReader.Malformed { throw ServiceError.bad(error.description) }
      throw error
    }
    if let problem {
      for file in files { file.remove() }
      throw problem
    }
    return files
  }

  private func accepts(_ filename: String) -> Bool {
    ServiceLimits.acceptedExtensions.contains(MediaName.fileExtension(filename))
  }

  /// `{"urls":[...],"source_type":"url"}`: only from this machine.
  private func fetchURLs(_ request: Incoming) async throws -> [IncomingFile] {
    guard let body = request.json, let list = body.value(of: "urls", in: body.root),
      body.string(named: "source_type") == "url"
    else { throw ServiceError.bad("expected a multipart body, or urls and source_type") }
    var files: [IncomingFile] = []
    for node in body.elements(of: list) {
      guard let text = body.string(of: node), let url = URL(string: text), url.scheme == "http",
        ["127.0.0.1", "localhost"].contains(url.host ?? "")
      else { throw ServiceError.bad("this emulator fetches from http://127.0.0.1 only") }
      let name = MediaName.fileName(text)
      guard accepts(name) else { throw ServiceError.badType }
      let (data, response) = try await URLSession.shared.data(from: url)
      guard (response as? HTTPURLResponse)?.statusCode == 200 else {
        throw ServiceError.bad("the URL could not be fetched")
      }
      guard data.count <= settings.limit else { throw ServiceError.tooLarge }
      var file = try IncomingFile(folder: store.folder, filename: name)
      try file.write(Array(data)[...])
      files.append(file)
    }
    guard !files.isEmpty else { throw ServiceError.bad("there are no urls") }
    return files
  }
}
