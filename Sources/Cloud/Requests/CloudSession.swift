import CloudState
import DraftModel
import JSONTree
import Media

/// A project at the service: a conversation and its timeline.
public struct CloudSession: Hashable, Sendable {
  public let id: String
  public let taskID: String?
  public let language: String?

  public init(id: String, taskID: String? = nil, language: String? = nil) {
    self.id = id
    self.taskID = taskID
    self.language = language
  }

  init(_ entry: SessionBook.Entry) {
    self.init(id: entry.id, taskID: entry.taskID, language: entry.language)
  }

  /// The id as a part of a path.
  var pathPart: String { id.percentEncoded }
}

extension String {
  /// As a part of a URL's path: all but unreserved characters (RFC 3986, 2.3) are escaped.
  var percentEncoded: String {
    var text = ""
    for byte in utf8 {
      let isUnreserved =
        (byte | 0x20) &- UInt8(ascii: "a") < 26 || byte &- UInt8(ascii: "0") < 10
        || "-._~".utf8.contains(byte)
      if isUnreserved {
        text.unicodeScalars.append(Unicode.Scalar(byte))
      } else {
        text += (byte < 16 ? "%0" : "%") + String(byte, radix: 16, uppercase: true)
      }
    }
    // A step of a path that is `.` or `..` is no name.
    return text == "." || text == ".." ? text.replacingDots : text
  }

  private var replacingDots: String { map { _ in "%2E" }.joined() }
}

/// What a session holds: its draft, its media, as the service answered.
public struct SessionState: Sendable {
  /// The answer, byte for byte.
  public let bytes: [UInt8]
  public let document: JSONDocument
  /// Nil where the session has no draft yet.
  public let draft: Draft?

  /// - Throws: where the answer is no state at all, or its draft no draft.
  init(_ bytes: [UInt8], keys: DraftKeys) throws(CloudError) {
    self.bytes = bytes
    do throws(JSONSyntaxError) { document = try JSONDocument(parsing: bytes) } catch {
      throw CloudError(.unexpectedAnswer, "the session's state is not JSON: \(error)")
    }
    try Self.checkShape(document)
    do throws(DraftReadingError) { draft = try Draft(document, keys: keys) } catch {
      switch error {
      case .noDraftYet: draft = nil
      case .serviceFailure(let code, let message):
        throw CloudError(
          .refused, "the service refused to tell the state: code \(code.visible) \(message.visible)")
      case .notAnObject(let pointer, _, let found):
        throw CloudError(
          .unexpectedAnswer,
          "the session's state has \(found.phrase) where a draft should be, at \(pointer.description.visible)"
        )
      }
    }
  }

  /// An answer that is JSON, and no state: nothing of it may be taken for a draft without tracks.
  private static func checkShape(_ document: JSONDocument) throws(CloudError) {
    let draftKeys: [JSONKey] = ["data", "state", "draft", "t", "tracks"]
    let paths: [[String]] = [
      ["data"], ["state"], ["draft"], ["data", "state"], ["data", "draft"], ["data", "state", "draft"],
    ]
    for path in paths {
      guard let node = document.node(at: JSONPointer(tokens: path.map { JSONKey($0) })) else { continue }
      let kind = document.kind(of: node)
      guard kind != .object, kind != .null else { continue }
      throw CloudError(
        .unexpectedAnswer, "the session's state has \(kind.phrase) at /\(path.joined(separator: "/"))")
    }
    let members = document.members(of: document.root)
    let holdsLists = members.contains { document.kind(of: $0.value) == .array }
    guard !holdsLists, !draftKeys.contains(where: { document.value(of: $0, in: document.root) != nil }) else {
      return
    }
    let failed = document.value(of: "code", in: document.root).flatMap(document.rational).map { $0 != .zero }
    // What failed is told by its code.
    guard failed != true else { return }
    throw CloudError(.unexpectedAnswer, "the service's answer is no state of a session")
  }

  private var holder: JSONNodeID? {
    document.node(at: JSONPointer(tokens: ["data", "state"])) ?? document.value(
      of: "state", in: document.root)
      ?? document.value(of: "data", in: document.root) ?? document.root
  }

  /// What was uploaded or made in the session.
  public var videoInfos: [UploadedFile] { files("video_infos") }
  public var generatedMedia: [UploadedFile] { files("generated_media") }

  private func files(_ name: String) -> [UploadedFile] {
    guard let holder, let list = document.value(of: JSONKey(name), in: holder) else { return [] }
    // A list, or an object of them by name.
    let nodes =
      document.kind(of: list) == .object
      ? document.members(of: list).map(\.value) : Array(document.elements(of: list))
    return nodes.compactMap { UploadedFile($0, in: document) }
  }

  /// The draft's bytes, as they stand in the answer: what an export sends.
  public var draftBytes: [UInt8]? { draft.map { Array($0.document.source(of: $0.node)) } }

  /// What makes the draft the draft that it is: its bytes and its canvas. SHA-256, in hexadecimal.
  public var draftHash: String? {
    guard let draft else { return nil }
    var bytes = Array(draft.document.source(of: draft.node))
    if let canvas = draft.wrapper.canvasConfig { bytes += draft.document.source(of: canvas) }
    return try? ContentDigest.hex(of: bytes)
  }

  /// The id that a registration link takes along, where the answer tells one.
  var bindID: String? { holder.flatMap { BindID.find(in: document, at: $0) } }
}

/// The id that a link for registering takes along, so that what an anonymous person made stays theirs.
enum BindID {
  /// Looks in an object, and in the document's root.
  static func find(in document: JSONDocument, at node: JSONNodeID) -> String? {
    for place in [node, document.value(of: "data", in: document.root) ?? node, document.root] {
      for name in ["bind_id", "bindId", "bind"] {
        guard let value = document.value(of: JSONKey(name), in: place),
          let text = document.string(of: value) ?? document.numberSpelling(of: value), !text.isEmpty,
          text.utf8.count <= 256
        else { continue }
        return text
      }
    }
    return nil
  }
}
