import DraftModel
import Media

/// What a description tells that matters for an upload.
struct ContentCheck {
  let description: MediaDescription
  let options: PreflightOptions

  var findings: [PreflightFinding] {
    streams + codecs + (description.picture.map(picture) ?? []) + file
  }

  private var format: ServiceLimits.UploadFormat? {
    ServiceLimits.acceptedFormat(ofContent: description.format.name)
  }

  /// Whether there is something to see or hear.
  private var streams: [PreflightFinding] {
    guard description.shownStream != nil || description.heardStream != nil else {
      return [
        PreflightFinding(
          .nothingPlayable, .refusal, "it has neither picture nor sound", help: "use another file")
      ]
    }
    var findings: [PreflightFinding] = []
    if description.isEncrypted {
      findings.append(
        PreflightFinding(
          .encrypted, .refusal, "it is encrypted", help: "use a copy without protection against copying"))
    }
    let isFilm = description.picture.map { $0.kind == .video } ?? false
    if isFilm, description.heardStream == nil {
      findings.append(PreflightFinding(.noSound, .note, "it has no sound"))
    }
    if description.shownStream == nil, format?.kind == .video {
      findings.append(
        PreflightFinding(
          .noPicture, .note, "it has no picture, only sound",
          help: "upload it as it is to use it as sound"))
    }
    if let duration = description.duration, duration <= .zero, isFilm || description.shownStream == nil {
      findings.append(
        PreflightFinding(.zeroLength, .refusal, "it has no length", help: "record or export it again"))
    }
    return findings
  }

  /// Codecs that are odd for their container. What is not accepted anyway needs no second reason.
  private var codecs: [PreflightFinding] {
    guard let format else { return [] }
    var findings: [PreflightFinding] = []
    if let codec = description.shownStream?.codec, format.kind != .sound, !format.isUsual(pictureCodec: codec)
    {
      findings.append(
        PreflightFinding(
          .oddPictureCodec, .warning,
          "\(codec.visible) is unusual for the picture in \(description.format.phrase), and may not be shown",
          help: "encode it anew", fix: ": add `--fix -o DIR`"))
    }
    if let codec = description.heardStream?.codec, codec != "unknown",
      format.kind == .video || format.kind == .sound, !format.isUsual(soundCodec: codec)
    {
      findings.append(
        PreflightFinding(
          .oddSoundCodec, .warning,
          "\(codec.visible) is unusual for the sound in \(description.format.phrase), and may not be heard",
          help: "encode the sound anew, and keep the picture as it is", fix: ": add `--fix -o DIR`"))
    }
    return findings
  }

  private func picture(_ picture: MediaDescription.Picture) -> [PreflightFinding] {
    var findings: [PreflightFinding] = []
    if let hdr = picture.hdr {
      let name =
        switch hdr.kind {
        case .pq: "PQ"
        case .hlg: "HLG"
        case .dolbyVision: "Dolby Vision"
        }
      findings.append(
        PreflightFinding(
          .hdr, .warning, "its picture is HDR (\(name)), and may come out pale",
          help: "bring it to standard dynamic range", fix: ": add `--fix -o DIR`"))
    } else if let depth = picture.bitDepth, depth > 8, description.shownStream?.codec == "h264" {
      findings.append(
        PreflightFinding(
          .deepColor, .warning, "its picture has \(depth) bits a colour, which few decoders of H.264 know",
          help: "bring it to 8 bits", fix: ": add `--fix -o DIR`"))
    }
    if picture.hasVariableFrameRate == true {
      findings.append(
        PreflightFinding(
          .variableFrameRate, .warning,
          "its frame rate varies: editors that count frames let picture and sound drift apart",
          help: "bring it to a constant rate", fix: ": add `--fix -o DIR`"))
    }
    if picture.isInterlaced {
      findings.append(
        PreflightFinding(
          .interlaced, .warning, "it is interlaced: edges that move may show combs",
          help: "deinterlace it", fix: ": add `--fix -o DIR`"))
    }
    if max(picture.width, picture.height) > ServiceLimits.largePictureSide {
      findings.append(
        PreflightFinding(
          .largePicture, .warning,
          "its picture has \(picture.width)x\(picture.height) pixels, which may be too large to be decoded",
          help: "make it smaller", fix: ": add `--fix -o DIR`"))
    }
    if picture.orientation != .upright {
      findings.append(
        PreflightFinding(
          .rotated, .note,
          picture.orientation.swapsSides
            ? "it is stored lying and turned when it is shown, to \(picture.width)x\(picture.height)"
            : picture.orientation.isMirrored
              ? "it is stored mirrored and turned back when it is shown"
              : "it is stored upside down and turned when it is shown"))
    }
    if let claimed = picture.ignoredPixelAspect {
      findings.append(
        PreflightFinding(
          .stretchedPixels, .note,
          "its pixels claim a shape of \(claimed.numerator):\(claimed.denominator), which is taken for a mistake; other players may stretch it"
        ))
    }
    if picture.pixelAspect != .one {
      findings.append(
        PreflightFinding(
          .stretchedPixels, .note,
          "its pixels are not square: \(picture.codedWidth)x\(picture.codedHeight) is shown as \(picture.width)x\(picture.height)"
        ))
    }
    return findings
  }

  /// What concerns the whole file.
  private var file: [PreflightFinding] {
    var findings: [PreflightFinding] = []
    if !description.locations.isEmpty, !options.allowsLocation {
      findings.append(
        PreflightFinding(
          .location, .warning, "it says where it was taken, which would be uploaded with it",
          help: "take the place out", fix: ": add `--fix -o DIR --strip-location`"))
    }
    switch description.index {
    case .end:
      findings.append(
        PreflightFinding(
          .indexAtEnd, .note, "its index lies at the end: it plays only when all of it is there"))
    case .missing:
      findings.append(
        PreflightFinding(
          .damaged, .refusal, "it has no index, so it cannot be played", help: "record or export it again"))
    default: break
    }
    for damage in description.damage { findings.append(finding(damage)) }
    return findings
  }

  private func finding(_ damage: MediaDescription.Damage) -> PreflightFinding {
    let isPlayed =
      damage.stream == nil || damage.stream == description.pictureIndex
      || damage.stream == description.soundIndex
    switch damage.kind {
    case .tooLarge where isPlayed:
      return PreflightFinding(
        .largePicture, .refusal, damage.reason, help: "make a smaller picture of it, or use another file")
    case .timedOut:
      return PreflightFinding(.unchecked, .note, damage.reason)
    case .unusableStream where damage.stream == description.soundIndex && description.shownStream != nil:
      return PreflightFinding(
        .soundUndecodable, .warning, damage.reason,
        help: "leave the sound out", fix: ": `--fix -o DIR` does; or make the file anew")
    case .unusableStream where isPlayed:
      return PreflightFinding(
        .undecodable, .refusal, damage.reason, help: "make the file anew; what it holds is damaged")
    default:
      return PreflightFinding(
        .damaged, isPlayed ? .warning : .note, damage.reason,
        help: isPlayed ? DecodingCheck.help : nil, fix: isPlayed ? DecodingCheck.fix : nil)
    }
  }
}
