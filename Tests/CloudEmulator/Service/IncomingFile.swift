import DraftModel
import Foundation
import Media

/// A file that is being stored, hashed on the way.
struct IncomingFile {
  let filename: String
  let identifier = Store.identifier()
  let path: String
  private(set) var size = 0
  private let handle: FileHandle
  private let digest: ContentDigest

  init(folder: String, filename: String) throws {
    self.filename = filename
    // The name is someone else's; only its extension is used, and that only where it is plain.
    let suffix = MediaName.fileExtension(filename).filter { $0.isASCII && ($0.isLetter || $0.isNumber) }
    path = folder + "/" + identifier + (suffix.isEmpty ? "" : "." + suffix.prefix(8))
    guard FileManager.default.createFile(atPath: path, contents: nil) else {
      throw LoopbackSocket.Failure("cannot write \(path)")
    }
    handle = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
    digest = try ContentDigest()
  }

  mutating func write(_ bytes: ArraySlice<UInt8>) throws {
    size += bytes.count
    let piece = Array(bytes)
    digest.update(piece)
    try handle.write(contentsOf: piece)
  }

  func remove() {
    try? handle.close()
    try? FileManager.default.removeItem(atPath: path)
  }

  /// Closes the file and finds out what it is.
  func finish(session: String, baseURL: String) throws -> StoredMedia {
    try handle.close()
    let facts = try? MediaProbe.facts(path: path)
    let kind = ServiceLimits.kind(of: filename)
    let type =
      switch kind {
      case .sound: "audio"
      case .still: "image"
      case .animation: "image"
      default: "video"
      }
    let name = filename.addingPercentEncoding(
      withAllowedCharacters: .alphanumerics.union(.init(charactersIn: "-_.")))
    return StoredMedia(
      id: identifier, session: session, filename: filename, type: type, path: path, size: size,
      hash: digest.finish(), url: "\(baseURL)/cdn/\(identifier)/\(name ?? "file")",
      duration: facts?.duration?.seconds.double, width: facts?.picture?.width, height: facts?.picture?.height,
      frameRate: facts?.picture?.kind == .still ? nil : facts?.picture?.frameRate?.value.double)
  }
}
