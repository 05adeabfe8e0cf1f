import CFFmpeg
import DraftModel

/// Whether what a file's header promises is there.
extension MediaProbe {
  /// Decodes the first picture of a file and the first tenth of a second of its sound: headers of
  /// damaged files read well.
  /// - Throws: where one of them cannot be decoded, with the reason.
  public static func tryDecoding(path: String, facts: MediaFacts) throws(MediaError) {
    if facts.picture != nil {
      _ = try facts.makePictureReader(path: path).picture(at: .zero)
      if facts.picture?.kind != .video { return }
    }
    guard facts.sound != nil else { return try checkSoundIsAbsent(path) }
    let reader = try SoundReader(path: path)
    try reader.start(at: .zero)
    var samples: [Float] = []
    // Beside a picture, sound may well begin later.
    guard try reader.read(SoundReader.sampleRate / 10, into: &samples) > 0 || facts.picture != nil else {
      throw MediaError(
        .damaged, file: path, operation: "decode sound",
        reason: FFmpegLog.takeLastLine() ?? "no sound can be decoded")
    }
  }

  /// A file that has sound of which nothing is known does not count as one without.
  private static func checkSoundIsAbsent(_ path: String) throws(MediaError) {
    let container = try InputContainer(path: path)
    guard
      container.streams.contains(where: { $0.pointee.codecpar.pointee.codec_type == AVMEDIA_TYPE_AUDIO })
    else { return }
    throw MediaError(
      .damaged, file: path, operation: "decode sound", reason: "its sound is in no form that can be decoded")
  }
}
