/// In which groups the layers of a moment or a stretch are painted, so that what is open at a time
/// stays within a limit.
struct PaintingOrder {
  private let plan: RenderPlan
  /// The transitions of each layer that has any.
  private let transitions: [Int: [Int]]

  init(_ plan: RenderPlan) {
    self.plan = plan
    var transitions: [Int: [Int]] = [:]
    for (index, transition) in plan.transitions.enumerated() {
      for layer in transition.outgoing + transition.incoming { transitions[layer, default: []].append(index) }
    }
    self.transitions = transitions
  }

  /// The transition that a layer is in at a frame.
  func transition(of layer: Int, at frame: Int) -> TransitionPlan? {
    transitions[layer]?.lazy.map { plan.transitions[$0] }.first { $0.frames.contains(frame) }
  }

  /// Bytes of ``MemoryEstimate``.
  func cost(of layer: Int) -> Int { MemoryEstimate.layer(plan.layers[layer], in: plan.output) }

  private func cost(of unit: [Int]) -> Int { unit.reduce(0) { $0 + cost(of: $1) } }

  /// What it takes to have all of these layers open, and what it takes at least.
  func needs(of layers: [Int]) -> (full: Int, least: Int) {
    let costs = units(of: layers).map { cost(of: $0) }
    return (costs.reduce(0, +), costs.max() ?? 0)
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
    guard units.reduce(0, { $0 + $1.cost }) > limit else {
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

  /// Layers that have to be open together: alone, or with all that lies between the sides of a
  /// transition.
  private func units(of layers: [Int]) -> [[Int]] {
    var units: [[Int]] = []
    var reach = -1
    for layer in layers {
      if layer <= reach, !units.isEmpty {
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
