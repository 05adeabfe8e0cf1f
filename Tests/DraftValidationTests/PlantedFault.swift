import JSONTree
import Testing

/// A fault that can be planted into a draft without one, and the code that has to find it.
struct PlantedFault: Sendable, CustomTestStringConvertible {
  let code: String
  let plant: @Sendable (inout RandomDraft) -> Void

  var testDescription: String { code }

  private static func segment(
    _ code: String, _ kind: RandomDraft.Kind, _ key: String, _ value: JSONLiteral?
  ) -> PlantedFault {
    PlantedFault(code: code) { draft in
      let track = draft.tracks.firstIndex { $0.kind == kind } ?? 0
      let segment = draft.generator.number(0...draft.tracks[track].segments.count - 1)
      draft.set(key, to: value, track: track, segment: segment)
    }
  }

  static let all: [PlantedFault] = [
    segment("value.missing", .video, "d", nil),
    segment("value.type", .title, "d", "soon"),
    segment("value.type", .video, "v", "loud"),
    segment("value.type", .picture, "cr", .array([])),
    segment("segment.duration", .sound, "d", .int(-5)),
    segment("segment.duration", .video, "d", .int(0)),
    segment("segment.sourceStart", .video, "ss", .int(-1)),
    segment("segment.speed", .video, "sp", .int(0)),
    segment("segment.speed", .video, "sp", .int(-1)),
    segment("value.type", .video, "u", .int(5)),
    segment("value.type", .title, "tx", .int(5)),
    segment("value.type", .video, "s", "soon"),
    segment("segment.duration", .video, "d", .int(1_000_000_000_000_000)),
    segment("segment.speed", .video, "sp", .int(1000)),
    segment("segment.crop", .picture, "cr", .object(["l": .number("1e400")])),
    segment("segment.rotation", .picture, "r", .number("1e400")),
    segment(
      "keyframe.outside", .video, "kf", .array([.object(["p": "o", "t": .number("1e400"), "v": .int(1)])])),
    segment("keyframe.value", .video, "kf", .array([.object(["p": "o", "t": .int(0), "v": .int(80)])])),
    segment("keyframe.value", .sound, "kf", .array([.object(["p": "v", "t": .int(0), "v": .int(-1)])])),
    segment("keyframe.value", .title, "kf", .array([.object(["p": "x", "t": .int(0), "v": .int(540)])])),
    segment("keyframe.value", .picture, "kf", .array([.object(["p": "sc", "t": .int(0), "v": .int(-1)])])),
    segment("keyframe.incomplete", .video, "kf", .array([.object([:])])),
    segment("effect.noKind", .video, "fx", .array([.object([:])])),
    segment("effect.noKind", .title, "an", .object(["i": .object(["d": .int(300)])])),
    segment(
      "effect.amount", .picture, "fx", .array([.object(["k": "blur", "a": .number("1e400")])])),
    segment("effect.amount", .video, "fx", .array([.object(["k": "chromakey", "s": .int(30)])])),
    segment("animation.length", .title, "an", .object(["i": .object(["k": "pop", "d": .int(90_000)])])),
    segment("animation.length", .caption, "an", .object(["o": .object(["k": "fade", "d": .int(-1)])])),
    segment("text.style", .title, "ts", .object(["z": .number("-0.1")])),
    segment("text.style", .caption, "ts", .object(["sh": .object(["blur": .int(20)])])),
    segment("media.type", .picture, "u", "setup.exe"),
    segment("media.pathEscapes", .picture, "u", "file:///etc/passwd"),
    segment("media.pathEscapes", .video, "u", "/etc/a.mp4"),
    segment("media.pathEscapes", .video, "u", "C:\\Users\\me\\a.mp4"),
    segment("segment.volume", .sound, "v", .int(35)),
    segment("segment.volume", .sound, "v", .number("-0.5")),
    segment("segment.opacity", .picture, "o", .number("1.5")),
    segment("segment.crop", .picture, "cr", .object(["l": .number("0.7"), "r": .number("0.7")])),
    segment("segment.scale", .picture, "sc", .int(0)),
    segment("segment.position", .video, "x", .int(540)),
    segment("segment.noText", .title, "tx", ""),
    segment("segment.noMedia", .video, "u", nil),
    segment("segment.mediaKind", .video, "u", "song.mp3"),
    segment("segment.mediaKind", .sound, "u", "photo.jpg"),
    segment(
      "keyframe.outside", .video, "kf", .array([.object(["p": "o", "t": .int(99_000), "v": .int(1)])])),
    segment("caption.longLine", .caption, "tx", "A line that goes on and on and on, to the end."),
    segment("media.pathEscapes", .picture, "u", "../../etc/a.jpg"),
    segment("media.type", .sound, "u", "song.flac"),
    segment("text.safeArea", .title, "y", .number("1.2")),
    PlantedFault(code: "segment.fades") { draft in
      draft.set("fi", to: .int(5000), track: 0, segment: 0)
      draft.set("fo", to: .int(4000), track: 0, segment: 0)
    },
    PlantedFault(code: "segment.start") { draft in draft.set("s", to: .int(-3), track: 0, segment: 0) },
    PlantedFault(code: "segment.start") { draft in
      draft.set("s", to: .int(1_000_000_000_000_000), track: 1, segment: 0)
    },
    PlantedFault(code: "track.ducking") { draft in
      draft.tracks[2].members.append(.init("dk", .int(-500)))
    },
    PlantedFault(code: "transition.length") { draft in
      let segments = draft.tracks[0].segments
      for index in segments.indices.dropLast() where draft.touches(index, track: 0) {
        return draft.set(
          "tr", to: .object(["k": "crossfade", "d": .int(9000)]), track: 0, segment: index)
      }
      // Where nothing touches, the first two are brought together.
      draft.join(track: 0)
      draft.set("tr", to: .object(["k": "crossfade", "d": .int(9000)]), track: 0, segment: 0)
    },
    PlantedFault(code: "draft.duration") { draft in draft.end += 700 },
    PlantedFault(code: "transition.noNeighbour") { draft in
      let last = draft.tracks[0].segments.count - 1
      draft.set("tr", to: .object(["k": "crossfade", "d": .int(400)]), track: 0, segment: last)
    },
    PlantedFault(code: "id.duplicate") { draft in
      draft.set("id", to: "segment-1", track: 1, segment: 1)
    },
    PlantedFault(code: "segment.overlap") { draft in
      let segments = draft.tracks[0].segments
      guard case .number(let start)? = segments[1].first(where: { RandomDraft.name($0) == "s" })?.value,
        case .number(let before)? = segments[0].first(where: { RandomDraft.name($0) == "d" })?.value,
        let time = Int(start), let first = Int(before)
      else { return }
      // Longer, and the next one as late as before.
      draft.set("d", to: .int(max(time, first) + 300), track: 0, segment: 0)
    },
    PlantedFault(code: "canvas.odd") { draft in
      draft.metadata = [.init("width", .int(719)), .init("height", .int(1280))]
    },
    PlantedFault(code: "canvas.tiny") { draft in
      draft.metadata = [.init("width", .int(32)), .init("height", .int(32))]
    },
    PlantedFault(code: "canvas.tooLarge") { draft in
      draft.metadata = [.init("width", .int(3840)), .init("height", .int(2160))]
    },
    PlantedFault(code: "canvas.size") { draft in draft.metadata = [.init("width", .int(1080))] },
    PlantedFault(code: "canvas.frameRate") { draft in
      draft.metadata = [
        .init("width", .int(1080)), .init("height", .int(1920)), .init("fps", .int(0)),
      ]
    },
    PlantedFault(code: "key.disagree") { draft in
      draft.set("volume", to: .number("0.2"), track: 2, segment: 0)
      draft.set("v", to: .number("0.3"), track: 2, segment: 0)
    },
    PlantedFault(code: "key.duplicate") { draft in
      draft.tracks[0].segments[0].append(.init("id", "segment-1"))
    },
  ]
}
