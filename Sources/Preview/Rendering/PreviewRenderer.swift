import DraftModel
import Media
import Synchronization

/// Renders a plan to a film.
public struct PreviewRenderer: Sendable {
  /// The tag that a preview carries, so that it may be overwritten by the next.
  public static let tag = "Workprint preview"

  /// How far a render has come.
  public struct Progress: Sendable {
    public let framesDone: Int
    public let frameCount: Int
  }

  public let plan: RenderPlan
  public let workers: Int
  private let notes = RenderNotes()

  /// - Parameter workers: threads that render pictures.
  public init(plan: RenderPlan, workers: Int) {
    self.plan = plan
    self.workers = max(1, min(workers, plan.chunks.count))
  }

  /// Renders to a file, which appears when it is complete.
  /// - Parameters:
  ///   - strict: no film, where it turns out that a segment cannot be drawn.
  ///   - progress: called from any thread, after each few frames.
  /// - Returns: the fidelity report.
  public func render(
    to path: String, strict: Bool = false, progress: @escaping @Sendable (Progress) -> Void
  ) throws(MediaError) -> [FidelityEntry] {
    let file = try AtomicFile(path: path)
    let state = RenderState(chunkCount: plan.chunks.count)
    let queue = ChunkQueue(
      chunks: Array(plan.chunks.indices), costs: ChunkCosts(plan), workers: workers)
    let done = Mutex(0)
    let frameCount = plan.frames.count
    let count: @Sendable () -> Void = {
      let now = done.withLock {
        $0 += 1
        return $0
      }
      if now % 5 == 0 || now == frameCount { progress(Progress(framesDone: now, frameCount: frameCount)) }
    }
    var works: [@Sendable () -> Void] = (0..<workers).map { worker in
      { state.attempt { () throws(MediaError) in try renderChunks(worker, queue, state, count) } }
    }
    works.append { state.attempt { () throws(MediaError) in try renderSound(state) } }
    WorkerThreads.run(works)
    try state.throwFirstError()
    let report = notes.report(for: plan)
    if strict, report.contains(where: { $0.status == .notDrawn }) { return report }
    try write(state, to: file.temporaryPath)
    try file.commit()
    return report
  }

  private func renderChunks(
    _ worker: Int, _ queue: ChunkQueue, _ state: RenderState, _ count: () -> Void
  ) throws(MediaError) {
    let renderer: FrameRenderer
    do { renderer = try FrameRenderer(plan: plan, notes: notes) } catch {
      throw MediaError(.library, operation: "draw text", reason: "\(error)")
    }
    let spool = try PacketSpool()
    let settings = VideoEncoder.Settings(
      width: plan.output.width, height: plan.output.height, frameRate: plan.frameRate, quality: plan.quality)
    while !state.hasFailed, let index = queue.next(for: worker) {
      let chunk = plan.chunks[index]
      let encoder = try VideoEncoder(settings)
      var entries: [PacketSpool.Entry] = []
      renderer.forgetLayers(endingBefore: chunk.frames.lowerBound)
      for frame in chunk.frames {
        guard !state.hasFailed else { return }
        let picture = try renderer.frame(frame, layers: chunk.layers)
        try encoder.encode(picture, index: frame - plan.frames.lowerBound) { packet throws(MediaError) in
          entries.append(try spool.append(packet))
        }
        count()
      }
      try encoder.finish { packet throws(MediaError) in entries.append(try spool.append(packet)) }
      state.finish(
        chunk: index, RenderState.Coded(spool: spool, entries: entries, parameters: encoder.parameters))
    }
  }

  private func renderSound(_ state: RenderState) throws(MediaError) {
    let spool = try PacketSpool()
    let encoder = try AudioEncoder()
    var entries: [PacketSpool.Entry] = []
    let notes = self.notes
    let told = Set(
      plan.fidelity.filter { $0.notes.contains { $0.hasPrefix("the file ends") } }.map(\.pointer))
    let mixer = try SoundMixer(plan.sound) { clip, error in
      let text = "no sound: cannot \(error.operation): \(error.reason)"
      notes.add(.init(track: clip.track, segment: clip.segment, status: .approximated, note: text))
    } onEarlyEnd: { clip in
      let isTold = plan.fidelity.contains {
        $0.track == clip.track && $0.segment == clip.segment && told.contains($0.pointer)
      }
      guard !isTold else { return }
      let text = "the file's sound ends early: silence follows"
      notes.add(.init(track: clip.track, segment: clip.segment, status: .approximated, note: text))
    }
    while !state.hasFailed, let samples = try mixer.next() {
      try encoder.encode(samples) { packet throws(MediaError) in entries.append(try spool.append(packet)) }
    }
    try encoder.finish { packet throws(MediaError) in entries.append(try spool.append(packet)) }
    state.finishSound(RenderState.Coded(spool: spool, entries: entries, parameters: encoder.parameters))
  }

  private func write(_ state: RenderState, to path: String) throws(MediaError) {
    let (chunks, sound) = state.coded()
    guard let first = chunks.first, let sound, chunks.count == plan.chunks.count else {
      throw MediaError(
        .library, file: path, operation: "write the film", reason: "a part of it was not rendered")
    }
    let container = try OutputContainer(
      path: path, streams: [first.parameters, sound.parameters], comment: Self.tag)
    var soundEntries = sound.entries[...]
    for chunk in chunks {
      for entry in chunk.entries {
        // Sound goes in beside the pictures that it belongs to, so that the muxer holds little back.
        let limit = Planner.sample(Time(frame: Int(entry.presentation) + 1, rate: plan.frameRate))
        while let next = soundEntries.first, next.presentation < limit {
          soundEntries.removeFirst()
          try container.write(sound.spool.packet(next), stream: 1)
        }
        try container.write(chunk.spool.packet(entry), stream: 0)
      }
    }
    for entry in soundEntries { try container.write(sound.spool.packet(entry), stream: 1) }
    try container.finish()
  }
}

/// What the threads of one render share.
private final class RenderState: Sendable {
  /// A chunk, or the sound, coded.
  struct Coded: Sendable {
    let spool: PacketSpool
    let entries: [PacketSpool.Entry]
    let parameters: StreamParameters
  }

  private struct Value {
    var chunks: [Coded?]
    var sound: Coded?
    var error: MediaError?
  }

  private let value: Mutex<Value>

  init(chunkCount: Int) { value = Mutex(Value(chunks: Array(repeating: nil, count: chunkCount))) }

  var hasFailed: Bool { value.withLock { $0.error != nil } }

  /// Keeps the first error for whoever waits.
  func attempt(_ body: () throws(MediaError) -> Void) {
    do throws(MediaError) { try body() } catch {
      value.withLock { if $0.error == nil { $0.error = error } }
    }
  }

  func throwFirstError() throws(MediaError) {
    if let error = value.withLock({ $0.error }) { throw error }
  }

  func finish(chunk index: Int, _ coded: Coded) { value.withLock { $0.chunks[index] = coded } }
  func finishSound(_ coded: Coded) { value.withLock { $0.sound = coded } }
  func coded() -> ([Coded], Coded?) { value.withLock { ($0.chunks.compactMap(\.self), $0.sound) } }
}
