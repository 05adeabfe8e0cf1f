import Media
import Synchronization

/// A plan on its way to being rendered: what its renderers share.
final class PlanWork: Sendable {
  let plan: RenderPlan
  let cache: RenderCache?
  let order: PaintingOrder
  let costs: ChunkCosts
  let stills = SharedStills()
  private let digest: Mutex<PlanDigest>

  /// How many workers are best at work.
  let workers: Int

  /// - Parameters:
  ///   - workers: how many there could be. Where memory keeps some of them out, decoders get their threads.
  ///   - memoryBudget: in bytes of ``MemoryEstimate``.
  init(
    _ plan: RenderPlan, cache: RenderCache?, workers: Int = 1, memoryBudget: Int = RenderMemory.standard
  ) {
    self.plan = plan
    self.cache = cache
    costs = ChunkCosts(plan)
    let crew = Crew(for: plan, costs, cores: workers, budget: memoryBudget)
    self.workers = crew.workers
    order = PaintingOrder(plan, decoderThreads: crew.threads)
    digest = Mutex(PlanDigest(plan))
  }

  /// The name of a stretch's coded pictures; nil without a cache.
  func key(of stretch: ChunkPlan) -> String? {
    cache == nil ? nil : digest.withLock { $0.key(of: stretch) }
  }

  /// The name of the sound; nil without a cache.
  func keyOfSound() -> String? { cache == nil ? nil : digest.withLock { $0.keyOfSound() } }

  /// What is kept of a stretch; nil where that is nothing.
  func kept(_ stretch: ChunkPlan) throws(MediaError) -> CodedStretch? {
    guard let cache, let key = key(of: stretch) else { return nil }
    var coded = CodedStretch()
    let isThere = try cache.read(.chunks, key) { record in
      switch record {
      case .packet(let packet): coded.packets.append(packet)
      case .note(let note): coded.notes.append(note)
      }
    }
    return isThere && coded.packets.count == stretch.frames.count ? coded : nil
  }

  /// Renders a chunk, or a part of one, and keeps it.
  /// - Returns: nil when it was given up.
  func render(
    _ stretch: ChunkPlan, with renderer: ChunkRenderer, sharing: StretchSharing? = nil, isWanted: () -> Bool,
    onFrame: () -> Void = {}
  ) throws(MediaError) -> CodedStretch? {
    let composite =
      cache != nil && plan.isWorthKeepingComposite(of: stretch)
      ? digest.withLock { $0.key(ofComposite: plan.split(stretch).below, in: stretch) } : nil
    let coded = try renderer.render(
      [stretch], compositeKey: composite, sharing: sharing, isWanted: isWanted, onFrame: onFrame)
    guard let coded, let notes = coded.notes.first else { return nil }
    let whole = CodedStretch(packets: coded.packets, notes: notes)
    // Where something could not be drawn, the next render tries again.
    if !notes.contains(where: { $0.status == .notDrawn }), let key = key(of: stretch) {
      cache?.keep(whole, .chunks, key)
    }
    return whole
  }

  /// Notes as they are told, about segments.
  func notes(_ notes: [CodedStretch.Note], of stretch: ChunkPlan) -> [RenderNotes.Note] {
    notes.filter { stretch.layers.indices.contains($0.place) }.map { note in
      let layer = plan.layers[stretch.layers[note.place]]
      return .init(track: layer.track, segment: layer.segment, status: note.status, note: note.text)
    }
  }
}
