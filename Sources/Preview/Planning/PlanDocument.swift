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
  ///                   "rotation"}, "opacity": {"base", "fadeIn", "fadeOut"},
  ///                   "keyframes": {property: [{"time", "value", "easing"}]},
  ///                   "animation": {"in": {"kind", "duration"}, "out"}, "effects": [{"kind", ...}]}],
  ///       "transitions": [{"kind", "start", "duration", "frames", "outgoing": [index], "incoming": [index]}],
  ///       "chunks": [{"frames": {"start", "end"}, "layers": [index, ...], "transitions": [index, ...]}],
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
      "transitions": .array(transitions.map(literal)),
      "chunks": .array(
        chunks.map {
          .object([
            "frames": range($0.frames), "layers": .array($0.layers.map(JSONLiteral.int)),
            "transitions": .array($0.transitions.map(JSONLiteral.int)),
          ])
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
    let keyframes = keyframes(of: layer)
    if !keyframes.isEmpty { members.append(.init("keyframes", .object(keyframes))) }
    if let animation = layer.animation {
      members.append(
        .init(
          "animation",
          .object([
            "in": animation.appearing.map(literal) ?? .null, "out": animation.leaving.map(literal) ?? .null,
          ])))
    }
    if !layer.effects.isEmpty { members.append(.init("effects", .array(layer.effects.map(\.literal)))) }
    return .object(members)
  }

  private func keyframes(of layer: LayerPlan) -> [JSONLiteral.Member] {
    let curves: [(KeyframeProperty, KeyframeCurve?)] = [
      (.x, layer.motion?.x), (.y, layer.motion?.y), (.scale, layer.motion?.scale),
      (.rotation, layer.motion?.rotation), (.opacity, layer.opacity.curve),
    ]
    return curves.compactMap { property, curve in
      curve.map { curve in
        .init(
          property.rawValue,
          .array(
            curve.points.map {
              .object([
                "time": time($0.time), "value": .decimal($0.value), "easing": .string($0.easing.rawValue),
              ])
            }))
      }
    }
  }

  private func literal(_ part: AnimationPlan.Part) -> JSONLiteral {
    .object(["kind": .string(part.kind.rawValue), "duration": time(part.duration)])
  }

  private func literal(_ transition: TransitionPlan) -> JSONLiteral {
    .object([
      "kind": .string(transition.kind.rawValue), "start": time(transition.range.start),
      "duration": time(transition.range.duration), "frames": range(transition.frames),
      "outgoing": .array(transition.outgoing.map(JSONLiteral.int)),
      "incoming": .array(transition.incoming.map(JSONLiteral.int)),
    ])
  }

  private func literal(_ clip: SoundClip) -> JSONLiteral {
    .object([
      "track": .int(clip.track), "segment": .int(clip.segment), "path": .string(clip.path),
      "samples": range(clip.samples), "sourceStart": time(clip.sourceStart),
      "speed": .number(clip.speed.decimal()),
      "gain": .decimal(clip.gain), "fadeIn": .int(clip.fadeIn), "fadeOut": .int(clip.fadeOut),
      "curves": .array(clip.curves.map(literal)),
    ])
  }

  private func literal(_ curve: GainCurve) -> JSONLiteral {
    .object([
      "unit": .string(curve.scale == .linear ? "factor" : "dB"),
      "points": .array(
        curve.points.map { .object(["sample": .int($0.sample), "value": .decimal($0.value)]) }),
    ])
  }
}

extension EffectPlan {
  fileprivate var literal: JSONLiteral {
    func amount(_ kind: EffectKind, _ value: Double) -> JSONLiteral {
      .object(["kind": .string(kind.rawValue), "amount": .decimal(value)])
    }
    switch self {
    case .blur(let sigma): return .object(["kind": .string("blur"), "sigma": .decimal(sigma)])
    case .brightness(let value): return amount(.brightness, value)
    case .contrast(let value): return amount(.contrast, value)
    case .saturation(let value): return amount(.saturation, value)
    case .grayscale(let value): return amount(.grayscale, value)
    case .sepia(let value): return amount(.sepia, value)
    case .vignette(let value): return amount(.vignette, value)
    case .sharpen(let value): return amount(.sharpen, value)
    case .chromaKey(let color, let similarity, let blend):
      return .object([
        "kind": .string("chromakey"), "color": .string(color.description), "similarity": .decimal(similarity),
        "blend": .decimal(blend),
      ])
    }
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
