import DraftCommands
import DraftModel
import JSONTree
import Media

/// The answer to `probe --json`, `workprint.probe/1`:
///
///     {"schema": "workprint.probe/1", "files": [FILE, ...]}
///
/// in the order of the command line. A FILE is `{"file", "error": {"code", "message", "help"}}`, or
///
///     {"file", "format", "formatName", "formatPhrase", "brands", "byteCount",
///      "durationSeconds", "startSeconds", "bitRate", "index", "isEncrypted",
///      "pictureStream", "soundStream",            indices of what a player shows and plays
///      "streams": [STREAM], "chapters": [{"startSeconds", "endSeconds", "title"}],
///      "tags": {name: value}, "locations": [{"name", "value"}],
///      "damage": [{"kind", "reason", "stream"}], "decoding": DECODING}
///
/// `locations` have null for a value without `--location`. A STREAM is
///
///     {"index", "kind", "codec", "codecTag", "profile", "level", "language", "title", "isDefault",
///      "isForced", "isCoverArt", "isEncrypted", "bitRate", "durationSeconds", "startSeconds",
///      "packetCount", "edits": [{"durationSeconds", "mediaSeconds", "rate"}],
///      "picture": PICTURE, "sound": SOUND, "tags": {name: value}}
///
/// A PICTURE is
///
///     {"kind", "codedWidth", "codedHeight", "width", "height", "rotation",
///      "orientation": {"quarterTurns", "isMirrored"}, "pixelAspect", "ignoredPixelAspect",
///      "averageFrameRate", "nominalFrameRate", "hasVariableFrameRate", "pixelFormat", "bitDepth",
///      "color": {"primaries", "transfer", "matrix", "range", "hasProfile"},
///      "hdr": {"kind", "dolbyVisionProfile", "masteringLuminance": [least, most],
///              "contentLight": {"pixelMaximum", "frameAverageMaximum"}},
///      "hasAlpha", "fieldOrder", "loopCount", "frameCount"}
///
/// in which `width` and `height` are as shown, `rotation` is counter-clockwise degrees as `ffprobe`
/// counts them, `quarterTurns` are clockwise, and frame rates and shapes of pixels are fractions in text
/// (`"30000/1001"`). A SOUND is `{"sampleRate", "channels", "layout", "sampleFormat", "bitDepth"}`. With
/// `--deep`, DECODING is
///
///     {"isClean", "decodedFrames": {stream: count}, "problems": [{"stream", "startSeconds",
///      "endSeconds", "count", "reason"}], "untoldProblems", "undecoded": {stream: reason}}
///
/// What nothing is known of is null; no name is left out. Names are explained at
/// ``Media/MediaDescription``.
extension ProbeAnswer {
  func literal(showsLocation: Bool) -> JSONLiteral {
    switch result {
    case .success(let description, let decoding):
      return .object(
        [.init("file", .string(path))] + description.members(showsLocation: showsLocation)
          + [.init("decoding", decoding.map(\.literal) ?? .null)])
    case .failure(let error):
      let failure = CommandFailure(probing: error)
      return .object([
        "file": .string(path),
        "error": .object([
          "code": .string(failure.code), "message": .string(failure.message),
          "help": .optional(failure.help),
        ]),
      ])
    }
  }
}

extension JSONLiteral {
  fileprivate static func optional(_ value: String?) -> JSONLiteral { value.map(JSONLiteral.string) ?? .null }
  fileprivate static func optional(_ value: Int?) -> JSONLiteral { value.map(JSONLiteral.int) ?? .null }
  fileprivate static func optional(_ value: Bool?) -> JSONLiteral { value.map(JSONLiteral.bool) ?? .null }
  fileprivate static func seconds(_ time: Time?) -> JSONLiteral {
    time.map { .number($0.seconds.decimal(places: 6)) } ?? .null
  }
  fileprivate static func rate(_ rate: FrameRate?) -> JSONLiteral { .optional(rate?.description) }
  fileprivate static func fraction(_ value: Rational) -> JSONLiteral {
    .string(value.isInteger ? value.decimal() : "\(value.numerator)/\(value.denominator)")
  }

  /// The first of each name: names of an object are different.
  fileprivate static func tags(_ tags: [MediaDescription.Tag]) -> JSONLiteral {
    var seen: Set<String> = []
    return .object(tags.filter { seen.insert($0.name).inserted }.map { .init($0.name, .string($0.value)) })
  }
}

