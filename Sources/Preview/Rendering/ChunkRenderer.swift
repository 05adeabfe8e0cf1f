import DraftModel
import Media

/// Renders chunks of a plan, in any order; quickest one after the other. Used by one thread at a time,
/// which is what makes it sendable.
final class ChunkRenderer: @unchecked Sendable {
  private(set) var work: PlanWork
  private var plan: RenderPlan { work.plan }
  private var cache: RenderCache? { work.cache }
  private let share: RenderMemory.Share
  /// Nil while others have all the memory.
  private var frames: FrameRenderer?
  /// The frame after the last one that was rendered.
  private(set) var position: Int?

  /// - Parameter memory: what is shared with other renderers.
  init(_ work: PlanWork, memory: RenderMemory) {
    self.work = work
    share = RenderMemory.Share(memory)
  }

  /// Goes on with another plan, and keeps what is open as far as that has use for it.
  func move(to work: PlanWork) {
    self.work = work
    // Without fonts, which come when it is needed again, it begins with nothing.
    frames = frames.flatMap { old in
      try? FrameRenderer(
        plan: work.plan, allowance: max(0, share.granted - MemoryEstimate.worker(work.plan.output)),
        order: work.order, stills: work.stills, inheriting: old)
    }
  }

  /// Renders stretches as one closed group of pictures.
  /// - Parameters:
  ///   - parts: chunks, or parts of them, that follow each other.
  ///   - compositeKey: the name of what lies below the texts of the only part, where it has any on top.
  ///   - sharing: gives the back parts of stretches to workers that have nothing left to do.
  ///   - isWanted: asked before each frame; gives up when it answers false.
  ///   - onFrame: called when one is done.
  /// - Returns: packets with times counted from the first frame, and what turned out about each part's
  ///   layers; nil when it was given up.
  func render(
    _ parts: [ChunkPlan], compositeKey: String?, sharing: StretchSharing? = nil, isWanted: () -> Bool,
    onFrame: () -> Void
  ) throws(MediaError) -> (packets: [EncodedPacket], notes: [[CodedStretch.Note]])? {
    let encoder = try VideoEncoder(plan.encoderSettings)
    var packets: [EncodedPacket] = []
    var notes: [[CodedStretch.Note]] = []
    var index = 0
    for part in parts {
      let more = try paint(part, compositeKey, sharing, isWanted: isWanted) { picture throws(MediaError) in
        try encoder.encode(picture, index: index) { packet throws(MediaError) in packets.append(packet) }
        index += 1
        onFrame()
      }
      guard let more else { return nil }
      let own = frames?.notes(of: part.layers) ?? []
      notes.append(own + more.filter { !own.contains($0) })
    }
    try encoder.finish { packet throws(MediaError) in packets.append(packet) }
    return (packets, notes)
  }

  /// One picture.
  /// - Parameters:
  ///   - part: the frame's chunk, or a part of it.
  /// - Returns: YUV 4:2:0 of the output's size, and what turned out about the part's layers.
  func picture(
    at frame: Int, of part: ChunkPlan
  ) throws(MediaError) -> (picture: VideoFrame, notes: [CodedStretch.Note]) {
    let layers = part.layers.filter { plan.layers[$0].frames.contains(frame) }
    let frames = try renderer(painting: layers, from: frame)
    let picture = try frames.frame(frame, layers: part.layers)
    position = frame + 1
    return (picture, frames.notes(of: part.layers))
  }

