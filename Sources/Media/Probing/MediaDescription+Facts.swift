import DraftModel

extension MediaDescription {
  /// What planning a preview needs to know.
  /// - Parameter path: the file, for the error.
  /// - Throws: where nothing in the file can be shown or played, or its picture is too large.
  public func facts(path: String) throws(MediaError) -> MediaFacts {
    var facts = MediaFacts()
    if let stream = shownStream, let picture = stream.picture {
      try MediaLimits.checkPicture(width: picture.codedWidth, height: picture.codedHeight, file: path)
      facts.picture = .init(
        kind: picture.kind, width: picture.width, height: picture.height, hasAlpha: picture.hasAlpha,
        isHDR: picture.hdr.map { $0.kind != .dolbyVision } ?? false, isInterlaced: picture.isInterlaced,
        frameRate: picture.averageFrameRate, codec: stream.codec,
        referenceFrames: picture.referenceFrames, bitRate: stream.bitRate)
    }
    if let stream = heardStream, let sound = stream.sound, sound.channels > 0,
      MediaLimits.sampleRates.contains(sound.sampleRate)
    {
      facts.sound = .init(sampleRate: sound.sampleRate, channels: sound.channels, codec: stream.codec)
    }
    guard facts.picture != nil || facts.sound != nil else {
      throw MediaError(
        .unsupported, file: path, operation: "use it",
        reason: "it has neither picture nor sound that can be decoded")
    }
    if facts.picture?.kind != .still, let duration, duration > .zero,
      duration.seconds <= Rational(Int(MediaLimits.duration))
    {
      facts.duration = duration
    }
    return facts
  }
}
