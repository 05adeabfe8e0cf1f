import Media
import Synchronization

/// One film being rendered: what its threads share.
final class FilmWork: Sendable {
  /// A chunk, or the sound, coded: where its packets lie. Times count from its start.
  struct Coded: Sendable {
    let spool: PacketSpool
    var entries: [PacketSpool.Entry] = []
  }

  private struct State {
    /// Of the pictures; written to under the lock.
    let spool: PacketSpool
    var chunks: [Coded?]
    var sound: Coded?
    var error: MediaError?
    var framesDone = 0
  }

  let notes = RenderNotes()
  private let work: PlanWork
  private var plan: RenderPlan { work.plan }
  private var cache: RenderCache? { work.cache }
  private let progress: @Sendable (PreviewRenderer.Progress) -> Void
  private let state: Mutex<State>
  private let soundKey: String?
  private let pace = SoundPace()

  init(
    _ work: PlanWork, progress: @escaping @Sendable (PreviewRenderer.Progress) -> Void
  ) throws(MediaError) {
    self.work = work
    self.progress = progress
    let none = [Coded?](repeating: nil, count: work.plan.chunks.count)
    state = Mutex(State(spool: try PacketSpool(), chunks: none))
    soundKey = work.keyOfSound()
  }

  // MARK: The cache

  /// Takes what is there.
  /// - Returns: the chunks that are not.
  func takeFromCache() throws(MediaError) -> [Int] {
    guard let cache else { return Array(plan.chunks.indices) }
    let spool = try PacketSpool()
    var missing: [Int] = []
    for (index, chunk) in plan.chunks.enumerated() {
      var coded = Coded(spool: spool)
      var notes: [CodedStretch.Note] = []
      let isThere =
        if let key = work.key(of: chunk) {
          try cache.read(.chunks, key) { record throws(MediaError) in
            switch record {
            case .packet(let packet): coded.entries.append(try spool.append(packet))
            case .note(let note): notes.append(note)
            }
          }
        } else {
          false
        }
      guard isThere, coded.entries.count == chunk.frames.count else {
        missing.append(index)
        continue
      }
      add(notes, of: chunk)
      finish(index, coded)
      count(chunk.frames.count)
    }
    if missing.isEmpty { pace.letGo() }
    if let soundKey {
      var coded = Coded(spool: try PacketSpool())
      let isThere = try cache.read(.sound, soundKey) { record throws(MediaError) in
        try take(record, into: &coded)
      }
      if isThere, !coded.entries.isEmpty { finishSound(coded) }
    }
    return missing
  }

  private func take(_ record: CodedStretch.Record, into coded: inout Coded) throws(MediaError) {
    switch record {
    case .packet(let packet): coded.entries.append(try coded.spool.append(packet))
    case .note(let note):
      guard plan.sound.clips.indices.contains(note.place) else { return }
      let clip = plan.sound.clips[note.place]
      notes.add(.init(track: clip.track, segment: clip.segment, status: note.status, note: note.text))
    }
  }

  private func add(_ notes: [CodedStretch.Note], of chunk: ChunkPlan) {
    work.notes(notes, of: chunk).forEach(self.notes.add)
  }

  // MARK: Work

  var needsSound: Bool { state.withLock { $0.sound == nil } }

  /// What has to be done for a chunk.
  func task(for index: Int, _ pool: RendererPool, _ sharing: StretchSharing) -> RenderTask {
    RenderTask(isWanted: { !self.hasFailed }) { _, goesOn in
      self.attempt { () throws(MediaError) in
        let chunk = self.plan.chunks[index]
        let renderer = pool.take(self.work, at: chunk.frames.lowerBound)
        defer { pool.putBack(renderer) }
        let coded = try self.work.render(chunk, with: renderer, sharing: sharing, isWanted: goesOn) {
          self.count(1)
        }
        guard let coded else { return }
        self.add(coded.notes, of: chunk)
        try self.finish(index, coded)
      }
    }
  }

  /// Paints parts of others' chunks.
  func help(_ pool: RendererPool, _ sharing: StretchSharing) {
    pace.letGo()
    sharing.help { stretch in
      let renderer = pool.take(work, at: stretch.frames.lowerBound)
      renderer.paint(stretch)
      pool.putBack(renderer)
      pool.yieldMemory()
    }
  }

  func renderSound() throws(MediaError) {
    var coded = Coded(spool: try PacketSpool())
    let writer = soundKey.flatMap { cache?.store.writer(.sound, $0) }
    let ending = try SoundRenderer(plan: plan).render { done in
      pace.wait(soundDone: done)
      return !hasFailed
    } _: { record throws(MediaError) in
      try take(record, into: &coded)
      record.bytes.withUnsafeBytes { writer?.append($0) }
    }
    if ending == .givenUp { return }
    if ending == .whole { writer?.commit() }
    finishSound(coded)
  }

  // MARK: State

  private var hasFailed: Bool { state.withLock { $0.error != nil } }

  /// Keeps the first error for whoever waits.
  func attempt(_ body: () throws(MediaError) -> Void) {
    do throws(MediaError) { try body() } catch {
      state.withLock { if $0.error == nil { $0.error = error } }
    }
  }

  func throwFirstError() throws(MediaError) {
    if let error = state.withLock({ $0.error }) { throw error }
  }

  private func finish(_ index: Int, _ coded: Coded) { state.withLock { $0.chunks[index] = coded } }
  private func finish(_ index: Int, _ coded: CodedStretch) throws(MediaError) {
    try state.withLock { state throws(MediaError) in
      var spooled = Coded(spool: state.spool)
      for packet in coded.packets { spooled.entries.append(try state.spool.append(packet)) }
      state.chunks[index] = spooled
    }
  }
  private func finishSound(_ coded: Coded) { state.withLock { $0.sound = coded } }

  private func count(_ frames: Int) {
    let before = state.withLock { state in
      state.framesDone += frames
      return state.framesDone - frames
    }
    let (now, all) = (before + frames, plan.frames.count)
    guard now / 5 != before / 5 || now == all else { return }
    pace.pictures(done: Double(now) / Double(all))
    progress(.init(framesDone: now, frameCount: all))
  }

  /// All that was coded.
  func result() throws(MediaError) -> (chunks: [Coded], sound: Coded) {
    let (chunks, sound) = state.withLock { ($0.chunks.compactMap(\.self), $0.sound) }
    guard let sound, chunks.count == plan.chunks.count else {
      throw MediaError(.library, operation: "write the film", reason: "a part of it was not rendered")
    }
    return (chunks, sound)
  }
}