  /// Paints the frames of a part, in order.
  /// - Returns: what turned out about layers elsewhere; nil when it was given up.
  private func paint(
    _ part: ChunkPlan, _ compositeKey: String?, _ sharing: StretchSharing?, isWanted: () -> Bool,
    _ receive: (VideoFrame) throws(MediaError) -> Void
  ) throws(MediaError) -> [CodedStretch.Note]? {
    let (below, texts) = plan.split(part)
    let (width, height, count) = (plan.output.width, plan.output.height, part.frames.count)
    let kept = compositeKey.flatMap { cache?.composite($0, frames: count, width: width, height: height) }
    guard isWanted() else { return nil }
    let frames = try renderer(painting: kept == nil ? part.layers : texts, from: part.frames.lowerBound)
    position = nil
    let first = part.frames.lowerBound
    var notes: [CodedStretch.Note] = []
    var wentAhead = false
    if let kept {
      for place in 0..<count {
        guard isWanted() else { return nil }
        let picture = try frames.empty()
        kept.read(place, into: picture)
        try frames.paint(texts, over: picture, at: first + place)
        try receive(picture)
      }
    } else {
      let writer = compositeKey.flatMap {
        cache?.compositeWriter($0, frames: count, width: width, height: height)
      }
      func finish(_ picture: VideoFrame, at frame: Int) throws(MediaError) {
        writer?.append(picture)
        try frames.paint(texts, over: picture, at: frame)
        try receive(picture)
      }
      var giver = sharing.map { StretchGiver($0, part, below, work, frames) }
      let isWhole = try frames.paint(
        part.frames, layers: below, isWanted: isWanted, end: { giver?.end(before: first + $0) ?? .max }
      ) { place, picture throws(MediaError) in
        try finish(picture, at: first + place)
      }
      let handed = giver?.handed
      // Whatever happens, nobody goes on painting what is not fetched.
      defer { handed?.giveUp() }
      guard isWhole else { return nil }
      if let handed {
        var frame = handed.frames.lowerBound
        while frame < handed.frames.upperBound, let picture = handed.next() {
          guard isWanted() else { return nil }
          try finish(picture, at: frame)
          frame += 1
        }
        notes = handed.notes
        let isDone = try frames.paint(frame..<part.frames.upperBound, layers: below, isWanted: isWanted) {
          place, picture throws(MediaError) in
          try finish(picture, at: frame + place)
        }
        guard isDone else { return nil }
        wentAhead = frame == part.frames.upperBound
      }
      // What is damaged may look different the next time.
      let all = frames.notes(of: part.layers) + notes
      if !all.contains(where: { $0.status == .notDrawn }) { writer?.commit() }
    }
    // Where another has painted the end, the decoders here have not come so far.
    if !wentAhead { position = part.frames.upperBound }
    return notes
  }

  /// Paints what another worker has given away, where there is memory for it at once: the other one may
  /// hold what is missing.
  func paint(_ stretch: HandedStretch) {
    guard stretch.begin() else { return }
    var notes: [CodedStretch.Note] = []
    // The one that has the stretch goes on where this ends.
    defer { stretch.end(notes) }
    let full = work.order.needs(of: stretch.layers).full
    frames?.forgetLayers(endingBefore: stretch.frames.lowerBound)
    frames?.closeAll(but: stretch.layers)
    let own = MemoryEstimate.worker(plan.output) + stretch.memory(plan.output)
    guard share.resizeAtOnce(to: own + full + (frames?.held(besides: stretch.layers) ?? 0)),
      let frames = try? openRenderer(allowance: share.granted - own, from: stretch.frames.lowerBound)
    else { return }
    position = nil
    let isWhole = try? frames.paint(stretch.frames, layers: stretch.layers, isWanted: { stretch.isWanted }) {
      stretch.put($1)
    }
    notes = frames.notes(of: stretch.layers)
    if isWhole == true { position = stretch.frames.upperBound }
  }

  /// Gets the memory that layers need, waiting where others have it.
  /// - Parameter frame: the first one that will be painted.
  private func renderer(painting layers: [Int], from frame: Int) throws(MediaError) -> FrameRenderer {
    let needs = work.order.needs(of: layers)
    let own = MemoryEstimate.worker(plan.output)
    frames?.forgetLayers(endingBefore: frame)
    let idle = frames?.held(besides: layers) ?? 0
    share.resize(full: own + needs.full + idle, least: own + needs.least) { limit in
      if limit > own { frames?.shrink(to: limit - own) } else { frames = nil }
    }
    return try openRenderer(allowance: share.granted - own, from: frame)
  }

  private func openRenderer(allowance: Int, from frame: Int) throws(MediaError) -> FrameRenderer {
    if let frames {
      frames.shrink(to: allowance)
      if position != frame { frames.expectFrames(from: frame) }
      return frames
    }
    do {
      let made = try FrameRenderer(
        plan: plan, allowance: allowance, order: work.order, stills: work.stills)
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
        let layer = layers[index]
        guard case .media(let media) = layer.content else { return false }
        // A still that stays as it is was painted once.
        return media.facts.picture?.kind != .still || layer.motion != nil || layer.animation != nil
      }
  }

  /// The chunk that a frame lies in.
  func chunk(at frame: Int) -> Int? {
    var (low, high) = (0, chunks.count)
    while low < high {
      let middle = (low + high) / 2
      if chunks[middle].frames.upperBound <= frame { low = middle + 1 } else { high = middle }
    }
    return low < chunks.count && chunks[low].frames.contains(frame) ? low : nil
  }

  /// The chunks, or parts of them, that frames lie in.
  func parts(of frames: Range<Int>) -> [ChunkPlan] {
    let frames = frames.clamped(to: self.frames)
    guard let last = frames.last, let lowest = chunk(at: frames.lowerBound), let highest = chunk(at: last)
    else { return [] }
    return chunks[lowest...highest].map {
      ChunkPlan(frames: $0.frames.clamped(to: frames), layers: $0.layers, transitions: $0.transitions)
    }
  }
}
