import DraftModel
import Media

/// Renders chunks of a plan, in any order; quickest one after the other. One for each thread.
final class ChunkRenderer {
  private let plan: RenderPlan
  private let cache: RenderCache?
  private let order: PaintingOrder
  private let share: RenderMemory.Share
  /// Nil while others have all the memory.
  private var frames: FrameRenderer?

  /// - Parameter memory: what is shared with other threads.
  init(_ plan: RenderPlan, cache: RenderCache?, memory: RenderMemory) {
    self.plan = plan
    self.cache = cache
    order = PaintingOrder(plan)
    share = RenderMemory.Share(memory)
  }

  /// - Parameters:
  ///   - compositeKey: the name of what lies below the chunk's texts, where it has any on top.
  ///   - isWanted: asked before each frame; gives up when it answers false.
  ///   - onFrame: called when one is done.
  /// - Returns: nil when it was given up.
  func render(
    _ chunk: ChunkPlan, compositeKey: String?, isWanted: () -> Bool, onFrame: () -> Void
  ) throws(MediaError) -> CodedStretch? {
    let (below, texts) = plan.split(chunk)
    let (width, height, count) = (plan.output.width, plan.output.height, chunk.frames.count)
    let kept = compositeKey.flatMap { cache?.composite($0, frames: count, width: width, height: height) }
    let frames = try renderer(for: chunk, painting: kept == nil ? chunk.layers : texts)
    guard isWanted() else { return nil }
    let writer =
      kept == nil
      ? compositeKey.flatMap { cache?.compositeWriter($0, frames: count, width: width, height: height) } : nil
    let encoder = try VideoEncoder(plan.encoderSettings)
    var coded = CodedStretch()
    func finish(_ picture: VideoFrame, _ place: Int) throws(MediaError) {
      try frames.paint(texts, over: picture, at: chunk.frames.lowerBound + place)
      try encoder.encode(picture, index: place) { packet throws(MediaError) in coded.packets.append(packet) }
      onFrame()
    }
    if let kept {
      for place in 0..<count {
        guard isWanted() else { return nil }
        let picture = try frames.empty()
        kept.read(place, into: picture)
        try finish(picture, place)
      }
    } else {
      let isWhole = try frames.paint(chunk.frames, layers: below, isWanted: isWanted) {
        place, picture throws(MediaError) in
        writer?.append(picture)
        try finish(picture, place)
      }
      guard isWhole else { return nil }
    }
    try encoder.finish { packet throws(MediaError) in coded.packets.append(packet) }
    coded.notes = frames.notes(of: chunk.layers)
    // What is damaged may look different the next time.
    if !coded.notes.contains(where: { $0.status == .notDrawn }) { writer?.commit() }
    return coded
  }

  /// Gets the memory that a chunk needs, waiting where others have it.
  private func renderer(for chunk: ChunkPlan, painting layers: [Int]) throws(MediaError) -> FrameRenderer {
    let needs = order.needs(of: layers)
    let own = MemoryEstimate.worker(plan.output)
    frames?.forgetLayers(endingBefore: chunk.frames.lowerBound)
    let idle = frames?.held(besides: layers) ?? 0
    share.resize(full: own + needs.full + idle, least: own + needs.least) { limit in
      if limit > own { frames?.shrink(to: limit - own) } else { frames = nil }
    }
    let allowance = share.granted - own
    if let frames {
      frames.shrink(to: allowance)
      return frames
    }
    do {
      let made = try FrameRenderer(plan: plan, allowance: allowance)
      frames = made
      return made
    } catch {
      throw MediaError(.library, operation: "draw text", reason: "\(error)")
    }
  }
}

extension RenderPlan {
  var encoderSettings: VideoEncoder.Settings {
    VideoEncoder.Settings(
      width: output.width, height: output.height, frameRate: frameRate, quality: quality)
  }

  /// A chunk's layers, parted at the texts on top of it: what lies below these is the same after a
  /// text was edited.
  func split(_ chunk: ChunkPlan) -> (below: [Int], texts: [Int]) {
    let joined = Set(chunk.transitions.flatMap { transitions[$0].outgoing + transitions[$0].incoming })
    let texts = chunk.layers.reversed().prefix { index in
      if case .text = layers[index].content { return !joined.contains(index) }
      return false
    }
    return (Array(chunk.layers.dropLast(texts.count)), texts.reversed())
  }

  /// Whether it takes so much to make what lies below a chunk's texts that it is worth keeping.
  func isWorthKeepingComposite(of chunk: ChunkPlan) -> Bool {
    let (below, texts) = split(chunk)
    return !texts.isEmpty
      && below.contains { index in
        if case .media(let media) = layers[index].content { return media.facts.picture?.kind == .video }
        return false
      }
  }
}
