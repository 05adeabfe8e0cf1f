import Foundation

/// A file, whole or a range of it (RFC 9110, 14).
struct FileAnswer {
  let path: String
  let type: String

  func reply(to request: Incoming) throws -> Reply {
    let attributes = try FileManager.default.attributesOfItem(atPath: path)
    let size = (attributes[.size] as? NSNumber)?.intValue ?? 0
    let tag = "\"\((path as NSString).lastPathComponent.prefix(36))-\(size)\""
    var range = 0..<size
    var status = 200
    let isCurrent = request.header("If-Range").map { $0 == tag } ?? true
    if isCurrent, let asked = request.header("Range") {
      guard let part = Self.range(asked, of: size) else {
        var reply = Reply.text("", type: "text/plain", status: 416)
        reply.set("Content-Range", "bytes */\(size)")
        return reply
      }
      (range, status) = (part, 206)
    }
    var reply = Reply(status: status, type: type, body: try ReplyBody(file: path, range: range))
    reply.set("Accept-Ranges", "bytes")
    reply.set("ETag", tag)
    if status == 206 {
      reply.set("Content-Range", "bytes \(range.lowerBound)-\(range.upperBound - 1)/\(size)")
    }
    return reply
  }

  /// One range; nil where it is none, or outside.
  private static func range(_ text: String, of size: Int) -> Range<Int>? {
    guard text.hasPrefix("bytes=") else { return nil }
    let ends = text.dropFirst(6).split(separator: "-", omittingEmptySubsequences: false)
    guard ends.count == 2 else { return nil }
    if ends[0].isEmpty {
      guard let count = Int(ends[1]), count > 0 else { return nil }
      return max(0, size - count)..<size
    }
    guard let start = Int(ends[0]), start < size else { return nil }
    let end = Int(ends[1]).map { min($0 + 1, size) } ?? size
    return start < end ? start..<end : nil
  }
}