extension MediaDescription {
  fileprivate func members(showsLocation: Bool) -> [JSONLiteral.Member] {
    [
      .init("format", .string(format.name)), .init("formatName", .string(formatName)),
      .init("formatPhrase", .string(format.phrase)), .init("brands", .array(brands.map(JSONLiteral.string))),
      .init("byteCount", .int(byteCount)), .init("durationSeconds", .seconds(duration)),
      .init("startSeconds", .seconds(startTime)), .init("bitRate", .optional(bitRate)),
      .init("index", .optional(index?.rawValue)), .init("isEncrypted", .bool(isEncrypted)),
      .init("pictureStream", .optional(pictureIndex)), .init("soundStream", .optional(soundIndex)),
      .init("streams", .array(streams.map(\.literal))),
      .init(
        "chapters",
        .array(
          chapters.map {
            .object([
              "startSeconds": .seconds($0.range.start), "endSeconds": .seconds($0.range.end),
              "title": .optional($0.title),
            ])
          })),
      .init("tags", .tags(tags)),
      .init(
        "locations",
        .array(
          locations.map {
            .object(["name": .string($0.name), "value": showsLocation ? .string($0.value) : .null])
          })),
      .init(
        "damage",
        .array(
          damage.map {
            .object([
              "kind": .string($0.kind.rawValue), "reason": .string($0.reason), "stream": .optional($0.stream),
            ])
          })),
    ]
  }
}

extension MediaDescription.Stream {
  fileprivate var literal: JSONLiteral {
    .object([
      "index": .int(index), "kind": .string(kind.rawValue), "codec": .string(codec),
      "codecTag": .optional(codecTag), "profile": .optional(profile), "level": .optional(level),
      "language": .optional(language), "title": .optional(title), "isDefault": .bool(isDefault),
      "isForced": .bool(isForced), "isCoverArt": .bool(isCoverArt), "isEncrypted": .bool(isEncrypted),
      "bitRate": .optional(bitRate), "durationSeconds": .seconds(duration),
      "startSeconds": .seconds(startTime),
      "packetCount": .optional(packetCount),
      "edits": .array(
        edits.map {
          .object([
            "durationSeconds": .seconds($0.duration), "mediaSeconds": .seconds($0.mediaTime),
            "rate": .fraction($0.rate),
          ])
        }),
      "picture": picture?.literal ?? .null, "sound": sound?.literal ?? .null, "tags": .tags(tags),
    ])
  }
}

extension MediaDescription.Picture {
  fileprivate var literal: JSONLiteral {
    .object([
      "kind": .string(kindName), "codedWidth": .int(codedWidth), "codedHeight": .int(codedHeight),
      "width": .int(width), "height": .int(height), "rotation": .int(rotation),
      "orientation": .object([
        "quarterTurns": .int(orientation.quarterTurns), "isMirrored": .bool(orientation.isMirrored),
      ]),
      "pixelAspect": .fraction(pixelAspect),
      "ignoredPixelAspect": ignoredPixelAspect.map { .fraction($0) } ?? .null,
      "averageFrameRate": .rate(averageFrameRate),
      "nominalFrameRate": .rate(nominalFrameRate), "hasVariableFrameRate": .optional(hasVariableFrameRate),
      "pixelFormat": .optional(pixelFormat), "bitDepth": .optional(bitDepth),
      "color": .object([
        "primaries": .optional(color.primaries), "transfer": .optional(color.transfer),
        "matrix": .optional(color.matrix), "range": .optional(color.range),
        "hasProfile": .bool(color.hasProfile),
      ]),
      "hdr": hdr?.literal ?? .null, "hasAlpha": .bool(hasAlpha),
      "fieldOrder": .optional(fieldOrder?.rawValue),
      "loopCount": .optional(loopCount), "frameCount": .optional(frameCount),
    ])
  }

  private var kindName: String {
    switch kind {
    case .video: "video"
    case .still: "still"
    case .animation: "animation"
    }
  }
}

extension MediaDescription.HDR {
  fileprivate var literal: JSONLiteral {
    .object([
      "kind": .string(kind.rawValue), "dolbyVisionProfile": .optional(dolbyVisionProfile),
      "masteringLuminance": masteringLuminance.map {
        .array([.decimal($0.lowerBound), .decimal($0.upperBound)])
      } ?? .null,
      "contentLight": contentLight.map {
        .object([
          "pixelMaximum": .int($0.pixelMaximum), "frameAverageMaximum": .int($0.frameAverageMaximum),
        ])
      } ?? .null,
    ])
  }
}

extension MediaDescription.Sound {
  fileprivate var literal: JSONLiteral {
    .object([
      "sampleRate": .int(sampleRate), "channels": .int(channels), "layout": .optional(layout),
      "sampleFormat": .optional(sampleFormat), "bitDepth": .optional(bitDepth),
    ])
  }
}

extension DecodingReport {
  fileprivate var literal: JSONLiteral {
    .object([
      // Nothing is known of what was not decoded.
      "isClean": isClean && !hasDecoded && !undecoded.isEmpty ? .null : .bool(isClean),
      "decodedFrames": .object(
        decodedFrames.sorted { $0.key < $1.key }.map { .init(String($0.key), .int($0.value)) }),
      "problems": .array(
        problems.map {
          .object([
            "stream": .int($0.stream), "startSeconds": .seconds($0.range?.start),
            "endSeconds": .seconds($0.range?.end), "count": .int($0.count), "reason": .string($0.reason),
          ])
        }),
      "untoldProblems": .int(untoldProblems),
      "undecoded": .object(
        undecoded.sorted { $0.key < $1.key }.map { .init(String($0.key), .string($0.value)) }),
    ])
  }
}
