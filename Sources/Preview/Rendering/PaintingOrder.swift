/// In which groups the layers of a moment or a stretch are painted, so that what is open at a time
/// stays within a limit.
struct PaintingOrder {
  private let plan: RenderPlan
  /// The transitions of each layer that has any.
  private let transitions: [Int: [Int]]
  /// What each layer asks of its file; nil for what is drawn here.
  private let sources: [PictureSource?]

  /// Of each decoder, where memory keeps other workers from being at work.
  private let threads: Int

  /// - Parameter decoderThreads: of each.
  init(_ plan: RenderPlan, decoderThreads: Int = 1) {
    self.plan = plan
    threads = decoderThreads
    var transitions: [Int: [Int]] = [:]
    for (index, transition) in plan.transitions.enumerated() {
      for layer in transition.outgoing + transition.incoming { transitions[layer, default: []].append(index) }
    }
    self.transitions = transitions
    sources = plan.layers.enumerated().map { index, layer in
      PictureSource(layer, above: index + 1 < plan.layers.count ? plan.layers[index + 1] : nil)
    }
  }

  /// What a layer asks of its file; nil for what is drawn here.
  func source(of layer: Int) -> PictureSource? { sources[layer] }

  /// What all layers together ask of files.
  var allSources: Set<PictureSource> { Set(sources.compactMap(\.self)) }

  /// Threads of a layer's decoder.
  func decoderThreads(of layer: Int) -> Int {
    guard case .media(let media) = plan.layers[layer].content, media.facts.picture?.kind == .video
    else { return 1 }
    return threads
  }

  /// The transition that a layer is in at a frame.
  func transition(of layer: Int, at frame: Int) -> TransitionPlan? {
    transitions[layer]?.lazy.map { plan.transitions[$0] }.first { $0.frames.contains(frame) }
  }

  /// What a layer takes besides its reader, in bytes of ``MemoryEstimate``.
  func ownCost(of layer: Int) -> Int { MemoryEstimate.layer(plan.layers[layer], in: plan.output) }

  /// What a layer's reader takes, in bytes of ``MemoryEstimate``.
  func readerCost(of layer: Int) -> Int {
    MemoryEstimate.reader(of: plan.layers[layer], threads: decoderThreads(of: layer))
  }

  /// Layers of one source share its reader.
  private func cost(of layers: [Int]) -> Int {
    var readers: Set<PictureSource> = []
    return layers.reduce(0) { sum, layer in
      let isNew = sources[layer].map { readers.insert($0).inserted } ?? false
      return sum + ownCost(of: layer) + (isNew ? readerCost(of: layer) : 0)
    }
  }

  /// What it takes to have all of these layers open, and what it takes at least.
  func needs(of layers: [Int]) -> (full: Int, least: Int) {
    (cost(of: layers), units(of: layers).map { cost(of: $0) }.max() ?? 0)
  }

  /// How many workers can be at work on chunks at a time, on average: more would only wait, and keep
  /// what the allocator does not give back.
  func workers(for chunks: [Int], within limit: Int) -> Int {
    let own = MemoryEstimate.worker(plan.output) + MemoryEstimate.thread
    let sum = chunks.reduce(0.0) { $0 + Double(own + needs(of: plan.chunks[$1].layers).least) }
    guard sum > 0 else { return 1 }
    return max(1, Int(min(Double(limit) * Double(chunks.count) / sum, 1000)))
  }

  /// Groups of layers, from below, each to be painted while the others may be closed.
  struct Passes {
    var groups: [[Int]]
    /// Layers that need not be closed for the others' sake.
    var kept: Set<Int>
  }

  /// All in one, where there is room; else the lowest ones that there is room for beside the largest of
  /// the others, and each of these alone, so that some can stay open from one stretch to the next.
  func passes(of layers: [Int], within limit: Int) -> Passes {
    let units = units(of: layers).map { (layers: $0, cost: cost(of: $0)) }
    guard cost(of: layers) > limit else {
      return Passes(groups: [layers], kept: Set(layers))
    }
    let largest = units.map(\.cost).max() ?? 0
    var passes = Passes(groups: [[]], kept: [])
    var (sum, isKept) = (0, true)
    for (unit, cost) in units {
      sum += cost
      isKept = isKept && sum + largest <= limit
      if isKept { passes.kept.formUnion(unit) }
      // What takes nothing goes along with what is below it.
      if isKept || cost == 0 || passes.groups == [[]] {
        passes.groups[passes.groups.count - 1] += unit
      } else {
        passes.groups.append(unit)
      }
    }
    return passes
  }

  /// Layers that have to be open together: alone, with the next one of the same source, or with all that
  /// lies between the sides of a transition.
  private func units(of layers: [Int]) -> [[Int]] {
    var units: [[Int]] = []
    var reach = -1
    for layer in layers {
      let isShared = sources[layer] != nil && units.last?.last.flatMap { sources[$0] } == sources[layer]
      if layer <= reach || isShared, !units.isEmpty {
        units[units.count - 1].append(layer)
      } else {
        units.append([layer])
      }
      for transition in (transitions[layer] ?? []).map({ plan.transitions[$0] }) {
        reach = max(reach, (transition.outgoing + transition.incoming).max() ?? reach)
      }
    }
    return units
  }
}
