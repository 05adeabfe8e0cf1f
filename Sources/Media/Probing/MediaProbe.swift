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
    let file = try FileBytes(path)
    let head = file.bytes(at: 0, count: headLength)
    if let picture = describePicture(file, head) { return picture }
    if HEIFPicture.matches(head), let picture = try? HEIFReading.describe(path, file, head) { return picture }
    let deadline = Deadline(in: timeLimit)
    do throws(MediaError) {
      return try ContainerReading(path: path, file: file, head: head, level: level, deadline: deadline)
        .description()
    } catch {
      throw MovieBoxes.matches(head) ? explained(error, MovieBoxes(file)) : error
    }
  }

  /// What is wrong with a movie that FFmpeg does not open, where its boxes tell.
  private static func explained(_ error: MediaError, _ boxes: MovieBoxes) -> MediaError {
    guard error.code == .damaged || error.code == .unsupported, boxes.index == .missing,
      !boxes.brands.isEmpty || boxes.hasMedia
    else { return error }
    let cut = boxes.damage.first { $0.kind == .truncated }.map { "; " + $0.reason } ?? ""
    return MediaError(
      .damaged, file: error.file, operation: error.operation,
      reason: "its index (moov) is missing, as in recordings and downloads that were cut off" + cut)
  }

  /// How long a probe may take.
  static let timeLimit = Duration.seconds(3)
  /// How much is read to see what a file is.
  private static let headLength = 1 << 16

  /// Pictures of the common formats say what they are in their first bytes; FFmpeg would decode them.
  static func describePicture(_ file: FileBytes, _ head: [UInt8]) -> MediaDescription? {
    if PNGReading.matches(head) {
      var reading = PNGReading(file)
      return reading.description()
    }
    if JPEGReading.matches(head) {
      var reading = JPEGReading(file)
      return reading.description()
    }
    if GIFReading.matches(head) {
      var reading = GIFReading(file)
      return reading.description()
    }
    if WebPReading.matches(head) {
      var reading = WebPReading(file)
      return reading.description()
    }
    return nil
  }

  /// What planning a preview needs to know of a file.
  /// - Throws: as ``describe(path:level:)`` does, and where nothing in the file can be shown or played.
  public static func facts(path: String) throws(MediaError) -> MediaFacts {
    try describe(path: path, level: .quick).facts(path: path)
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
  /// - Parameters:
  ///   - detail: what is enough of a video.
  ///   - threads: of a video's decoder; the pictures are the same with any number.
  public func makePictureReader(
    path: String, detail: VideoReader.Detail = .full, threads: Int = 1
  ) throws(MediaError) -> any PictureReader {
    switch picture?.kind {
    case .still: try StillReader(path: path)
    case .animation: try AnimationReader(path: path)
    case .video, nil: try VideoReader(path: path, detail: detail, threads: threads)
    }
  }
}
