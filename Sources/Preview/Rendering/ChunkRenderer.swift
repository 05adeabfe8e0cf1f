import DraftModel
import Media

/// Renders chunks of a plan, in any order; quickest one after the other. One for each thread.
final class ChunkRenderer {
  private let plan: RenderPlan
  private let cache: RenderCache?
  private let frames: FrameRenderer
  private let settings: VideoEncoder.Settings

  init(_ plan: RenderPlan, cache: RenderCache?) throws(MediaError) {
    self.plan = plan
    self.cache = cache
    settings = plan.encoderSettings
    do { frames = try FrameRenderer(plan: plan) } catch {
      throw MediaError(.library, operation: "draw text", reason: "\(error)")
    }
  }

  /// - Parameters:
  ///   - compositeKey: the name of what lies below the chunk's texts, where it has any on top.
  ///   - onFrame: called after each; gives up when it answers false.
  /// - Returns: nil when it was given up.
  func render(
    _ chunk: ChunkPlan, compositeKey: String?, onFrame: () -> Bool
  ) throws(MediaError) -> CodedStretch? {
    frames.forgetLayers(endingBefore: chunk.frames.lowerBound)
    let encoder = try VideoEncoder(settings)
    var coded = CodedStretch()
    let (below, texts) = plan.split(chunk)
    let (width, height, count) = (plan.output.width, plan.output.height, chunk.frames.count)
    let kept = compositeKey.flatMap { cache?.composite($0, frames: count, width: width, height: height) }
    let writer =
      kept == nil
      ? compositeKey.flatMap { cache?.compositeWriter($0, frames: count, width: width, height: height) } : nil
    for (place, frame) in chunk.frames.enumerated() {
      let picture: VideoFrame
      if let kept {
        picture = try frames.empty()
        kept.read(place, into: picture)
      } else {
        picture = try frames.frame(frame, layers: below)
        writer?.append(picture)
      }
      try frames.paint(texts, over: picture, at: frame)
      try encoder.encode(picture, index: place) { packet throws(MediaError) in coded.packets.append(packet) }
      guard onFrame() else { return nil }
    }
    try encoder.finish { packet throws(MediaError) in coded.packets.append(packet) }
    coded.notes = frames.notes(of: chunk.layers)
    // What is damaged may look different the next time.
    if !coded.notes.contains(where: { $0.status == .notDrawn }) { writer?.commit() }
    return coded
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
