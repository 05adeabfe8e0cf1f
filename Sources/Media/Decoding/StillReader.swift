import CFFmpeg
import DraftModel

/// One picture, decoded once. Its time plays no part. Sendable since nothing about it changes afterwards.
public final class StillReader: PictureReader, @unchecked Sendable {
  public let orientation: Orientation
  private let frame: VideoFrame
  /// Whether the decoder complained about a picture that it gave all the same.
  private let hasComplaints: Bool

  /// - Parameter detail: what is enough; a very large JPEG or WebP is decoded no larger.
  public init(path: String, detail: VideoReader.Detail = .full) throws(MediaError) {
    let head = try FileHead.read(path)
    if HEIFPicture.matches(head) {
      frame = try HEIFPicture.decode(path: path)
      orientation = .upright
      hasComplaints = false
      return
    }
    if EXIFOrientation.isTIFF(head), let reason = TIFFPicture.obstacle(path: path) {
      throw MediaError(.unsupported, file: path, operation: "decode the picture", reason: reason)
    }
    let reduction = WebPPicture.reduction(head, detail)
    if reduction > 0 {
      frame = try WebPPicture.decode(path: path, reduction: reduction)
      orientation = try EXIFOrientation.read(head, path) ?? .upright
      hasComplaints = false
      return
    }
    let container = try InputContainer(path: path, findStreamInfo: false)
    // What comes as one picture says what it is; streams inside of containers may not. Large pictures are
    // reduced by the size that they claim beforehand.
    if !container.isStill || detail != .full { try container.findStreamInfo() }
    guard let stream = container.bestStream(AVMEDIA_TYPE_VIDEO) else {
      throw MediaError(.unsupported, file: path, operation: "decode the picture", reason: "it has no picture")
    }
    let decoder = try Decoder(container, stream, detail: detail)
    let frame = try VideoFrame()
    _ = FFmpegLog.takeLastLine()
    guard try decoder.next(frame.pointer) else {
      throw MediaError(
        .damaged, file: path, operation: "decode the picture",
        reason: FFmpegLog.takeLastLine() ?? "no picture can be decoded")
    }
    try MediaLimits.checkPicture(width: frame.width, height: frame.height, file: path)
    self.frame = frame
    hasComplaints = FFmpegLog.takeLastLine() != nil
    orientation = try EXIFOrientation.read(head, path) ?? .upright
  }

  public var isDamaged: Bool { frame.isCorrupt || hasComplaints }

  public func picture(at time: Time) throws(MediaError) -> SourcePicture {
    SourcePicture(frame: frame, serial: 0, isHeld: false)
  }
}
