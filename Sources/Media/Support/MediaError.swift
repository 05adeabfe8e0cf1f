import CFFmpeg

/// Why something could not be done with media: with which file, doing what, and FFmpeg's reason.
public struct MediaError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What kind of trouble it is, for programs. Unknown codes of FFmpeg are `.library`.
  public struct Code: Hashable, Sendable {
    private enum Value: Hashable {
      case notFound, unreadable, unsupported, damaged, limit, endOfFile, library
    }
    private let value: Value

    /// There is no such file.
    public static let notFound = Code(value: .notFound)
    /// The file is there and cannot be read: permission, a folder, a device.
    public static let unreadable = Code(value: .unreadable)
    /// No container or codec that is opened here.
    public static let unsupported = Code(value: .unsupported)
    /// The data contradict their format.
    public static let damaged = Code(value: .damaged)
    /// Larger than what is opened: see ``MediaLimits``.
    public static let limit = Code(value: .limit)
    public static let endOfFile = Code(value: .endOfFile)
    /// Anything else that FFmpeg reports.
    public static let library = Code(value: .library)
  }

  public let code: Code
  /// The file's path; nil where no file is concerned.
  public let file: String?
  /// What was being done: "open", "decode video".
  public let operation: String
  /// Why it failed, in the library's words, with its last log line where that says more.
  public let reason: String

  public init(_ code: Code, file: String? = nil, operation: String, reason: String) {
    self.code = code
    self.file = file
    self.operation = operation
    self.reason = reason
  }

  public var description: String {
    (file.map { "\($0): " } ?? "") + "cannot \(operation): \(reason)"
  }
}

/// The one way from FFmpeg's return codes to errors.
/// - Returns: the code, where it is none of an error.
@discardableResult
func check(_ code: Int32, _ operation: String, file: String? = nil) throws(MediaError) -> Int32 {
  guard code < 0 else { return code }
  throw MediaError(ffmpeg: code, operation, file: file)
}

/// A pointer that FFmpeg had no memory for.
func allocated<Pointer>(_ pointer: Pointer?, _ operation: String, file: String? = nil) throws(MediaError)
  -> Pointer
{
  guard let pointer else {
    throw MediaError(.limit, file: file, operation: operation, reason: "out of memory")
  }
  return pointer
}

extension MediaError {
  init(ffmpeg code: Int32, _ operation: String, file: String?) {
    if code == wp_error(ENOMEM) {
      _ = FFmpegLog.takeLastLine()
      self.init(
        .limit, file: file, operation: operation,
        reason: "it asks for more memory, or more streams, than is given to one file")
      return
    }
    let log = FFmpegLog.takeLastLine()
    // FFmpeg answers -1 for what it has no code for, which is the number of a permission; files are opened
    // and made here, not by it.
    if code == wp_error(EPERM) {
      self.init(.damaged, file: file, operation: operation, reason: log ?? "its data contradict each other")
      return
    }
    var buffer = [CChar](repeating: 0, count: 128)
    av_strerror(code, &buffer, buffer.count)
    let text = String(decoding: buffer.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    self.init(
      Self.kind(code), file: file, operation: operation,
      reason: log.map { "\(text) (\($0))" } ?? text)
  }

  private static func kind(_ code: Int32) -> Code {
    switch code {
    case wp_error(ENOENT): .notFound
    case wp_error(EACCES), wp_error(EISDIR), wp_error(EIO): .unreadable
    case wp_error(ENOMEM): .limit
    case wp_error_eof: .endOfFile
    case _ where code == wp_error(EINVAL) || code == wp_invalid_data: .damaged
    case _ where code == wp_decoder_not_found || code == wp_demuxer_not_found || code == wp_not_supported:
      .unsupported
    default: .library
    }
  }
}
