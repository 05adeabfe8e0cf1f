import Cloud
import DraftModel

/// Whether a file would be taken, before any of it is sent.
struct UploadCheck {
  /// The largest file that is taken, in bytes.
  var limit = ServiceLimits.largestUpload

  /// Why a file would be refused, and what to do about it; nil where it would be taken.
  func refusal(of path: String, size: Int) -> (reason: String, help: String)? {
    let name = MediaName.fileExtension(path)
    guard ServiceLimits.acceptedExtensions.contains(name) else {
      return (
        name.isEmpty ? "its name has no extension" : "files of type `\(name.visible)` are not accepted",
        "the service accepts \(ServiceLimits.acceptedExtensions.joined(separator: ", "))"
      )
    }
    guard size > 0 else { return ("it is empty", "save it again") }
    guard size <= limit else {
      return (
        "\(size.bytesInWords) is more than the \(limit.bytesInWords) that are accepted",
        "compress or trim it; --limit changes the limit"
      )
    }
    return nil
  }
}
