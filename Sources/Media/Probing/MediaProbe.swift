import CFFmpeg
import DraftModel

/// Reads the facts of media files from their content.
public enum MediaProbe {
  /// - Throws: where the file is missing, cannot be read, or is nothing that is opened here.
  public static func facts(path: String) throws(MediaError) -> MediaFacts {
    let head = try FileHead.read(path)
    if WebPAnimation.matches(head) {
      let timing = try WebPAnimation.timing(path: path)
      try MediaLimits.checkPicture(width: timing.width, height: timing.height, file: path)
      return MediaFacts(
        picture: .init(
          kind: timing.ends.count > 1 ? .animation : .still, width: timing.width, height: timing.height,
          hasAlpha: true, codec: "webp"))
    }
    if HEIFPicture.matches(head) {
      let (width, height, hasAlpha) = try HEIFPicture.facts(path: path)
      try MediaLimits.checkPicture(width: width, height: height, file: path)
      return MediaFacts(
        picture: .init(kind: .still, width: width, height: height, hasAlpha: hasAlpha, codec: "heif"))
    }
    return try facts(InputContainer(path: path), head: head)
  }

  private static func facts(_ container: InputContainer, head: [UInt8]) throws(MediaError) -> MediaFacts {
    var facts = MediaFacts()
    if let stream = container.bestStream(AVMEDIA_TYPE_VIDEO) {
      facts.picture = try picture(container, stream, head: head)
    }
    if let stream = container.bestStream(AVMEDIA_TYPE_AUDIO) {
      let parameters = stream.pointee.codecpar.pointee
      if MediaLimits.sampleRates.contains(Int(parameters.sample_rate)), parameters.ch_layout.nb_channels > 0 {
        facts.sound = .init(
          sampleRate: Int(parameters.sample_rate), channels: Int(parameters.ch_layout.nb_channels),
          codec: String(cString: avcodec_get_name(parameters.codec_id)))
      }
    }
    guard facts.picture != nil || facts.sound != nil else {
      throw MediaError(
        .unsupported, file: container.path, operation: "use it",
        reason: "it has neither picture nor sound that can be decoded")
    }
    let duration = container.pointer.pointee.duration
    if facts.picture?.kind == .still {
      facts.duration = nil
    } else if duration > 0, Double(duration) / 1e6 <= MediaLimits.duration {
      facts.duration = Time(seconds: Rational(Int128(duration), 1_000_000))
    }
    return facts
  }

  private static func picture(
    _ container: InputContainer, _ stream: UnsafeMutablePointer<AVStream>, head: [UInt8]
  ) throws(MediaError) -> MediaFacts.Picture {
    let parameters = stream.pointee.codecpar.pointee
    let (width, height) = (Int(parameters.width), Int(parameters.height))
    try MediaLimits.checkPicture(width: width, height: height, file: container.path)
    var geometry = PictureGeometry(container, stream, codedWidth: width, codedHeight: height)
    let kind = kind(container, stream)
    if kind == .still, let orientation = EXIFOrientation.read(head) { geometry.orientation = orientation }
    let shown = geometry.displaySize(width: width, height: height)
    let descriptor = av_pix_fmt_desc_get(AVPixelFormat(rawValue: parameters.format))
    let hasAlpha =
      Decoder.hasAlphaTag(stream) || parameters.format == AV_PIX_FMT_PAL8.rawValue
      || descriptor.map { $0.pointee.flags & UInt64(AV_PIX_FMT_FLAG_ALPHA) != 0 } ?? false
    return MediaFacts.Picture(
      kind: kind, width: shown.width, height: shown.height, hasAlpha: hasAlpha,
      isHDR: parameters.color_trc == AVCOL_TRC_SMPTE2084 || parameters.color_trc == AVCOL_TRC_ARIB_STD_B67,
      isInterlaced: parameters.field_order.rawValue > AV_FIELD_PROGRESSIVE.rawValue,
      frameRate: stream.pointee.avg_frame_rate.num > 0
        ? FrameRate(stream.pointee.avg_frame_rate.rational) : nil,
      codec: String(cString: avcodec_get_name(parameters.codec_id)))
  }

  /// Stills come from picture demuxers, animations from those of GIF and APNG.
  private static func kind(
    _ container: InputContainer, _ stream: UnsafeMutablePointer<AVStream>
  ) -> MediaFacts.PictureKind {
    let name = container.formatName
    if name == "gif" || name == "apng" { return .animation }
    if name.hasSuffix("_pipe") || name == "image2" { return .still }
    return .video
  }
}

extension MediaFacts {
  /// Opens a reader for the pictures of a file with these facts.
  public func makePictureReader(
    path: String, detail: VideoReader.Detail = .full
  ) throws(MediaError) -> any PictureReader {
    switch picture?.kind {
    case .still: try StillReader(path: path)
    case .animation: try AnimationReader(path: path)
    case .video, nil: try VideoReader(path: path, detail: detail)
    }
  }
}
