import DraftModel

/// Divides a film into chunks. Borders lie where the set of layers changes, then every two seconds
/// from there; what is left between two seconds and four is halved, so that two workers share what the edit of a
/// title changes. No chunk is shorter than two frames, since the key frames of neighbours have to carry
/// different numbers.
struct ChunkPlanner {
  let frames: Range<Int>
  let frameRate: FrameRate
  let layers: [LayerPlan]
  let transitions: [TransitionPlan]
  let output: OutputGeometry

  func chunks() -> [ChunkPlan] {
    var chunks: [ChunkPlan] = []
    chunks.reserveCapacity(frames.count / max(1, longest) + layers.count)
    // Layers by their first frame; those that are on, by the order of painting.
    let byStart = layers.indices.filter { !layers[$0].frames.isEmpty }
      .sorted { layers[$0].frames.lowerBound < layers[$1].frames.lowerBound }
    var upcoming = byStart[...]
    var active: [Int] = []
    let transitionsByStart = transitions.indices.sorted {
      transitions[$0].frames.lowerBound < transitions[$1].frames.lowerBound
    }
    var upcomingTransitions = transitionsByStart[...]
    var activeTransitions: [Int] = []
    for stretch in stretches() {
      activeTransitions.removeAll { transitions[$0].frames.upperBound <= stretch.lowerBound }
      while let transition = upcomingTransitions.first,
        transitions[transition].frames.lowerBound < stretch.upperBound
      {
        upcomingTransitions.removeFirst()
        if transitions[transition].frames.overlaps(stretch) { activeTransitions.append(transition) }
      }
      active.removeAll { layers[$0].frames.upperBound <= stretch.lowerBound }
      while let layer = upcoming.first, layers[layer].frames.lowerBound < stretch.upperBound {
        upcoming.removeFirst()
        if layers[layer].frames.upperBound > stretch.lowerBound { active.append(layer) }
      }
      active.sort()
      chunks.append(
        ChunkPlan(
          frames: stretch, layers: visible(active, activeTransitions, in: stretch),
          transitions: activeTransitions.sorted()))
    }
    return chunks
  }

  /// Frames of two seconds.
  private var longest: Int { max(2, Time(milliseconds: 2000).frameCount(at: frameRate)) }

  private func stretches() -> [Range<Int>] {
    guard !frames.isEmpty else { return [] }
    var borders: Set<Int> = [frames.lowerBound, frames.upperBound]
    for layer in layers where !layer.frames.isEmpty {
      if frames.contains(layer.frames.lowerBound) { borders.insert(layer.frames.lowerBound) }
      if frames.contains(layer.frames.upperBound) { borders.insert(layer.frames.upperBound) }
    }
    var stretches: [Range<Int>] = []
    var start = frames.lowerBound
    for border in borders.sorted().dropFirst() {
      // One frame alone goes with what follows, and at the very end with what came before.
      if border - start < 2 {
        guard border == frames.upperBound, let last = stretches.popLast() else { continue }
        start = last.lowerBound
      }
      while border - start > longest {
        let rest = border - start
        let end = rest < 4 ? border : start + (rest >= 2 * longest ? longest : (rest + 1) / 2)
        stretches.append(start..<end)
        start = end
      }
      if start < border { stretches.append(start..<border) }
      start = border
    }
    if start < frames.upperBound { stretches.append(start..<frames.upperBound) }
    return stretches
  }

  /// Leaves out what something opaque covers during the whole stretch: a layer, or both sides of a
  /// transition.
  private func visible(_ active: [Int], _ transitions: [Int], in stretch: Range<Int>) -> [Int] {
    let joined = Set(transitions.flatMap { self.transitions[$0].outgoing + self.transitions[$0].incoming })
    var floor = active.lastIndex { !joined.contains($0) && covers(layers[$0], stretch) } ?? 0
    for transition in transitions.map({ self.transitions[$0] })
    where transition.frames.lowerBound <= stretch.lowerBound
      && transition.frames.upperBound >= stretch.upperBound
    {
      let sides = [transition.outgoing, transition.incoming]
      guard sides.allSatisfy({ $0.contains { covers(layers[$0], stretch) } }),
        let lowest = sides.joined().min(), let highest = sides.joined().max(),
        // What lies between the two sides is painted before them, and may be seen above what is below.
        !active.contains(where: { lowest < $0 && $0 < highest && !sides.joined().contains($0) }),
        let place = active.firstIndex(of: lowest)
      else { continue }
      floor = max(floor, place)
    }
    // A transition is painted whole: where its higher side is seen, its lower one is needed.
    for transition in transitions.map({ self.transitions[$0] }) {
      let sides = transition.outgoing + transition.incoming
      guard let highest = sides.max(), let lowest = sides.min(), floor < active.count,
        active[floor] <= highest, let place = active.firstIndex(where: { $0 >= lowest })
      else { continue }
      floor = min(floor, place)
    }
    return Array(active[floor...])
  }

  private func covers(_ layer: LayerPlan, _ stretch: Range<Int>) -> Bool {
    guard case .media(let media) = layer.content, let picture = media.facts.picture, !picture.hasAlpha,
      layer.frames.lowerBound <= stretch.lowerBound, layer.frames.upperBound >= stretch.upperBound,
      !layer.effects.contains(where: \.makesTransparent)
    else { return false }
    let time = TimeRange(
      start: Time(frame: stretch.lowerBound, rate: frameRate),
      end: Time(frame: stretch.upperBound - 1, rate: frameRate))
    if let animation = layer.animation, animation.isPlaying(during: time, of: layer.range) { return false }
    guard layer.opacity.isOpaque(over: time, of: layer.range) else { return false }
    if let motion = layer.motion { return motion.alwaysCovers(output.canvas, layer.placement) }
    return layer.placement.rotation == 0 && layer.placement.box.contains(output.canvas)
  }
}
