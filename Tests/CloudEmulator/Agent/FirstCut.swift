import DraftModel
import JSONTree

/// Makes a first timeline from media.
struct FirstCut {
  let spelling: DraftSpelling
  let identifier: () -> String

  /// The clips one after the other, sharing the time.
  /// - Parameter seconds: how long the film is to be.
  func draft(of clips: [StoredMedia], title: String, seconds: Double, width: Int, height: Int) throws -> Draft
  {
    let total = min(max(Int(seconds * 1000), 1000), 600_000)
    let count = max(1, clips.count)
    var at = 0
    var segments: [JSONLiteral] = []
    for (index, clip) in clips.enumerated() {
      let share = (total - at) / (count - index)
      let length = clip.duration.map { min(share, Int($0 * 1000)) } ?? share
      guard length > 0 else { continue }
      segments.append(
        spelling.object([
          (.segmentID, .string(identifier())), (.start, .int(at)), (.duration, .int(length)),
          (.media, .string(clip.url)), (.sourceStart, .int(0)), (.fit, .string("cover")),
          (.title, .string(MediaName.title(clip.filename))),
        ]))
      at += length
    }
    let track = spelling.object([
      (.trackID, .string(identifier())), (.trackType, .int(0)), (.trackSegments, .array(segments)),
    ])
    let literal = JSONLiteral.object([
      "t": .array([track]), "d": .int(at),
      "m": .object([
        "title": .string(title), "width": .int(width), "height": .int(height), "fps": .int(30),
      ]),
    ])
    return try Draft(JSONDocument(writing: literal), keys: spelling.keys)
  }
}
