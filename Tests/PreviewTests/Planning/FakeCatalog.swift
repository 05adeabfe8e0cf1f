import DraftModel
import JSONTree
import Preview
import TestSupport

/// Media that exist by name only.
struct FakeCatalog: MediaCatalog {
  var facts: [String: MediaFacts] = [
    // 16:9, 10 s, with sound.
    "clip": MediaFacts(
      picture: .init(kind: .video, width: 1920, height: 1080, frameRate: .thirty, codec: "h264"),
      sound: .init(sampleRate: 48_000, channels: 2, codec: "aac"), duration: Time(milliseconds: 10_000)),
    "other": MediaFacts(
      picture: .init(kind: .video, width: 640, height: 360), duration: Time(milliseconds: 100_000)),
    "photo": MediaFacts(picture: .init(kind: .still, width: 1000, height: 1000)),
    "cutout": MediaFacts(picture: .init(kind: .still, width: 1000, height: 1000, hasAlpha: true)),
    "gif": MediaFacts(
      picture: .init(kind: .animation, width: 100, height: 100, hasAlpha: true),
      duration: Time(milliseconds: 700)),
    "hdr": MediaFacts(
      picture: .init(kind: .video, width: 1920, height: 1080, isHDR: true),
      duration: Time(milliseconds: 10_000)),
    "song": MediaFacts(sound: .init(sampleRate: 44_100, channels: 2), duration: Time(milliseconds: 200_000)),
  ]

  func media(for reference: String) -> CatalogedMedia {
    facts[reference].map { .found(path: "/media/" + reference, $0) } ?? .missing(reason: "missing")
  }
}

extension RenderPlan {
  /// Plans a draft of these tracks on a canvas of 1920x1080 at 30 frames a second.
  static func of(
    _ tracks: String, canvas: String = #""width": 1920, "height": 1080"#, _ settings: OutputSettings = .init()
  ) throws -> RenderPlan {
    try of(draft: #"{"t": [\#(tracks)], "m": {\#(canvas)}}"#, settings)
  }

  static func of(draft: String, _ settings: OutputSettings = .init()) throws -> RenderPlan {
    try Planner(
      draft: Draft(JSONDocument(parsing: draft)), catalog: FakeCatalog(), settings: settings
    ).plan()
  }

  /// A video track of these segments.
  static func ofSegments(_ segments: String, _ settings: OutputSettings = .init()) throws -> RenderPlan {
    try of(#"{"tt": 0, "sg": [\#(segments)]}"#, settings)
  }

  var text: String {
    var bytes: [UInt8] = []
    JSONStyle.pretty.write(literal, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }
}

extension LayerPlan {
  var media: MediaLayer? {
    if case .media(let media) = content { media } else { nil }
  }
}

extension OutputSettings {
  static func range(_ start: Int, _ end: Int) -> OutputSettings {
    OutputSettings(range: TimeRange(start: Time(milliseconds: start), end: Time(milliseconds: end)))
  }
}
