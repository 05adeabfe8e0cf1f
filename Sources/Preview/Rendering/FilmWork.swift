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
    var chunks: [Coded?]
    var sound: Coded?
    var error: MediaError?
    var framesDone = 0
  }

  let notes = RenderNotes()
  private let plan: RenderPlan
  private let cache: RenderCache?
  private let progress: @Sendable (PreviewRenderer.Progress) -> Void
  private let state: Mutex<State>
  /// The names of each chunk, and of what lies below its texts.
  private let keys: [(chunk: String?, composite: String?)]
  private let soundKey: String?

  init(
    _ plan: RenderPlan, cache: RenderCache?, progress: @escaping @Sendable (PreviewRenderer.Progress) -> Void
  ) throws(MediaError) {
    self.plan = plan
    self.cache = cache
    self.progress = progress
    state = Mutex(State(chunks: Array(repeating: nil, count: plan.chunks.count)))
    guard cache != nil else {
      keys = Array(repeating: (nil, nil), count: plan.chunks.count)
      soundKey = nil
      return
    }
    var digest = PlanDigest(plan)
    keys = plan.chunks.map { chunk in
      let composite =
        plan.isWorthKeepingComposite(of: chunk)
        ? digest.key(ofComposite: plan.split(chunk).below, in: chunk) : nil
      return (digest.key(of: chunk), composite)
    }
    soundKey = digest.keyOfSound()
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
        if let key = keys[index].chunk {
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
    for note in notes where chunk.layers.indices.contains(note.place) {
      let layer = plan.layers[chunk.layers[note.place]]
      self.notes.add(.init(track: layer.track, segment: layer.segment, status: note.status, note: note.text))
    }
  }

  // MARK: Work

  var needsSound: Bool { state.withLock { $0.sound == nil } }

  func renderChunks(_ worker: Int, _ queue: ChunkQueue, _ memory: RenderMemory) throws(MediaError) {
    let renderer = ChunkRenderer(plan, cache: cache, memory: memory)
    let spool = try PacketSpool()
    while !hasFailed, let index = queue.next(for: worker) {
      let chunk = plan.chunks[index]
      let coded = try renderer.render(chunk, compositeKey: keys[index].composite) {
        !hasFailed
      } onFrame: {
        count(1)
      }
      guard let coded else { return }
      // Where something could not be drawn, the next render tries again.
      if let key = keys[index].chunk, !coded.notes.contains(where: { $0.status == .notDrawn }) {
        cache?.keep(coded, .chunks, key)
      }
      add(coded.notes, of: chunk)
      var spooled = Coded(spool: spool)
      for packet in coded.packets { spooled.entries.append(try spool.append(packet)) }
      finish(index, spooled)
    }
  }

  func renderSound() throws(MediaError) {
    var coded = Coded(spool: try PacketSpool())
    let writer = soundKey.flatMap { cache?.store.writer(.sound, $0) }
    let isWhole = try SoundRenderer(plan: plan).render(isWanted: { !hasFailed }) {
      record throws(MediaError) in
      try take(record, into: &coded)
      record.bytes.withUnsafeBytes { writer?.append($0) }
    }
    guard isWhole else { return }
    writer?.commit()
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
  private func finishSound(_ coded: Coded) { state.withLock { $0.sound = coded } }

  private func count(_ frames: Int) {
    let before = state.withLock { state in
      state.framesDone += frames
      return state.framesDone - frames
    }
    let (now, all) = (before + frames, plan.frames.count)
    if now / 5 != before / 5 || now == all { progress(.init(framesDone: now, frameCount: all)) }
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
