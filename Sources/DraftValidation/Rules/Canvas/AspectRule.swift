import DraftModel

/// Media of another shape than the canvas, on the main track, once for each file.
struct AspectRule: Rule {
  static let description = RuleDescription(
    "canvas.aspect", .canvas, .info, "media has another shape than the canvas",
    why: "it is shown with bars beside or above it",
    help: "choose the fit `cover` or `blur`, crop it, or change the canvas",
    before:
      #"{"canvas_config": {"width": 1080, "height": 1920}, "video_infos": [{"filename": "a.mp4", "width": 1920, "height": 1080}], "draft": {"t": [{"tt": 0, "sg": [{"s": 0, "d": 2000, "u": "a.mp4"}]}]}}"#,
    after:
      #"{"canvas_config": {"width": 1920, "height": 1080}, "video_infos": [{"filename": "a.mp4", "width": 1920, "height": 1080}], "draft": {"t": [{"tt": 0, "sg": [{"s": 0, "d": 2000, "u": "a.mp4"}]}]}}"#
  )

  func check(_ draft: CheckedDraft, report: (Finding) -> Void) {
    guard let main = draft.tracks.first(where: { $0.type == .video }) else { return }
    let shape = Double(draft.canvas.width) / Double(draft.canvas.height)
    var told: Set<String> = []
    for segment in main.segments {
      guard let media = segment.media, !told.contains(media), segment.fit == .contain, segment.scale == 1,
        segment.crop == .none, let picture = draft.facts(of: segment)?.picture, picture.height > 0
      else { continue }
      let own = Double(picture.width) / Double(picture.height)
      guard own / shape > 1.05 || shape / own > 1.05 else { continue }
      told.insert(media)
      report(
        Finding(
          segment.anchor(.media),
          "\(quoted: MediaName.fileName(media)) is \(picture.width)x\(picture.height) on a canvas of \(draft.canvas.width)x\(draft.canvas.height)",
          values: ["width": .int(picture.width), "height": .int(picture.height)],
          grounds: [
            Ground(segment.node, .fit, .scale, .crop),
            Ground(draft.draft.node, .canvasWidth, .canvasHeight),
          ]))
    }
  }
}
