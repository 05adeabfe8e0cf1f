import DraftModel

/// Whether what a file's header promises is there.
extension MediaProbe {
  /// Decodes the first picture of a file, or its first tenth of a second of sound where it has no
  /// picture: headers of damaged files read well.
  /// - Throws: where nothing can be decoded, with the reason.
  public static func tryDecoding(path: String, facts: MediaFacts) throws(MediaError) {
    guard facts.picture == nil else {
      _ = try facts.makePictureReader(path: path).picture(at: .zero)
      return
    }
    let reader = try SoundReader(path: path)
    try reader.start(at: .zero)
    var samples: [Float] = []
    guard try reader.read(SoundReader.sampleRate / 10, into: &samples) > 0 else {
      throw MediaError(
        .damaged, file: path, operation: "decode sound",
        reason: FFmpegLog.takeLastLine() ?? "no sound can be decoded")
    }
  }
}
