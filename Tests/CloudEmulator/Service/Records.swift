import DraftModel
import Foundation

/// Who asks.
struct Account: Sendable {
  let token: String
  let clientID: String?
  let userID: String
  var credits: Int
  var frozen = 0
  var isRegistered = false
  var expires: Date
}

/// A file that the service has.
public struct StoredMedia: Sendable {
  public let id: String
  public let session: String
  /// The name that it was uploaded under.
  public let filename: String
  /// `video`, `image` or `audio`.
  public let type: String
  /// Where the emulator keeps it.
  public let path: String
  public let size: Int
  /// SHA-256, in hexadecimal.
  public let hash: String
  public let url: String
  /// Seconds; nil for stills.
  public let duration: Double?
  public let width: Int?
  public let height: Int?
  public let frameRate: Double?
  /// When it came.
  public let time = Date()
}

/// What was said in a session.
public struct StoredMessage: Sendable {
  public let session: String
  public let text: String
}

/// An export.
public struct StoredExport: Sendable {
  public let id: String
  public let session: String
  /// The draft as it was sent, byte for byte.
  public let draft: [UInt8]
  public internal(set) var status: String
  /// 0...100.
  public internal(set) var progress: Int
  public internal(set) var error: String?
  /// Where the film is.
  public internal(set) var path: String?
  public internal(set) var url: String?
}

/// A request as it was seen.
public struct StoredRequest: Sendable {
  public let number: Int
  /// `api` or `other`.
  public let host: String
  public let method: String
  public let path: String
  /// Names in lower case.
  public let headers: [String: String]
}

/// Everything that was recorded.
public struct Record: Sendable {
  public internal(set) var requests: [StoredRequest] = []
  public internal(set) var messages: [StoredMessage] = []
  public internal(set) var uploads: [StoredMedia] = []
  public internal(set) var exports: [StoredExport] = []
  public internal(set) var tokensIssued = 0
  /// What clients did against the contract.
  public internal(set) var violations: [String] = []
  /// Requests to the other host that carried the token or an attribution.
  public internal(set) var leaks: [String] = []
}

/// A project and its timeline.
struct Session: Sendable {
  let id: String
  let taskID: String
  let bindID: String
  let owner: String
  let language: String
  var draft: Draft?
  var uploads: [StoredMedia] = []
  var generated: [StoredMedia] = []
  /// URLs of the media that were ever on the timeline.
  var used: Set<String> = []

  /// Pictures and videos that were uploaded and not used yet.
  var freshUploads: [StoredMedia] { uploads.filter { $0.type != "audio" && !used.contains($0.url) } }
}
