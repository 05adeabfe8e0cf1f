import DraftModel
import JSONTree

/// A file on this machine that is to be uploaded.
public struct UploadFile: Hashable, Sendable {
  public let path: String
  /// What the service is to call it.
  public let name: String

  public init(path: String, name: String? = nil) {
    self.path = path
    self.name = name ?? MediaName.fileName(path)
  }

  /// By its extension, as the service goes by it.
  var contentType: String {
    switch MediaName.fileExtension(name) {
    case "mp4": "video/mp4"
    case "mov": "video/quicktime"
    case "avi": "video/x-msvideo"
    case "webm": "video/webm"
    case "mkv": "video/x-matroska"
    case "jpg", "jpeg": "image/jpeg"
    case "png": "image/png"
    case "gif": "image/gif"
    case "webp": "image/webp"
    case "mp3": "audio/mpeg"
    case "wav": "audio/wav"
    case "m4a": "audio/mp4"
    case "aac": "audio/aac"
    default: "application/octet-stream"
    }
  }
}

/// A file that the service has.
public struct UploadedFile: Hashable, Sendable {
  public let filename: String?
  public let fileType: String?
  /// What drafts call it.
  public let url: String?
  /// In seconds.
  public let duration: Double?
  public let width: Int?
  public let height: Int?
  public let frameRate: Double?
  /// The service's own hash.
  public let hash: String?

  init?(_ node: JSONNodeID, in document: JSONDocument) {
    guard document.kind(of: node) == .object else { return nil }
    func text(_ name: String) -> String? {
      document.value(of: JSONKey(name), in: node).flatMap(document.string)
    }
    func number(_ name: String) -> Double? {
      guard let value = document.value(of: JSONKey(name), in: node) else { return nil }
      return document.finiteDouble(of: value) ?? document.string(of: value).flatMap(Double.init)
    }
    func pixels(_ name: String) -> Int? {
      number(name).flatMap { $0 >= 0 && $0 < 1e6 ? Int($0) : nil }
    }
    filename = text("filename")
    fileType = text("file_type")
    url = text("cdn_url")
    duration = number("duration")
    width = pixels("width")
    height = pixels("height")
    frameRate = number("fps")
    hash = text("hash")
    guard filename != nil || url != nil else { return nil }
  }
}
