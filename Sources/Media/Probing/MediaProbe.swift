import CFFmpeg
import DraftModel

/// Reads what media files are from their content.
public enum MediaProbe {
  /// What a file is.
  /// - Parameter level: how closely to look.
  /// - Throws: where the file is missing, cannot be read, or is nothing that is opened here. What is
  ///   only damaged, or larger than what is decoded, is described all the same: see
  ///   ``MediaDescription/damage``.
  public static func describe(path: String, level: ProbeLevel = .full) throws(MediaError) -> MediaDescription
  {
    let head = try FileHead.read(path)
    if WebPAnimation.matches(head) { return try describeWebP(path, head) }
    if HEIFPicture.matches(head) { return try describeHEIF(path, head) }
    let container = try InputContainer(path: path)
    return ContainerReading(container, head: head).description
  }

  /// What planning a preview needs to know of a file.
  /// - Throws: as ``describe(path:level:)`` does, and where nothing in the file can be shown or played.
  public static func facts(path: String) throws(MediaError) -> MediaFacts {
    try describe(path: path, level: .quick).facts(path: path)
  }

  private static func describeWebP(_ path: String, _ head: [UInt8]) throws(MediaError) -> MediaDescription {
    let timing = try WebPAnimation.timing(path: path)
    var description = MediaDescription(format: .webp, formatName: "webp_pipe", byteCount: FileHead.size(path))
    var stream = MediaDescription.Stream(index: 0, kind: .video, codec: "webp")
    var picture = MediaDescription.Picture(
      kind: timing.ends.count > 1 ? .animation : .still, codedWidth: timing.width, codedHeight: timing.height)
    picture.hasAlpha = true
    stream.picture = picture
    description.streams = [stream]
    description.pictureIndex = 0
    return description
  }

  private static func describeHEIF(_ path: String, _ head: [UInt8]) throws(MediaError) -> MediaDescription {
    let (width, height, hasAlpha) = try HEIFPicture.facts(path: path)
    let brand = String(decoding: head[8..<12], as: UTF8.self)
    var description = MediaDescription(
      format: brand == "avif" ? .avif : .heic, formatName: "heif", byteCount: FileHead.size(path))
    var stream = MediaDescription.Stream(index: 0, kind: .video, codec: brand == "avif" ? "av1" : "hevc")
    var picture = MediaDescription.Picture(kind: .still, codedWidth: width, codedHeight: height)
    picture.hasAlpha = hasAlpha
    stream.picture = picture
    description.streams = [stream]
    description.pictureIndex = 0
    return description
  }
}

/// How closely a probe looks at a file.
public enum ProbeLevel: Hashable, Sendable {
  /// What a preview needs: sizes, rates, codecs, length.
  case quick
  /// Everything that can be told without decoding the film.
  case full
}

extension MediaFacts {
  /// Opens a reader for the pictures of a file with these facts.
  public func makePictureReader(path: String) throws(MediaError) -> any PictureReader {
    switch picture?.kind {
    case .still: try StillReader(path: path)
    case .animation: try AnimationReader(path: path)
    case .video, nil: try VideoReader(path: path)
    }
  }
}
