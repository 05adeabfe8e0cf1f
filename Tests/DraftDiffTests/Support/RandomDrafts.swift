import JSONTree

/// The same numbers on every machine for one seed (SplitMix64).
struct DiffGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }

  mutating func below(_ bound: Int) -> Int { Int.random(in: 0..<max(1, bound), using: &self) }
  mutating func chance(_ percent: Int) -> Bool { below(100) < percent }
  mutating func pick<Value>(_ values: [Value]) -> Value { values[below(values.count)] }
}

/// A draft that can be changed: its tracks, and the members of each segment in order.
struct RandomDraft {
  struct Track {
    var members: [JSONLiteral.Member]
    var segments: [JSONLiteral]
  }

  var tracks: [Track] = []
  var members: [JSONLiteral.Member] = []

  /// Several tracks, ids that are missing or repeated, foreign spellings, unknown keys, every property.
  init(_ random: inout DiffGenerator) {
    members = [.init("m", .object(["title": .string("t")])), .init("zz", .array([.int(1), .int(2)]))]
    if random.chance(50) { members.append(.init("d", .int(12000))) }
    for index in 0..<random.below(4) {
      let type = random.pick([0, 1, 7, 5])
      var members = [JSONLiteral.Member("tt", .int(type))]
      if random.chance(50) { members.append(.init("id", .string("t\(index)"))) }
      if random.chance(20) { members.append(.init("v", .number("0.5"))) }
      let segments = (0..<random.below(6)).map { Self.segment("\(index)\($0)", type, &random) }
      tracks.append(Track(members: members, segments: segments))
    }
  }

  var literal: JSONLiteral {
    .object(
      members + [
        .init(
          "t",
          .array(tracks.map { .object($0.members + [.init("sg", .array($0.segments))]) }))
      ])
  }

  static func segment(_ id: String, _ type: Int, _ random: inout DiffGenerator) -> JSONLiteral {
    if random.chance(3) { return random.pick([.null, .int(7), .string("x"), .array([])]) }
    var members: [JSONLiteral.Member] = []
    if random.chance(70) {
      members.append(
        .init(random.pick(["id", "uuid"]), .string(random.pick([id, id, "x\(random.below(6))"]))))
    }
    if random.chance(70) {
      let start = random.below(20) * 500
      members.append(
        .init(
          random.pick(["s", "start", "startTime"]),
          random.pick([.int(start), .number("\(start).0"), .string("\(start)")])))
    }
    if random.chance(95) {
      members.append(.init("d", .number(random.pick(["1000", "2000", "1500", "3000.0", "33.5"]))))
    }
    if type == 7 {
      members.append(
        .init(
          random.pick(["tx", "text"]),
          .string(random.pick(["Hello world", "Urban Dreams", "Foo bar baz", "é漢字 text"]))))
    } else {
      let name = random.pick(["a.mp4", "b.mp4", "c.jpg", "https://x/y/d.mp4?sig=\(random.below(3))"])
      members.append(.init(random.pick(["u", "url"]), .string(name)))
    }
    if random.chance(50) { members.append(.init("ss", .int(random.below(5) * 500))) }
    for member in properties where random.chance(30) { members.append(member) }
    return .object(members)
  }

  static let properties: [JSONLiteral.Member] = [
    .init("v", .number("0.5")), .init("sp", .int(2)), .init("x", .number("0.3")), .init("fl", .string("h")),
    .init("ts", .object(["z": .number("0.05"), "c": .string("#FFFFFF")])),
    .init("fx", .array([.object(["k": .string("blur"), "a": .int(1)])])),
    .init("kf", .array([.object(["p": .string("x"), "t": .int(0), "v": .int(0)])])),
    .init("m", .object(["title": .string("T"), "note": .int(1)])), .init("hd", .bool(true)),
    .init("zz", .object(["q": .array([.int(1), .object(["a": .null])])])),
    .init("tr", .object(["k": .string("wipe"), "d": .int(200)])), .init("a/b~c", .int(1)),
    .init("cr", .object(["l": .number("0.1")])), .init("fi", .int(250)),
  ]

  /// The draft as a text, laid out in one of several ways, at times with a duplicate name.
  func text(_ random: inout DiffGenerator) -> [UInt8] {
    var bytes: [UInt8] = []
    random.pick([JSONStyle.compact, .pretty]).write(literal, to: &bytes)
    var text = String(decoding: bytes, as: UTF8.self)
    if random.chance(15), let at = text.firstIndex(of: "{") {
      text.insert(contentsOf: #""zz":9,"#, at: text.index(after: at))
    }
    if random.chance(20) { text = "\u{FEFF}" + text + "\n" }
    if random.chance(20) {
      text = #"{"code":0,"data":{"state":{"draft":"# + text.drop { $0 == "\u{FEFF}" } + "}}}"
    }
    return Array(text.utf8)
  }
}
