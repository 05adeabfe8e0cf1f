import DraftModel
import Media
import Synchronization
import TestSupport
import Testing

@testable import Preview

/// Renders with little memory: fewer things open at a time, and the same pictures.
@Suite struct MemoryTests {
  private let stage: Stage

  init() throws { stage = try Stage() }

  /// 4 s: two films that cross-fade with blurred backdrops, two more above them, one with alpha-like
  /// opacity and one that turns, a photo, a title between them and one on top.
  private func plan() throws -> RenderPlan {
    for (name, shift) in [("a.mp4", 0), ("b.mp4", 7), ("c.mp4", 90)] {
      try FilmMaker(width: 96, height: 80, keyInterval: 20).write(
        Array(0..<150), to: stage.folder.file(name)
      ) { try FrameCode.draw($0 + shift, width: 96, height: 80) }
    }
    try stage.addQuarters("d.png")
    return try stage.plan(
      """
      {"tt": 0, "sg": [
        {"u": "a.mp4", "d": 2000, "ss": 500, "ft": "blur", "tr": {"k": "crossfade", "d": 800}},
        {"u": "b.mp4", "s": 2000, "d": 2000, "ss": 700, "ft": "blur"}
      ]},
      {"tt": 0, "sg": [{"u": "c.mp4", "d": 3500, "sc": 0.5, "o": 0.6, "x": 0.3}]},
      {"tt": 7, "sg": [{"tx": "Between", "s": 500, "d": 2500, "ts": {"z": 0.3}}]},
      {"tt": 0, "sg": [{"u": "a.mp4", "s": 300, "d": 3000, "sc": 0.4, "r": 20, "x": 0.7}]},
      {"tt": 0, "sg": [{"u": "d.png", "d": 4000, "sc": 0.3, "y": 0.8}]},
      {"tt": 7, "sg": [{"tx": "Top", "s": 1000, "d": 1000, "ts": {"z": 0.2}}]}
      """)
  }

  private func film(_ plan: RenderPlan, workers: Int, budget: Int, cache: RenderCache? = nil) throws
    -> [UInt8]
  {
    _ = try PreviewRenderer(plan: plan, workers: workers, cache: cache, memoryBudget: budget)
      .render(to: stage.folder.file("film-preview.mp4")) { _ in }
    return try stage.folder.bytes(of: "film-preview.mp4")
  }

  @Test func aPoolThatIsGivenUpTakesItsRenderersWithIt() throws {
    weak var memory: RenderMemory?
    do {
      let pool = RendererPool(budget: .max / 2)
      pool.putBack(pool.take(PlanWork(try plan(), cache: nil), at: 0))
      memory = pool.memory
    }
    #expect(memory == nil)
  }

  /// Budgets from one byte to more than enough, so that passes divide the layers in every way.
  @Test func theBudgetDoesNotShow() throws {
    let plan = try plan()
    #expect(!plan.transitions.isEmpty)
    let order = PaintingOrder(plan)
    let own = MemoryEstimate.worker(plan.output)
    let most = try #require(plan.chunks.map { order.needs(of: $0.layers).full }.max())
    let reference = try film(plan, workers: 1, budget: .max)
    let budgets = [1] + stride(from: own, through: own + most, by: most / 5)
    var ways: Set<Int> = []
    for (workers, budget) in zip([1, 2, 3, 1, 2, 7, 1, 2], budgets) {
      let isEqual = try film(plan, workers: workers, budget: budget) == reference
      #expect(isEqual, "\(workers) workers, \(budget) bytes")
      ways.formUnion(plan.chunks.map { order.passes(of: $0.layers, within: budget - own).groups.count })
    }
    #expect(ways.count > 3)
  }

