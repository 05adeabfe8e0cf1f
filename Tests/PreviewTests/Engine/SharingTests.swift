import Dispatch
import DraftModel
import Media
import Synchronization
import TestSupport
import Testing

@testable import Preview

/// Readers that several layers use, and chunks that several workers paint.
@Suite struct SharingTests {
  private let stage: Stage

  init() throws {
    stage = try Stage()
    for (name, shift) in [("a.mp4", 0), ("b.mp4", 60)] {
      try FilmMaker(width: 96, height: 80, keyInterval: 20).write(
        Array(0..<150), to: stage.folder.file(name)
      ) { try FrameCode.draw($0 + shift, width: 96, height: 80) }
    }
  }

  // MARK: Readers

  private func sources(_ tracks: String) throws -> [PictureSource?] {
    let plan = try stage.plan(tracks)
    let order = PaintingOrder(plan)
    return plan.layers.indices.map { order.source(of: $0) }
  }

  @Test func aBackdropSharesTheReaderOfWhatStandsBeforeIt() throws {
    let sources = try sources(
      #"{"tt": 0, "sg": [{"u": "a.mp4", "d": 1000, "ft": "blur"}, {"u": "b.mp4", "s": 1000, "d": 1000}]}"#)
    #expect(sources.count == 3)
    #expect(sources[0] != nil && sources[0] == sources[1])
    #expect(sources[1] != sources[2])
  }

  @Test func whatShowsTheSameAtTheSameTimeIsOneSource() throws {
    let sources = try sources(
      #"""
      {"tt": 0, "sg": [{"u": "a.mp4", "s": 500, "ss": 300, "d": 2000}]},
      {"tt": 0, "sg": [{"u": "a.mp4", "s": 700, "ss": 500, "d": 1000, "x": 0.2}]},
      {"tt": 0, "sg": [{"u": "a.mp4", "s": 700, "ss": 400, "d": 1000, "x": 0.2}]},
      {"tt": 0, "sg": [{"u": "a.mp4", "s": 700, "ss": 500, "d": 1000, "sp": 1.5, "x": 0.2}]}
      """#)
    #expect(sources[0] == sources[1])
    #expect(Set(sources).count == 3)
  }

  /// Whoever asks for a still while another keeps it gets the same one.
  @Test func stillsAreDecodedOnceForAllWorkers() throws {
    try stage.addPhoto("a.png", .red)
    let path = stage.folder.file("a.png")
    let stills = SharedStills()
    weak var first: StillReader?
    do {
      let readers = Mutex<[ObjectIdentifier: StillReader]>([:])
      DispatchQueue.concurrentPerform(iterations: 8) { _ in
        guard let reader = try? stills.reader(of: path) else { return }
        readers.withLock { $0[ObjectIdentifier(reader)] = reader }
      }
      let all = readers.withLock { Array($0.values) }
      #expect(all.count == 1)
      first = all.first
      #expect(first != nil)
    }
    #expect(first == nil, "nobody keeps it any more")
    #expect(try stills.reader(of: path).picture(at: .zero).frame.width == 40)
  }

  /// A reader counts once, and a layer besides it is as it would be alone.
  @Test func sharedReadersCountOnceAndShowTheSame() throws {
    let both = try stage.plan(
      #"""
      {"tt": 0, "sg": [{"u": "a.mp4", "d": 3000}]},
      {"tt": 0, "sg": [{"u": "a.mp4", "d": 3000, "fx": [{"k": "grayscale", "a": 1}], "r": 20}]}
      """#)
    let order = PaintingOrder(both)
    #expect(
      order.needs(of: [0, 1]).full == order.readerCost(of: 0) + order.ownCost(of: 0) + order.ownCost(of: 1))
    #expect(order.passes(of: [0, 1], within: 1).groups == [[0, 1]])
    let shared = try FrameRenderer(plan: both, allowance: .max)
    for frame in [0, 1, 2, 40, 7, 89] {
      let picture = try shared.frame(frame, layers: [0, 1])
      // Each painted by a renderer of its own.
      let lower = try FrameRenderer(plan: both, allowance: .max).frame(frame, layers: [0])
      try FrameRenderer(plan: both, allowance: .max).paint([1], over: lower, at: frame)
      let isEqual = try PictureFile.png(picture) == PictureFile.png(lower)
      #expect(isEqual, "\(frame)")
    }
    #expect(shared.held == order.needs(of: [0, 1]).full)
    shared.forgetLayers(endingBefore: 90)
    #expect(shared.held == order.readerCost(of: 0))
  }

  @Test func manyReferencesTakeMoreMemory() throws {
    func cost(_ references: Int?) -> Int {
      let facts = MediaFacts(
        picture: .init(kind: .video, width: 1920, height: 1080, codec: "h264", referenceFrames: references))
      return MemoryEstimate.reader(facts, threads: 1)
    }
    #expect(cost(nil) == cost(4))
    // 23 pictures instead of 9.
    #expect(cost(16) - cost(4) == 14 * 1920 * 1080 * 3 / 2)
    #expect(cost(100) == cost(16))
  }

  // MARK: Another plan

  @Test func anotherPlanGoesOnWithTheReadersItHasUseFor() throws {
    func plan(_ rest: String) throws -> RenderPlan {
      try stage.plan(
        #"{"tt": 0, "sg": [{"u": "a.mp4", "d": 3000}]}, {"tt": 0, "sg": [{"u": "b.mp4", "d": 3000, "sc": 0.5}]}"#
          + rest)
    }
    let (old, titled) = try (plan(""), plan(#", {"tt": 7, "sg": [{"tx": "Hi", "d": 3000}]}"#))
    let first = try FrameRenderer(plan: old, allowance: .max)
    _ = try first.frame(30, layers: [0, 1])
    let order = PaintingOrder(old)
    let readers = order.readerCost(of: 0) + order.readerCost(of: 1)
    let second = try FrameRenderer(plan: titled, allowance: .max, inheriting: first)
    #expect(second.held == readers)
    let picture = try second.frame(31, layers: [0, 1, 2])
    #expect(second.held == order.needs(of: [0, 1]).full)
    let expected = try FrameRenderer(plan: titled, allowance: .max).frame(31, layers: [0, 1, 2])
    let isEqual = try PictureFile.png(picture) == PictureFile.png(expected)
    #expect(isEqual)
    // What it has no use for is closed, and what is another file by now.
    let alone = try stage.plan(#"{"tt": 0, "sg": [{"u": "a.mp4", "d": 3000}]}"#)
    let third = try FrameRenderer(plan: alone, allowance: .max, inheriting: second)
    #expect(third.held == order.readerCost(of: 0))
    try stage.folder.write(try stage.folder.bytes(of: "b.mp4"), to: "a.mp4")
    #expect(try FrameRenderer(plan: alone, allowance: .max, inheriting: third).held == 0)
  }

  // MARK: Parts of chunks

  @Test func aStretchIsCutWhereBothHalvesEndTogether() {
    func border(_ perFrame: Double, in frames: Range<Int> = 0..<60, _ leadIn: @escaping (Int) -> Double)
      -> Int?
    {
      StretchDivision(perFrame: perFrame, leadIn: leadIn).border(in: frames)
    }
    let cases: [(found: Int?, expected: Int?)] = [
      (border(0.01) { _ in 0 }, 30),
      // The way to the second half takes ten frames' time.
      (border(0.01) { _ in 0.1 }, 35),
      // At a key frame there is no way.
      (border(0.01) { $0 == 40 ? 0 : 0.5 }, 40),
      (border(0.01) { _ in 0.6 }, nil), (border(0.0001) { _ in 0 }, nil), (border(.nan) { _ in 0 }, nil),
      (border(0.01, in: 7..<9) { _ in 0 }, nil),
    ]
    for (number, pair) in cases.enumerated() { #expect(pair.found == pair.expected, "\(number)") }
  }

  private func longChunk() throws -> RenderPlan {
    try stage.plan(
      #"""
      {"tt": 0, "sg": [{"u": "a.mp4", "d": 2000, "ss": 300}]},
      {"tt": 0, "sg": [{"u": "b.mp4", "d": 2000, "sc": 0.5, "r": 10}]},
      {"tt": 7, "sg": [{"tx": "Hi", "d": 2000}]}
      """#)
  }

  /// Gives the back part of a chunk to `help`.
  private func packets(
    _ plan: RenderPlan, cache: RenderCache? = nil, _ help: @escaping @Sendable (HandedStretch) -> Void
  ) throws -> [[UInt8]]? {
    let sharing = StretchSharing(rule: .init(seconds: -1, part: -100, countsLeadIn: false))
    let work = PlanWork(plan, cache: cache)
    let renderer = ChunkRenderer(work, memory: RenderMemory(budget: .max / 2))
    sharing.begin()
    let started = WorkerThreads.start([
      {
        sharing.begin()
        sharing.help(help)
      }
    ])
    #expect(started == 1)
    while !sharing.hasFreeWorker {}
    defer { sharing.help { _ in } }
    let chunk = plan.chunks[0]
    return try work.render(chunk, with: renderer, sharing: sharing, isWanted: { true })?.packets.map(\.bytes)
  }

  @Test func whatAnotherPaintsIsTheSame() throws {
    let plan = try longChunk()
    #expect(plan.chunks.count == 1)
    let alone = PlanWork(plan, cache: nil)
    let expected = try alone.render(
      plan.chunks[0], with: ChunkRenderer(alone, memory: RenderMemory()), isWanted: { true }
    )?.packets.map(\.bytes)
    let memory = RenderMemory(budget: .max / 2)
    let painted = Monitor(0)
    let folder = try TemporaryFolder()
    let cache = RenderCache(store: try #require(CacheStore(folder: folder.file("cache"))))
    let shared = try packets(plan, cache: cache) { stretch in
      ChunkRenderer(alone, memory: memory).paint(stretch)
      painted.withLock { $0 += stretch.frames.count }
    }
    // It may come to it when all is done, where other threads keep it waiting.
    painted.wait { $0 > 10 ? () : nil }
    #expect(shared == expected)
    // What is kept below the title is whole too.
    let retitled = try packets(plan, cache: cache) { _ in Issue.record("nothing to give away") }
    #expect(retitled == expected)
    // Who gives up after some pictures, has no memory, or nobody at all.
    let some = try packets(plan) { stretch in
      guard stretch.begin(), let renderer = try? FrameRenderer(plan: plan) else { return }
      _ = try? renderer.paint(
        stretch.frames.lowerBound..<stretch.frames.lowerBound + 5, layers: stretch.layers,
        isWanted: { true }
      ) { stretch.put($1) }
      stretch.end()
    }
    #expect(some == expected)
    let poor = try packets(plan) { ChunkRenderer(alone, memory: RenderMemory(budget: 1)).paint($0) }
    #expect(poor == expected)
    let unhelped = try packets(plan) { _ in }
    #expect(unhelped == expected)
  }
}
