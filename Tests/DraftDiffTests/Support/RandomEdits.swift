import JSONTree

extension RandomDraft {
  /// Does some things that editors, services and accidents do to drafts.
  mutating func edit(_ random: inout DiffGenerator) {
    for _ in 0...random.below(5) {
      guard !tracks.isEmpty else {
        tracks.append(Track(members: [.init("tt", .int(7))], segments: [Self.segment("n", 7, &random)]))
        continue
      }
      editOnce(random.below(tracks.count), &random)
    }
  }

  private mutating func editOnce(_ track: Int, _ random: inout DiffGenerator) {
    let count = tracks[track].segments.count
    let at = random.below(count)
    switch random.below(13) {
    case 0 where count > 0: tracks[track].segments.remove(at: at)
    case 1:
      tracks[track].segments.insert(
        Self.segment("n\(random.below(99))", 0, &random), at: random.below(count + 1))
    case 2: tracks[track].segments.shuffle(using: &random)
    case 3: tracks.shuffle(using: &random)
    case 4 where count > 0:
      let segment = tracks[track].segments.remove(at: at)
      let other = random.below(tracks.count)
      tracks[other].segments.insert(segment, at: random.below(tracks[other].segments.count + 1))
    case 5: editSegments(track) { members, random in Self.set("s", .int(random.below(20) * 500), &members) }
    case 6:
      editSegments(track) { members, random in Self.set("id", .string("z\(random.below(99))"), &members) }
    case 7 where count > 0:
      let name = random.pick(["v", "ss", "d", "tx", "zz", "ts", "fx", "kf", "m", "u", "sp"])
      let value: JSONLiteral = random.pick([
        .int(1), .number("2.5"), .string("x"), .object(["k": .int(1)]), .array([.int(1)]), .null,
      ])
      editSegment(track, at) { Self.set(name, value, &$0) }
    case 8 where count > 0:
      let place = random.below(12)
      editSegment(track, at) { if place < $0.count { $0.remove(at: place) } }
    case 9: tracks.remove(at: track)
    case 10:
      tracks.append(Track(members: [.init("tt", .int(7))], segments: [Self.segment("q", 7, &random)]))
    case 11 where count > 0:
      var order = random
      editSegment(track, at) { $0.shuffle(using: &order) }
    default: tracks[track].members.append(.init(random.pick(["mu", "rl", "q"]), .bool(true)))
    }
  }

  private mutating func editSegments(
    _ track: Int, _ body: (inout [JSONLiteral.Member], inout DiffGenerator) -> Void
  ) {
    var random = DiffGenerator(seed: UInt64(track + tracks[track].segments.count))
    for at in tracks[track].segments.indices { editSegment(track, at) { body(&$0, &random) } }
  }

  private mutating func editSegment(_ track: Int, _ at: Int, _ body: (inout [JSONLiteral.Member]) -> Void) {
    guard case .object(var members) = tracks[track].segments[at] else { return }
    body(&members)
    tracks[track].segments[at] = .object(members)
  }

  private static func set(_ name: String, _ value: JSONLiteral, _ members: inout [JSONLiteral.Member]) {
    if let at = members.firstIndex(where: { $0.name == .string(name) }) {
      members[at] = .init(name, value)
    } else {
      members.append(.init(name, value))
    }
  }
}
