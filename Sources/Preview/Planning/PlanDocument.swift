import DraftModel
import JSONTree

extension RenderPlan {
  /// What `workprint plan --json` prints. Times are milliseconds, frames count on the timeline's
  /// grid, `end` is the frame or sample after the last, lengths are output pixels.
  ///
  ///     {
  ///       "schema": "workprint.plan/1", "duration": 3000, "frameRate": "30", "quality": 28,
  ///       "canvas": {"width", "height", "background"},
  ///       "output": {"width", "height", "canvas": {"x", "y", "width", "height"}},
  ///       "frames": {"start", "end"},
  ///       "layers": [{"pointer", "label", "kind": "media"|"text"|"slate", "start", "duration",
  ///                   "frames": {"start", "end"}, "placement": {"centerX", "centerY", "width", "height",
  ///                   "rotation"}, "opacity": {"base", "fadeIn", "fadeOut"}, ...}],
  ///       "chunks": [{"frames": {"start", "end"}, "layers": [index, ...]}],
  ///       "sound": {"samples": {"start", "end"}, "clips": [...]},
  ///       "fidelity": [{"pointer", "label", "status": "drawn"|"approximated"|"notDrawn"|"omitted", "notes": []}]
  ///     }
  public var literal: JSONLiteral {
    .object([
      "schema": .string("workprint.plan/1"), "duration": time(duration),
      "frameRate": .string(frameRate.description), "quality": .int(quality),
      "canvas": .object([
        "width": .int(canvas.width), "height": .int(canvas.height),
        "background": .string(canvas.background.description),
      ]),
      "output": .object([
        "width": .int(output.width), "height": .int(output.height),
        "canvas": .object([
          "x": .int(output.canvasX), "y": .int(output.canvasY), "width": .int(output.canvasWidth),
          "height": .int(output.canvasHeight),
        ]),
      ]),
      "frames": range(frames),
      "layers": .array(layers.map(literal)),
      "chunks": .array(
        chunks.map {
          .object(["frames": range($0.frames), "layers": .array($0.layers.map(JSONLiteral.int))])
        }),
      "sound": .object(["samples": range(sound.samples), "clips": .array(sound.clips.map(literal))]),
      "fidelity": .array(fidelity.map(\.literal)),
    ])
  }

  private func time(_ time: Time) -> JSONLiteral { .number(time.milliseconds.decimal()) }
  private func range(_ range: Range<Int>) -> JSONLiteral {
    .object(["start": .int(range.lowerBound), "end": .int(range.upperBound)])
  }

  private func literal(_ layer: LayerPlan) -> JSONLiteral {
    var members: [JSONLiteral.Member] = [
      .init("pointer", .string(layer.pointer.description)), .init("label", .string(layer.label)),
    ]
    switch layer.content {
    case .media(let media):
      members += [
        .init("kind", .string("media")), .init("path", .string(media.path)),
        .init("sourceStart", time(media.sourceStart)), .init("speed", .number(media.speed.decimal())),
        .init("backdrop", .bool(media.blur != nil)),
      ]
    case .text(let text): members += [.init("kind", .string("text")), .init("text", .string(text.text))]
    case .slate(let title, let detail):
      members += [
        .init("kind", .string("slate")), .init("title", .string(title)), .init("detail", .string(detail)),
      ]
    }
    let place = layer.placement
    members += [
      .init("start", time(layer.range.start)), .init("duration", time(layer.range.duration)),
      .init("frames", range(layer.frames)),
      .init(
        "placement",
        .object([
          "centerX": .decimal(place.centerX), "centerY": .decimal(place.centerY),
          "width": .decimal(place.width),
          "height": .decimal(place.height), "rotation": .decimal(place.rotation),
        ])),
      .init(
        "opacity",
        .object([
          "base": .decimal(layer.opacity.base), "fadeIn": time(layer.opacity.fadeIn),
          "fadeOut": time(layer.opacity.fadeOut),
        ])),
    ]
    return .object(members)
  }

  private func literal(_ clip: SoundClip) -> JSONLiteral {
    .object([
      "track": .int(clip.track), "segment": .int(clip.segment), "path": .string(clip.path),
      "samples": range(clip.samples), "sourceStart": time(clip.sourceStart),
      "speed": .number(clip.speed.decimal()),
      "gain": .decimal(clip.gain), "fadeIn": .int(clip.fadeIn), "fadeOut": .int(clip.fadeOut),
    ])
  }
}

extension FidelityEntry {
  public var literal: JSONLiteral {
    .object([
      "pointer": .string(pointer.description), "label": .string(label), "status": .string(status.rawValue),
      "notes": .array(notes.map(JSONLiteral.string)),
    ])
  }
}
