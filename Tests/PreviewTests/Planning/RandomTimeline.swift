import TestSupport

/// Random drafts, as text: overlaps, gaps, tiny and long segments, things that cover others.
struct RandomTimeline {
  private var generator: SeededGenerator

  init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

  mutating func draft() -> String {
    let tracks = (0..<generator.integer(1...5)).map { _ in track() }
    let rate = generator.pick(["30", "25", "24", "60", "30000/1001", "12.5"])
    let size = generator.pick([(1920, 1080), (1080, 1920), (999, 333), (64, 64)])
    return """
      {"t": [\(tracks.joined(separator: ", "))],
       "m": {"fps": "\(rate)", "width": \(size.0), "height": \(size.1)}}
      """
  }

  private mutating func track() -> String {
    let type = generator.pick([0, 0, 0, 1, 7])
    let segments = (0..<generator.integer(1...8)).map { _ in segment(type) }
    return "{\"tt\": \(type), \"sg\": [\(segments.joined(separator: ", "))]}"
  }

  private mutating func segment(_ type: Int) -> String {
    var members = ["\"d\": \(duration())"]
    if generator.chance(2) { members.append("\"s\": \(generator.integer(0...8000))") }
    switch type {
    case 7: members.append("\"tx\": \"words\"")
    case 1: members.append("\"u\": \"song\"")
    default:
      members.append("\"u\": \"\(generator.pick(["clip", "other", "photo", "cutout", "gif", "absent"]))\"")
    }
    if generator.chance(3) { members.append("\"o\": \(generator.pick(["0.5", "0", "1"]))") }
    if generator.chance(3) { members.append("\"fi\": \(generator.integer(0...1000))") }
    if generator.chance(3) { members.append("\"fo\": \(generator.integer(0...1000))") }
    if generator.chance(3) {
      members.append("\"ft\": \"\(generator.pick(["cover", "stretch", "none", "blur"]))\"")
    }
    if generator.chance(3) { members.append("\"sc\": \(generator.pick(["0.3", "1", "2.5"]))") }
    if generator.chance(3) {
      let kind = generator.pick(["crossfade", "wipeleft", "fadeblack", "unheard of"])
      members.append("\"tr\": {\"k\": \"\(kind)\", \"d\": \(generator.integer(0...1500))}")
    }
    if generator.chance(4) {
      let property = generator.pick(["x", "sc", "o", "v", "r"])
      members.append(
        "\"kf\": [{\"p\": \"\(property)\", \"t\": \(generator.integer(0...900)), \"v\": 1}, {\"p\": \"\(property)\", \"t\": 950, \"v\": 0.5}]"
      )
    }
    if generator.chance(4) {
      members.append("\"an\": {\"i\": {\"k\": \"fade\", \"d\": \(generator.integer(0...2000))}}")
    }
    if generator.chance(4) { members.append("\"r\": \(generator.pick(["90", "17", "360"]))") }
    return "{" + members.joined(separator: ", ") + "}"
  }

  private mutating func duration() -> String {
    switch generator.integer(1...4) {
    case 1: "\(generator.integer(1...80))"
    case 2: "\(generator.integer(1...9000)).\(generator.integer(1...999))"
    default: "\(generator.integer(1...4000))"
    }
  }
}
