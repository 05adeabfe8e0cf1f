import JSONTree

/// What segments hold: references, effects, styles.
extension DraftMaker {
  mutating func reference(_ name: String, _ extensions: [String]) -> String {
    let file = name.split(separator: " ").joined(separator: "-") + random.pick(extensions)
    return random.chance(0.6) ? "https://cdn.example.com/u/\(serial)/\(file)" : file
  }

  mutating func fades() -> Members {
    [
      .init("fi", .int(random.pick([200, 300, 500, 1000]))),
      .init("fo", .int(random.pick([300, 500, 800, 1000]))),
    ]
  }

  mutating func transition() -> JSONLiteral {
    .object([
      .init("k", .string(random.pick(["crossfade", "fadeblack", "wipeleft", "zoom"]))),
      .init("d", .int(random.pick([300, 500, 800]))),
    ])
  }

  mutating func placement(isOverlay: Bool) -> Members {
    [
      .init("x", isOverlay ? fraction(0.7...0.85) : Self.number(random.pick([0.5, 0.5, 0.45]))),
      .init("y", isOverlay ? fraction(0.15...0.3) : Self.number(random.pick([0.5, 0.5, 0.55]))),
      .init("sc", isOverlay ? fraction(0.25...0.4) : Self.number(random.pick([1, 1.1, 1.25]))),
      .init("r", Self.number(random.pick(isOverlay ? [0, -5, 4] : [0, 0, 90, 180]))),
    ]
  }

  mutating func crop() -> JSONLiteral {
    .object(["l", "t", "r", "b"].map { .init($0, fraction(0...0.25)) })
  }

  mutating func keyframes(_ length: Int) -> JSONLiteral {
    let property = random.pick(["sc", "o", "x", "r"])
    return .array(
      [0, length].enumerated().map { index, time in
        let value =
          property == "r" ? Double(index * 15) : Double(index) * 0.25 + (property == "sc" ? 1 : 0.25)
        return .object([
          .init("p", .string(property)), .init("t", .int(time)), .init("v", Self.number(value)),
          .init("e", .string(random.pick(["linear", "ease-out", "ease-in-out"]))),
        ])
      })
  }

  mutating func effects() -> JSONLiteral {
    if random.chance(0.25) {
      return .array([
        .object([
          .init("k", .string("chromakey")), .init("c", .string("#00FF00")), .init("s", fraction(0.2...0.4)),
          .init("b", fraction(0.05...0.15)),
        ])
      ])
    }
    return .array([
      .object([
        .init("k", .string(random.pick(["blur", "brightness", "contrast", "saturation", "vignette"]))),
        .init("a", fraction(0.05...0.95)),
      ])
    ])
  }

  mutating func animation() -> JSONLiteral {
    func part(_ kind: String, _ length: Int) -> JSONLiteral {
      .object([.init("k", .string(kind)), .init("d", .int(length))])
    }
    return .object([
      .init("i", part(random.pick(["fade", "pop", "typewriter"]), random.pick([300, 400, 600]))),
      .init("o", part("fade", random.pick([200, 300]))),
    ])
  }

  mutating func style() -> JSONLiteral {
    var members: Members = [
      .init("f", .string(random.pick(["Noto Sans", "Inter", "Montserrat Bold"]))),
      .init("z", fraction(0.03...0.09)),
      .init("c", .string(random.pick(["#FFFFFF", "#FFE066", "#112233"]))),
    ]
    if has(0.5) { members.append(.init("b", .bool(random.chance(0.6)))) }
    if has(0.2) { members.append(.init("i", .bool(random.chance(0.3)))) }
    if has(0.5) { members.append(.init("al", .string(random.pick(["left", "center", "right"])))) }
    if has(0.4) {
      members += [.init("sk", .string("#000000")), .init("sw", fraction(0.002...0.006, step: 0.001))]
    }
    if has(0.3) {
      members += [.init("bg", .string("#00000080")), .init("br", fraction(0.01...0.03, step: 0.005))]
    }
    if has(0.2) {
      members.append(
        .init(
          "sh",
          .object([
            .init("x", .number("0.002")), .init("y", .number("0.003")), .init("blur", .number("0.008")),
            .init("c", .string("#000000")),
          ])))
    }
    if has(0.2) { members.append(.init("ls", fraction(0...0.01, step: 0.001))) }
    if has(0.3) { members.append(.init("lh", fraction(1.05...1.4, step: 0.05))) }
    if has(0.3) { members.append(.init("mw", fraction(0.6...0.95, step: 0.05))) }
    return .object(members)
  }
}

/// What made drafts say.
enum MadeWords {
  static let projects = [
    "Urban Dreams", "Spring sale", "Launch film", "夏の旅", "Reel 12: the harbour", "Promo",
  ]
  static let clips = [
    "city timelapse", "harbour at dawn", "bicycle", "coffee pour", "team meeting", "skyline", "forest drone",
  ]
  static let songs = ["Lo-fi", "Summer Breeze", "Night Drive", "Acoustic"]
  static let colors = ["#101820", "#FFFFFF", "#0A0A0A"]
  static let lines = [
    "Urban Dreams", "New in town", "Try it today!", "Summer sale\nup to 50%", "Hello", "你好，世界",
    "Follow us for more",
    "Made with care", "Step 2: pour", "Grüße aus Wien", "One city. Five stories.", "Only this week",
    "The end",
  ]
}
