import JSONTree

/// Writes a draft in other keys: every member of every object, its value unchanged.
struct KeyRenamer {
  enum Naming {
    /// `qx`, `w7`, `plor`.
    case random
    /// What other formats call things.
    case synonyms
    /// The standard keys, each for something else of its object.
    case permuted
    /// Random, with time, media and place in inner objects.
    case nested
    /// Only some of the keys.
    case few
  }

  let naming: Naming
  /// Whether members come in another order than the format's.
  let isSorted: Bool
  private var random: SeededGenerator
  private var names: [String: String] = [:]
  private var usedNames: [String: Set<String>] = [:]

  init(seed: Int, naming: Naming, isSorted: Bool = false) {
    random = SeededGenerator(seed &+ 77)
    self.naming = naming
    self.isSorted = isSorted
    if naming == .permuted { permute() }
  }

  /// What an object of a scope has under a key.
  private static let scopes: [String: [String: String]] = [
    "draft": ["t": "track", "m": "meta"], "track": ["sg": "segment", "m": "meta"],
    "segment": [
      "tr": "transition", "cr": "crop", "ts": "style", "an": "animation", "kf": "keyframe", "fx": "effect",
      "m": "meta",
    ],
    "animation": ["i": "part", "o": "part"], "style": ["sh": "shadow"],
  ]

  mutating func renamed(_ draft: JSONLiteral) -> JSONLiteral { renamed(draft, scope: "draft") }

  private mutating func renamed(_ value: JSONLiteral, scope: String) -> JSONLiteral {
    switch value {
    case .array(let elements): return .array(elements.map { renamed($0, scope: scope) })
    case .object(let members):
      var result: [JSONLiteral.Member] = []
      for member in members {
        guard case .string(let key) = member.name else { continue }
        let inner = Self.scopes[scope]?[key].map { renamed(member.value, scope: $0) } ?? member.value
        add(JSONLiteral.Member(name(key, scope), inner), at: place(key, scope), to: &result)
      }
      if isSorted { result.sort { Self.text($0.name) < Self.text($1.name) } }
      return .object(result)
    default: return value
    }
  }

  private static func text(_ literal: JSONLiteral) -> String {
    if case .string(let text) = literal { text } else { "" }
  }

  /// The inner object that a key goes into.
  private mutating func place(_ key: String, _ scope: String) -> String? {
    guard naming == .nested, scope == "segment" else { return nil }
    let groups = [
      "s": "time", "d": "time", "u": "asset", "ss": "asset", "x": "place", "y": "place", "sc": "place",
      "r": "place",
      "tx": "body", "ts": "body",
    ]
    return groups[key].map { name("group " + $0, scope) }
  }

  private func add(_ member: JSONLiteral.Member, at place: String?, to members: inout [JSONLiteral.Member]) {
    guard let place else { return members.append(member) }
    if let index = members.firstIndex(where: { Self.text($0.name) == place }),
      case .object(let inner) = members[index].value
    {
      members[index] = JSONLiteral.Member(place, .object(inner + [member]))
    } else {
      members.append(JSONLiteral.Member(place, .object([member])))
    }
  }

  private mutating func name(_ key: String, _ scope: String) -> String {
    // One key is one word wherever it stands on tracks and segments, as in a format that someone made.
    let shared =
      ["id", "m", "v", "o", "mu", "hd", "d", "k"].contains(key)
      && !["style", "effect", "animation"].contains(scope)
    let id = shared ? key : scope + "." + key
    if let known = names[id] { return known }
    let made: String
    switch naming {
    case .random, .nested: made = word(scope)
    case .synonyms: made = Self.synonyms[id].map { random.pick($0) } ?? word(scope)
    case .permuted: made = key
    case .few: made = random.chance(0.25) ? word(scope) : key
    }
    names[id] = made
    return made
  }

  /// Standard keys change places: `d` is the start, `s` the duration, `t` the text and so on.
  private mutating func permute() {
    names = [
      "segment.s": "d", "d": "s", "segment.tx": "t", "segment.u": "m", "m": "u", "v": "o", "o": "v",
      "segment.x": "sc",
      "segment.sc": "x", "draft.t": "sg", "track.sg": "t", "segment.ss": "fo", "segment.fo": "ss",
    ]
  }

  private mutating func word(_ scope: String) -> String {
    let letters = Array("abcdefghijklmnopqrstuvwxyz").map(String.init)
    while true {
      let length = random.pick([1, 2, 2, 3, 4, 6])
      var word = (0..<length).map { _ in random.pick(letters) }.joined()
      if random.chance(0.2) { word += String(Int.random(in: 0...9, using: &random)) }
      if random.chance(0.1) { word = "ü" + word }
      // A renamed key must not meet one that kept its name.
      let isStandard = ["data", "state", "draft"].contains(word) || (naming == .few && word.count <= 2)
      if !isStandard, usedNames["", default: []].insert(word).inserted { return word }
    }
  }

  private static let synonyms: [String: [String]] = [
    "draft.t": ["tracks", "layers", "lanes"], "track.tt": ["kind", "type"],
    "track.sg": ["clips", "items", "segments"],
    "d": ["len", "length", "dur"], "m": ["meta", "info"], "segment.s": ["at", "begin", "offset", "from"],
    "segment.u": ["file", "asset", "uri"], "v": ["gain", "vol", "level"], "o": ["alpha"],
    "segment.sp": ["rate", "tempo"],
    "segment.ss": ["trimIn", "source_offset", "inPoint"], "segment.tx": ["txt", "label", "caption"],
    "segment.r": ["rotate", "angle"], "segment.sc": ["zoom", "size"], "segment.x": ["posX", "cx"],
    "segment.y": ["posY", "cy"],
    "segment.fi": ["fade_in_ms", "attack"], "segment.fo": ["fade_out_ms", "release"],
    "segment.ft": ["mode", "resize"],
    "segment.fl": ["mirror"], "segment.ts": ["look", "font"], "id": ["uid", "key"], "mu": ["silent"],
    "hd": ["invisible"],
    "meta.title": ["label", "caption"], "meta.width": ["w", "cx"], "meta.height": ["h", "cy"],
    "meta.fps": ["rate"],
    "meta.background": ["bg"], "transition.k": ["type"], "segment.tr": ["wipe"], "segment.kf": ["curve"],
    "segment.fx": ["filters"],
  ]
}