  @Test func whatIsKeptBelowTextsIsTheSame() throws {
    let plan = try plan()
    var names: [[String]] = []
    for budget in [Int.max, 1] {
      let folder = try TemporaryFolder()
      let cache = RenderCache(store: try #require(CacheStore(folder: folder.file("cache"))))
      _ = try film(plan, workers: 2, budget: budget, cache: cache)
      let files = try folder.allFiles("cache")
      names.append(files)
      #expect(files.contains { $0.contains("composites") })
      // The same films come from either cache.
      let again = try film(plan, workers: 1, budget: .max, cache: cache)
      let isEqual = try film(plan, workers: 1, budget: .max) == again
      #expect(isEqual)
    }
    #expect(names[0] == names[1])
  }

  /// Where two workers would close and open decoders all the time, one works, whose decoders use both
  /// cores.
  @Test func workersAreAsManyAsCanKeepTheirDecoders() throws {
    func crew(_ clips: Int, cores: Int) throws -> [Int] {
      let tracks = (0..<clips).map {
        #"{"tt": 0, "sg": [{"u": "clip", "ss": \#($0 * 10), "d": 9000, "sc": 0.4, "x": 0.\#($0 * 2 + 1)}]}"#
      }
      let plan = try RenderPlan.of(tracks.joined(separator: ","))
      #expect(plan.layers.count == clips)
      let crew = Crew(for: plan, ChunkCosts(plan), cores: cores, budget: RenderMemory.standard)
      return [crew.workers, crew.threads]
    }
    #expect(try crew(1, cores: 1) == [1, 1])
    #expect(try crew(1, cores: 2) == [2, 1])
    #expect(try crew(4, cores: 2) == [1, 2])
    #expect(try crew(4, cores: 1) == [1, 1])
  }

  /// Decoders of several threads give the same pictures.
  @Test func threadsOfDecodersDoNotShow() throws {
    let plan = try plan()
    var films: [[UInt8]] = []
    for threads in [1, 2, 4] {
      let renderer = try FrameRenderer(
        plan: plan, allowance: .max, order: PaintingOrder(plan, decoderThreads: threads))
      var pictures: [UInt8] = []
      for frame in stride(from: 0, to: plan.frames.count, by: 7) {
        let chunk = try #require(plan.chunks.first { $0.frames.contains(frame) })
        pictures += try PictureFile.png(renderer.frame(frame, layers: chunk.layers))
      }
      films.append(pictures)
    }
    #expect(films[1] == films[0] && films[2] == films[0])
  }

  @Test func singleFramesAreTheSameInAnyOrder() throws {
    let plan = try plan()
    let (roomy, tight) = try (
      FrameRenderer(plan: plan, allowance: .max), FrameRenderer(plan: plan, allowance: 1)
    )
    for frame in [60, 5, 119, 58, 62, 0, 90] {
      let chunk = try #require(plan.chunks.first { $0.frames.contains(frame) })
      let first = try PictureFile.png(roomy.frame(frame, layers: chunk.layers))
      let second = try PictureFile.png(tight.frame(frame, layers: chunk.layers))
      #expect(first == second, "\(frame)")
    }
    #expect(tight.held < roomy.held)
  }

  @Test func noMoreIsOpenThanIsAllowed() throws {
    let plan = try plan()
    let order = PaintingOrder(plan)
    let layers = try #require(plan.chunks.map(\.layers).max { $0.count < $1.count })
    let needs = order.needs(of: layers)
    #expect(needs.least < needs.full)
    for limit in stride(from: needs.least, through: needs.full, by: max(1, needs.least / 3)) {
      let renderer = try FrameRenderer(plan: plan, allowance: limit)
      for chunk in plan.chunks {
        _ = try renderer.paint(chunk.frames, layers: chunk.layers, isWanted: { true }) { _, _ in
          #expect(renderer.held <= limit)
        }
      }
    }
  }

  /// Passes are cut between layers only where no transition holds them together, and lose none.
  @Test func passesKeepTheOrderAndTransitionsWhole() throws {
    let plan = try plan()
    let order = PaintingOrder(plan)
    for chunk in plan.chunks {
      for limit in stride(from: 0, to: order.needs(of: chunk.layers).full, by: 500_000) {
        let passes = order.passes(of: chunk.layers, within: limit)
        #expect(passes.groups.flatMap(\.self) == chunk.layers)
        for transition in chunk.transitions.map({ plan.transitions[$0] }) {
          let sides = transition.outgoing + transition.incoming
          #expect(passes.groups.filter { !Set($0).isDisjoint(with: sides) }.count == 1)
        }
      }
    }
  }

  // MARK: Sharing

  @Test func workersShareAndAllComeToAnEnd() throws {
    let memory = RenderMemory(budget: 100, perMember: 0)
    let open = Mutex(0)
    let most = Mutex(0)
    let rounds = 300
    let works: [@Sendable () -> Void] = (0..<6).map { seed in
      {
        var random = SeededGenerator(seed: UInt64(seed))
        let share = RenderMemory.Share(memory)
        var mine = 0
        for _ in 0..<rounds {
          let least = Int.random(in: 0...60, using: &random)
          let full = least + Int.random(in: 0...90, using: &random)
          share.resize(full: full, least: least) { limit in
            open.withLock { $0 -= max(0, mine - limit) }
            mine = min(mine, limit)
          }
          #expect(share.granted >= least)
          let now = open.withLock { open in
            open += share.granted - mine
            return open
          }
          mine = share.granted
          most.withLock { $0 = max($0, now) }
        }
        open.withLock { $0 -= mine }
      }
    }
    WorkerThreads.run(works)
    #expect(memory.taken == 0)
    #expect(most.withLock { $0 } <= 100)
    #expect(most.withLock { $0 } > 60)
  }

  @Test func whoNeedsMoreThanThereIsIsServedAlone() throws {
    let memory = RenderMemory(budget: 10, perMember: 0)
    let active = Mutex(0)
    WorkerThreads.run(
      Array(
        repeating: { @Sendable in
          let share = RenderMemory.Share(memory)
          for _ in 0..<50 {
            share.resize(full: 50, least: 50) { limit in #expect(limit == 0 || limit == 50) }
            #expect(
              active.withLock {
                $0 += 1; return $0
              } == 1)
            active.withLock { $0 -= 1 }
            share.resize(full: 0, least: 0) { _ in }
          }
        }, count: 4))
    #expect(memory.taken == 0)
  }
}
