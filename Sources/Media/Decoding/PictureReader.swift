import DraftModel

/// A source of pictures in time. Not for two threads at once.
public protocol PictureReader: AnyObject {
  /// How its pictures have to be turned to stand upright.
  var orientation: Orientation { get }
  /// What was left out of decoding.
  var detail: VideoReader.Detail { get }
  /// Whether parts of the file could not be decoded so far.
  var isDamaged: Bool { get }
  /// Tells the times that will be asked for next. Others may be asked for all the same, and cost more.
  func expect(_ demand: PictureDemand?)
  /// When the picture at hand begins, counted from the container's start; nil where there is none, and
  /// where any place is as quick to get at as any other.
  var position: Time? { get }
  /// How much lies between a source time and the key frame before it, which has to be decoded first;
  /// nil where only reading would tell.
  func leadIn(to time: Time) -> Time?
  /// The picture that is on at a source time, counted from the start of the container.
  /// - Throws: where nothing can be decoded at all; damaged stretches show the last good picture.
  func picture(at time: Time) throws(MediaError) -> SourcePicture
}

extension PictureReader {
  public var detail: VideoReader.Detail { .full }
  public func expect(_ demand: PictureDemand?) {}
  public var position: Time? { nil }
  public func leadIn(to time: Time) -> Time? { .zero }
}

/// A picture of a source, as it was decoded.
public struct SourcePicture {
  public let frame: VideoFrame
  /// Differs between two pictures of a source, and stays while a picture is on.
  public let serial: Int
  /// Whether the source has ended, and this is its last picture.
  public let isHeld: Bool

  /// The same picture in other pixels: another size, or another layout.
  public func drawn(in frame: VideoFrame) -> SourcePicture {
    SourcePicture(frame: frame, serial: serial, isHeld: isHeld)
  }
}
