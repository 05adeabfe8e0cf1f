/// Guesses inside the objects that segments hold: transitions, crops, animations, keyframes, effects.
struct InnerEvidence {
  let sheet: KeySheet

  private var count: Int { sheet.owners.count }
  private func on(_ column: KeyColumn) -> String { "on \(column.cells.count) of \(count) objects" }

  func proposals(_ scope: DraftScope) -> [KeyProposal] {
    switch scope {
    case .transition: kindAndLength(.transitionKind, KnownWords.transitions, .transitionDuration)
    case .animationPart: kindAndLength(.animationKind, KnownWords.animations, .animationDuration)
    case .animation: animation()
    case .crop: crop()
    case .keyframe: keyframe()
    case .effect: effect()
    case .textStyle, .shadow: StyleEvidence(sheet: sheet).proposals(scope)
    case .draft, .track, .segment: []
    }
  }

  private func kindAndLength(
    _ kind: DraftProperty, _ words: Set<String>, _ length: DraftProperty
  ) -> [KeyProposal] {
    sheet.columns.compactMap { column in
      if column.kind == .string, column.numbers.isEmpty {
        let known =
          Double(column.strings.filter { words.contains($0.lowercased()) }.count)
          / Double(column.strings.count)
        let eased = column.strings.allSatisfy { KnownWords.easings.contains($0.lowercased()) }
        return KeyProposal(kind, column, 0.45 + 0.4 * known - (eased ? 0.3 : 0), "words \(on(column))")
      }
      guard let facts = NumberFacts(column, spelledToo: true), facts.minimum >= 0 else { return nil }
      let score = (facts.maximum >= 20 ? 0.7 : 0.3) - (facts.maximum > 30_000 ? 0.3 : 0)
      return KeyProposal(length, column, score, "\(facts.phrase), a length, \(on(column))")
    }
  }

  private func animation() -> [KeyProposal] {
    let parts = sheet.columns.filter { $0.kind == .object && $0.path.count == 1 }
    return OrderEvidence(sheet: sheet).proposals([.animationIn, .animationOut], parts, score: 0.45) {
      "an object with a word \(on($0)); the first is taken as the way in, the second as the way out"
    }
  }

  private func crop() -> [KeyProposal] {
    let sides = sheet.columns.filter { NumberFacts($0)?.lies(in: 0...1) ?? false }
    return OrderEvidence(sheet: sheet).proposals(
      [.cropLeft, .cropTop, .cropRight, .cropBottom], sides, score: 0.35
    ) {
      "a fraction \(on($0)); sides are taken in the order left, top, right, bottom"
    }
  }

  private func keyframe() -> [KeyProposal] {
    sheet.columns.flatMap { column -> [KeyProposal] in
      if column.kind == .string {
        let animated = column.strings.allSatisfy { KnownWords.animated.contains($0.lowercased()) }
        let eased = column.strings.allSatisfy { KnownWords.easings.contains($0.lowercased()) }
        return [
          KeyProposal(
            .keyframeProperty, column, animated ? 0.9 : 0.3, "the keys of properties \(on(column))"),
          KeyProposal(
            .keyframeEasing, column, eased ? 0.85 : animated ? 0.1 : 0.3, "easing words \(on(column))"),
        ]
      }
      guard let facts = NumberFacts(column, spelledToo: true) else { return [] }
      let rises = rising(column)
      var time = 0.2 + 0.2 * rises + (facts.areIntegers && facts.minimum >= 0 ? 0.1 : -0.1)
      time += facts.maximum >= 400 ? 0.25 : facts.maximum >= 20 ? 0.1 : -0.1
      if facts.minimum == 0 { time += 0.05 }
      return [
        KeyProposal(.keyframeTime, column, time, "\(facts.phrase) that rise from frame to frame"),
        KeyProposal(
          .keyframeValue, column, 0.3 + (facts.areIntegers ? 0 : 0.25), "\(facts.phrase) \(on(column))"),
      ].filter { $0.parts[0].property == .keyframeTime || column.kind == .number }
    }
  }

  /// How many neighbours of one array rise, of all of them.
  private func rising(_ column: KeyColumn) -> Double {
    let pairs = zip(column.numbers, column.numbers.dropFirst()).enumerated().filter { index, pair in
      sheet.owners[index].track == sheet.owners[index + 1].track && !pair.0.isNaN && !pair.1.isNaN
    }
    guard !pairs.isEmpty else { return 0.5 }
    return Double(pairs.filter { $0.element.0 <= $0.element.1 }.count) / Double(pairs.count)
  }

  private func effect() -> [KeyProposal] {
    let color = sheet.columns.first {
      $0.kind == .string && $0.strings.allSatisfy { RGBAColor(hex: $0) != nil }
    }
    return sheet.columns.flatMap { column -> [KeyProposal] in
      if column.index == color?.index {
        return [KeyProposal(.effectColor, column, 0.8, "colours \(on(column))")]
      }
      if column.kind == .string {
        let known = Double(column.strings.filter { KnownWords.effects.contains($0.lowercased()) }.count)
        return [
          KeyProposal(
            .effectKind, column, 0.4 + 0.5 * known / Double(column.strings.count), "words \(on(column))")
        ]
      }
      guard let facts = NumberFacts(column) else { return [] }
      let keyed = color.map { sheet.overlap($0, column) } ?? 0
      let evidence = "\(facts.phrase) \(on(column))"
      return [
        KeyProposal(.effectAmount, column, 0.6 - 0.4 * keyed, evidence),
        facts.lies(in: 0...1)
          ? KeyProposal(.effectSimilarity, column, 0.2 + 0.4 * keyed, evidence + ", beside a colour") : nil,
        facts.lies(in: 0...1)
          ? KeyProposal(.effectBlend, column, 0.2 + 0.4 * keyed, evidence + ", beside a colour") : nil,
      ].compactMap(\.self)
    }
  }
}
