import JSONTree

/// Makes drafts in the standard keys, as a service would write them.
struct DraftMaker {
  enum Richness {
    /// `t`, `tt`, `sg`, `s`, `d`, `u`, `tx`, `m` and little more.
    case minimal
    /// Properties where they differ from their defaults.
    case sparse
    /// Nearly all properties on nearly all segments.
    case full
  }

  var random: SeededGenerator
  let richness: Richness
  var serial = 0

  init(seed: Int, richness: Richness) {
    random = SeededGenerator(seed)
    self.richness = richness
  }

  typealias Members = [JSONLiteral.Member]

  static func number(_ value: Double) -> JSONLiteral {
    .number(value.rounded() == value ? String(Int(value)) : String(value))
  }

  mutating func fraction(_ range: ClosedRange<Double>, step: Double = 0.01) -> JSONLiteral {
    let steps = Int((Double.random(in: range, using: &random) / step).rounded())
    return .number(String(Double(steps * Int((step * 1000).rounded())) / 1000))
  }

  /// Whether a property is written, given how often a sparse draft has it.
  mutating func has(_ probability: Double) -> Bool {
    switch richness {
    case .minimal: false
    case .sparse: random.chance(probability)
    case .full: random.chance(0.96)
    }
  }

  // MARK: The draft

  mutating func draft() -> JSONLiteral {
    var tracks: [JSONLiteral] = []
    var end = 0
    let clips = random.pick(richness == .minimal ? [1, 1, 2, 3] : [3, 5, 8, 12])
    tracks.append(pictureTrack(count: clips, end: &end))
    if richness != .minimal, random.chance(0.5) { tracks.append(overlayTrack(end: end)) }
    if random.chance(0.9) { tracks.append(soundTrack(end: end)) }
    if richness != .minimal, random.chance(0.3) { tracks.append(voiceTrack(end: end)) }
    tracks.append(textTrack(end: end))
    var members: Members = []
    if random.chance(0.85) { members.append(.init("d", .int(end))) }
    var meta: Members = [.init("title", .string(random.pick(MadeWords.projects)))]
    if richness != .minimal || random.chance(0.7) {
      let size = random.pick(
        [(1080, 1920), (1920, 1080), (720, 1280), (1080, 1080), (1080, 1350)], or: (1080, 1920))
      meta += [.init("width", .int(size.0)), .init("height", .int(size.1))]
    }
    if has(0.6) {
      meta.append(
        .init("fps", random.chance(0.2) ? .string("30000/1001") : .int(random.pick([24, 25, 30, 60]))))
    }
    if has(0.4) { meta.append(.init("background", .string(random.pick(MadeWords.colors)))) }
    members.append(.init("m", .object(meta)))
    members.append(.init("t", .array(tracks)))
    return .object(members)
  }

  private mutating func track(_ type: Int, _ segments: [JSONLiteral], _ extra: Members = []) -> JSONLiteral {
    var members: Members = []
    serial += 1
    if has(0.6) { members.append(.init("id", .string("track_\(serial)"))) }
    members.append(.init("tt", .int(type)))
    members += extra
    if richness == .full {
      members += [.init("mu", .bool(random.chance(0.2))), .init("hd", .bool(random.chance(0.1)))]
    }
    members.append(.init("sg", .array(segments)))
    return .object(members)
  }

  private mutating func head(_ start: Int, _ duration: Int) -> Members {
    serial += 1
    var members: Members = []
    if has(0.7) {
      members.append(.init("id", .string("seg_\(String(serial * 7919 % 65521, radix: 16))\(serial)")))
    }
    return members + [.init("s", .int(start)), .init("d", .int(duration))]
  }

  private mutating func duration() -> Int {
    random.pick([1500, 2000, 2400, 3000, 3200, 4000, 4750, 5000, 6100, 8000])
  }

  private func title(_ text: String) -> Members { [.init("m", .object([.init("title", .string(text))]))] }

