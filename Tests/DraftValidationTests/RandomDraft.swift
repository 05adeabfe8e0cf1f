import JSONTree

/// Drafts without a fault, of every legal kind: text only, gapped, landscape, with implied starts,
/// foreign spellings, unknown keys, times as strings, wrapped in a state.
struct RandomDraft {
  typealias Object = [JSONLiteral.Member]

  /// A segment that says something, so that a fault can be planted in it.
  enum Kind: CaseIterable { case video, picture, sound, title, caption }

  var generator: SeededGenerator
  /// The tracks: their own keys, and their segments.
  var tracks: [(kind: Kind, members: Object, segments: [Object])] = []
  var metadata: Object = []
  var end = 0
  private var ids = 0

  init(seed: UInt64, everyKind: Bool = false) {
    generator = SeededGenerator(seed: seed)
    let size = generator.pick([(1080, 1920), (1920, 1080), (720, 1280), (1080, 1080), (640, 360)])
    if everyKind || !generator.chance(4) {
      metadata = [
        .init("title", .string("Draft \(seed)")), .init("width", .int(size.0)), .init("height", .int(size.1)),
      ]
      if generator.chance(2) { metadata.append(.init("fps", .int(generator.pick([24, 25, 30, 60])))) }
    }
    let onlyText = !everyKind && generator.chance(5)
    let kinds = onlyText ? [Kind.title, .caption] : Kind.allCases
    for kind in everyKind ? Kind.allCases : (0..<generator.number(1...5)).map({ _ in generator.pick(kinds) })
    {
      addTrack(kind, count: generator.number(everyKind ? 3...5 : 1...6))
    }
  }

  private mutating func addTrack(_ kind: Kind, count: Int) {
    var members: Object = [.init("tt", .int(kind == .sound ? 1 : kind == .title || kind == .caption ? 7 : 0))]
    if kind == .caption { members.append(.init("rl", "caption")) }
    if kind == .sound { members.append(.init("v", .number(generator.pick(["1", "0.35", "0.8"])))) }
    var segments: [Object] = []
    var at = 0
    for _ in 0..<count {
      let duration = generator.number(3...6) * 1000
      var segment: Object = [.init("s", .int(at)), .init("d", .int(duration))]
      ids += 1
      segment.append(.init("id", .string("segment-\(ids)")))
      segment += content(kind, duration: duration)
      segments.append(segment)
      at += duration
      end = max(end, at)
      if generator.chance(4) { at += 1000 }
    }
    tracks.append((kind, members, segments))
  }

  private mutating func content(_ kind: Kind, duration: Int) -> Object {
    var segment: Object = []
    func add(_ name: String, _ value: JSONLiteral) { segment.append(.init(name, value)) }
    let name = generator.pick(["city", "sea", "mug"]) + String(ids)
    switch kind {
    case .video:
      add("u", .string(generator.pick(["https://cdn.example.com/\(name).mp4?sig=1", "media/\(name).mov"])))
      add("ss", .int(generator.number(1...9) * 1000))
      if generator.chance(3) { add("sp", .number(generator.pick(["0.5", "2", "1.25"]))) }
      if generator.chance(4) { add("fx", .array([.object(["k": "sepia"])])) }
    case .picture:
      add("u", .string("media/\(name).jpg"))
      if generator.chance(3) { add("cr", .object(["l": .number("0.1"), "r": .number("0.1")])) }
      if generator.chance(3) { add("sc", .number("0.4")) }
    case .sound: add("u", .string("media/\(name).mp3"))
    case .title: add("tx", .string(generator.pick(["Urban Dreams", "你好，世界", "Line one\nline two"])))
    case .caption: add("tx", .string(generator.pick(["And here we are", "短い字幕", "See you"])))
    }
    if generator.chance(3) {
      add("fi", .int(generator.number(0...duration / 2)))
      add("fo", .int(generator.number(0...duration / 2)))
    }
    if generator.chance(4), kind != .sound { add("o", .number("0.9")) }
    if generator.chance(4) {
      let time = generator.number(0...duration)
      add("kf", .array([.object(["p": "o", "t": .int(time), "v": .number("0.5")])]))
    }
    if generator.chance(4) { add("note", .object(["by": "the service"])) }
    return segment
  }

  /// The draft as a value.
  func literal(spelled spelling: (String) -> String = { $0 }) -> JSONLiteral {
    .object([
      .init("m", .object(metadata)), .init("d", .int(end)),
      .init(
        "t",
        .array(
          tracks.map { track in
            .object(
              track.members + [
                .init(
                  "sg",
                  .array(
                    track.segments.map { segment in
                      .object(segment.map { .init(name: .string(spelling(Self.name($0))), value: $0.value) })
                    }))
              ])
          })),
    ])
  }

  private func number(_ key: String, track: Int, segment: Int) -> Int? {
    let member = tracks[track].segments[segment].first { Self.name($0) == key }
    guard case .number(let text)? = member?.value else { return nil }
    return Int(text)
  }

  /// Whether a segment ends when the next one begins.
  func touches(_ segment: Int, track: Int) -> Bool {
    guard let start = number("s", track: track, segment: segment),
      let duration = number("d", track: track, segment: segment)
    else { return false }
    return number("s", track: track, segment: segment + 1) == start + duration
  }

  /// Lengthens a track's first segment to where its second one begins.
  mutating func join(track: Int) {
    guard let next = number("s", track: track, segment: 1) else { return }
    set("d", to: .int(next), track: track, segment: 0)
  }

  static func name(_ member: JSONLiteral.Member) -> String {
    if case .string(let name) = member.name { return name }
    return ""
  }

  /// As text, in one of three layouts.
  mutating func text() -> String {
    literal().text(style: generator.chance(2) ? .compact : .pretty)
  }

  /// Gives a segment's key another value, or takes the key away.
  mutating func set(_ key: String, to value: JSONLiteral?, track: Int, segment: Int) {
    var members = tracks[track].segments[segment]
    let index = members.firstIndex { Self.name($0) == key }
    switch (index, value) {
    case (let index?, let value?): members[index] = .init(key, value)
    case (let index?, nil): members.remove(at: index)
    case (nil, let value?): members.append(.init(key, value))
    case (nil, nil): break
    }
    tracks[track].segments[segment] = members
  }
}

extension JSONLiteral: ExpressibleByUnicodeScalarLiteral {
  public init(unicodeScalarLiteral value: String) { self = .string(value) }
}
extension JSONLiteral: ExpressibleByExtendedGraphemeClusterLiteral {
  public init(extendedGraphemeClusterLiteral value: String) { self = .string(value) }
}
extension JSONLiteral: ExpressibleByStringLiteral {
  public init(stringLiteral value: String) { self = .string(value) }
}
