import DraftModel
import JSONTree

/// What `inspect --json` prints. Times are milliseconds; pointers count from the draft.
///
///     {
///       "schema": "workprint.inspect/1",
///       "summary": "Timeline (1 track): ...",
///       "title": string or null,
///       "duration": 15000, "writtenDuration": 15000 or null,
///       "readyForExport": true,
///       "canvas": {"width": 1080, "height": 1920, "frameRate": "30", "background": "#000000"},
///       "tracks": [{
///         "pointer": "/t/0", "type": 0 or null, "word": "Video", "role": string or null,
///         "volume": 1, "opacity": 1, "muted": false, "hidden": false, "gaps": [{"start", "duration"}],
///         "segments": [{
///           "pointer": "/t/0/sg/0", "id": string or null, "label": "city", "start": 0, "duration": 1000,
///           "startWritten": true, "media": string or null, "text": string or null, "sourceStart": 0,
///           "speed": 1, "volume": 1, "opacity": 1, "muted": false, "hidden": false
///         }]
///       }],
///       "oddities": [{"pointer", "line", "column", "message"}]
///     }
struct InspectDocument {
  let draft: Draft

  var literal: JSONLiteral {
    let canvas = draft.canvas
    return .object([
      "schema": .string(InspectCommand.schema),
      "summary": .string(draft.summary),
      "title": text(draft.title),
      "duration": time(draft.duration),
      "writtenDuration": draft.writtenDuration.map(time) ?? .null,
      "readyForExport": .bool(draft.isReadyForExport),
      "canvas": .object([
        "width": .int(canvas.width), "height": .int(canvas.height),
        "frameRate": .string(canvas.frameRate.description),
        "background": .string(canvas.background.description),
      ]),
      "tracks": .array(draft.tracks.map(track)),
      "oddities": .array(draft.oddities.prefix(1000).map(oddity)),
    ])
  }

  private func track(_ track: Track) -> JSONLiteral {
    let array = track.segmentsPointer
    let type: JSONLiteral =
      switch track.type {
      case .video: .int(0)
      case .audio: .int(1)
      case .text: .int(7)
      case .other(let number): .int(number)
      case .unknown: .null
      }
    return .object([
      "pointer": .string(track.pointer.description), "type": type, "word": .string(track.word),
      "role": text(track.role?.rawValue), "volume": number(track.volume), "opacity": number(track.opacity),
      "muted": .bool(track.isMuted), "hidden": .bool(track.isHidden),
      "gaps": .array(track.gaps.map { .object(["start": time($0.start), "duration": time($0.duration)]) }),
      "segments": .array(
        track.segments.map { segment($0, pointer: array?.appending($0.index) ?? $0.pointer) }),
    ])
  }

  private func segment(_ segment: Segment, pointer: JSONPointer) -> JSONLiteral {
    .object([
      "pointer": .string(pointer.description), "id": text(segment.identifier),
      "label": .string(segment.label),
      "start": time(segment.start), "duration": time(segment.duration),
      "startWritten": .bool(segment.isStartWritten), "media": text(segment.media.map(MediaName.shown)),
      "text": text(segment.text), "sourceStart": time(segment.sourceStart),
      "speed": .number(segment.speed.decimal()), "volume": number(segment.volume),
      "opacity": number(segment.opacity), "muted": .bool(segment.isMuted), "hidden": .bool(segment.isHidden),
    ])
  }

  private func oddity(_ oddity: DraftOddity) -> JSONLiteral {
    let position = draft.document.position(of: oddity.node)
    return .object([
      "pointer": .string(draft.pointer(of: oddity.node).description), "line": .int(position.line),
      "column": .int(position.column), "message": .string(draft.description(of: oddity)),
    ])
  }

  private func time(_ time: Time) -> JSONLiteral { .number(time.milliseconds.decimal()) }
  private func text(_ text: String?) -> JSONLiteral { text.map(JSONLiteral.string) ?? .null }
  private func number(_ value: Double) -> JSONLiteral { .decimal(value) }
}