  private mutating func pictureTrack(count: Int, end: inout Int) -> JSONLiteral {
    var segments: [JSONLiteral] = []
    for index in 0..<count {
      let length = duration()
      var members = head(end, length)
      let name = random.pick(MadeWords.clips)
      if has(0.6) {
        members.append(.init("ss", .int(random.pick([0, 0, 1200, 3360, 7040, 12_480, 500, 15_000]))))
      }
      if has(0.4) { members.append(.init("sp", Self.number(random.pick([0.5, 1, 1, 1.25, 1.5, 2])))) }
      members.append(.init("u", .string(reference(name, [".mp4", ".mp4", ".mov", ".jpg"]))))
      if has(0.5) { members.append(.init("v", Self.number(random.pick([0, 0.2, 0.5, 0.8, 1])))) }
      if has(0.25) { members += fades() }
      if index < count - 1, has(0.4) { members.append(.init("tr", transition())) }
      if has(0.3) { members += placement(isOverlay: false) }
      if has(0.3) { members.append(.init("o", Self.number(random.pick([0.6, 0.8, 0.9, 1])))) }
      if has(0.4) {
        members.append(.init("ft", .string(random.pick(["contain", "cover", "blur", "stretch"]))))
      }
      if has(0.15) { members.append(.init("cr", crop())) }
      if has(0.15) { members.append(.init("fl", .string(random.pick(["h", "v", "hv"])))) }
      if has(0.2) { members.append(.init("kf", keyframes(length))) }
      if has(0.25) { members.append(.init("fx", effects())) }
      if richness == .full {
        members += [.init("mu", .bool(random.chance(0.2))), .init("hd", .bool(random.chance(0.1)))]
      }
      if random.chance(0.7) { members += title(name) }
      segments.append(.object(members))
      end += length
    }
    return track(0, segments)
  }

  private mutating func overlayTrack(end: Int) -> JSONLiteral {
    let start = random.pick([0, 1000, 2500])
    var members = head(start, min(max(end - start, 1000), duration()))
    let name = random.pick(MadeWords.clips)
    members.append(.init("u", .string(reference(name, [".png", ".mp4"]))))
    members += placement(isOverlay: true)
    if has(0.7) { members.append(.init("o", Self.number(random.pick([0.7, 0.85, 1])))) }
    return track(0, [.object(members)])
  }

  private mutating func soundTrack(end: Int) -> JSONLiteral {
    let name = random.pick(MadeWords.songs)
    var members = head(0, end)
    if has(0.4) { members.append(.init("ss", .int(random.pick([0, 1500, 30_250])))) }
    members.append(.init("u", .string(reference(name, [".mp3", ".m4a", ".wav"]))))
    members.append(.init("v", Self.number(random.pick([0.2, 0.3, 0.35, 0.5, 0.8]))))
    if has(0.6) { members += fades() }
    members += title(name)
    var extra: Members = []
    if has(0.4) { extra.append(.init("v", Self.number(random.pick([0.8, 0.9, 1])))) }
    if has(0.4) { extra.append(.init("rl", .string("bgm"))) }
    if has(0.3) { extra.append(.init("dk", .int(random.pick([6, 9, 12])))) }
    return track(1, [.object(members)], extra)
  }

  private mutating func voiceTrack(end: Int) -> JSONLiteral {
    var segments: [JSONLiteral] = []
    var at = 500
    while at + 1500 < end, segments.count < 6 {
      let length = 1000 + Int.random(in: 0...9, using: &random) * 50
      var members = head(at, length)
      members.append(.init("u", .string(reference("voice \(segments.count + 1)", [".wav"]))))
      members.append(.init("v", Self.number(random.pick([0.9, 1, 1.2]))))
      segments.append(.object(members))
      at += length + random.pick([200, 650, 1000])
    }
    return track(1, segments, [.init("rl", .string("voice"))])
  }

  private mutating func textTrack(end: Int) -> JSONLiteral {
    var segments: [JSONLiteral] = []
    var at = random.pick([0, 0, 500])
    let count = random.pick(richness == .minimal ? [1, 1, 2] : [1, 3, 6, 9])
    while at + 800 <= end, segments.count < count {
      let length = min(random.pick([1200, 1800, 2500, 3000]), end - at)
      var members = head(at, length)
      members.append(.init("tx", .string(random.pick(MadeWords.lines))))
      if has(0.6) { members += [.init("x", .number("0.5")), .init("y", fraction(0.1...0.9))] }
      if has(0.2) { members.append(.init("sc", Self.number(random.pick([0.8, 1, 1.2])))) }
      if has(0.15) { members.append(.init("r", Self.number(random.pick([-8, -5, 5, 10])))) }
      if has(0.8) { members.append(.init("ts", style())) }
      if has(0.4) { members.append(.init("an", animation())) }
      segments.append(.object(members))
      at += length + random.pick([0, 300, 700])
    }
    return track(7, segments)
  }
}
