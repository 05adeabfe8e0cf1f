import DraftModel
import Media
import Preview
import TestSupport
import Testing

/// Films that are partly taken from a cache.
@Suite struct CachedRenderingTests {
  private let stage: Stage
  private let cacheFolder: TemporaryFolder
  private let cache: RenderCache

  init() throws {
    stage = try Stage()
    cacheFolder = try TemporaryFolder()
    cache = RenderCache(store: try #require(CacheStore(folder: cacheFolder.file("cache"))))
    try FilmMaker(width: 160, height: 80).writeNumbered(
      180, sound: SoundMaker.tone(330, count: 288_000), to: stage.folder.file("film.mp4"))
    try stage.addPhoto("a.png", .red)
  }

  /// 5 s: a film, a picture from 1 s to 2 s, a title from 3 s to 4 s.
  private func plan(title: String = "Hi", start: Int = 0, scale: Double = 1) throws -> RenderPlan {
    let later = -start
    return try stage.plan(
      #"""
      {"tt": 0, "sg": [{"u": "film.mp4", "ss": \#(start), "d": \#(5000 + later)}]},
      {"tt": 0, "sg": [{"u": "a.png", "s": \#(1000 + later), "d": 1000, "sc": \#(scale)}]},
      {"tt": 7, "sg": [{"tx": "\#(title)", "s": \#(3000 + later), "d": 1000, "y": 0.9}]}
      """#)
  }

  private func render(_ plan: RenderPlan, workers: Int = 2) throws -> (
    film: [UInt8], outcome: PreviewRenderer.Outcome
  ) {
    let renderer = PreviewRenderer(plan: plan, workers: workers, cache: cache)
    let outcome = try renderer.render(to: stage.folder.file("cached.mp4")) { _ in }
    return (try stage.folder.bytes(of: "cached.mp4"), outcome)
  }

  private func plain(_ plan: RenderPlan) throws -> [UInt8] {
    try stage.film(plan, workers: 1, to: "plain.mp4")
    return try stage.folder.bytes(of: "plain.mp4")
  }

  @Test func aFilmIsTheSameWithAndWithoutACache() throws {
    let plan = try plan()
    let reference = try plain(plan)
    let first = try render(plan)
    #expect(first.film == reference)
    #expect(first.outcome.chunksRendered == plan.chunks.count)
    let second = try render(plan)
    #expect(second.film == reference)
    #expect(second.outcome.chunksRendered == 0)
    #expect(!second.outcome.soundRendered)
  }

  @Test func aTitleEditRendersItsStretchAlone() throws {
    _ = try render(try plan())
    let edited = try plan(title: "Other")
    let (film, outcome) = try render(edited)
    #expect(outcome.chunksRendered == 1)
    #expect(!outcome.soundRendered)
    #expect(film == (try plain(edited)))
  }

  @Test func whatLiesBelowATitleIsNotDecodedAgain() throws {
    _ = try render(try plan())
    // The same file by its fingerprint, and nothing that could be decoded any more.
    let edited = try plan(title: "Other")
    let composites = cache.store.usage().first { $0.kind == .composites }
    #expect(composites?.entries == 1)
    let reference = try plain(edited)
    for kind in CacheStore.Kind.allCases where kind != .composites {
      for name in try TemporaryFolder.names(in: cacheFolder.file("cache/\(kind.rawValue)")) {
        try TemporaryFolder.remove(cacheFolder.file("cache/\(kind.rawValue)/\(name)"))
      }
    }
    #expect(try render(edited).film == reference)
  }

  @Test func anEditedPictureRendersItsStretchAlone() throws {
    _ = try render(try plan())
    let edited = try plan(scale: 0.5)
    let (film, outcome) = try render(edited)
    #expect(outcome.chunksRendered == 1)
    #expect(film == (try plain(edited)))
  }

  @Test func aTrimAtTheFrontRendersTheFrontAlone() throws {
    _ = try render(try plan())
    let edited = try plan(start: 500)
    let (film, outcome) = try render(edited)
    #expect(outcome.chunksRendered == 1)
    #expect(outcome.soundRendered)
    #expect(film == (try plain(edited)))
  }

  @Test func aChangedFileIsRenderedAgain() throws {
    let plan = try plan()
    _ = try render(plan)
    try stage.addPhoto("a.png", .blue)
    let (film, outcome) = try render(plan)
    #expect(outcome.chunksRendered == 1)
    #expect(film == (try plain(plan)))
  }

  @Test func oneWorkerOrSeveralKeepTheSame() throws {
    let plan = try plan()
    _ = try render(plan, workers: 1)
    let names = try cacheFolder.allFiles("cache")
    cache.store.clear()
    _ = try render(plan, workers: 4)
    #expect(try cacheFolder.allFiles("cache") == names)
  }

  @Test(arguments: ["a byte", "the end", "everything"])
  func aDamagedEntryIsRenderedAgain(_ damage: String) throws {
    let plan = try plan()
    let reference = try render(plan).film
    for name in try cacheFolder.allFiles("cache") {
      var bytes = try cacheFolder.bytes(of: name)
      switch damage {
      case "a byte": bytes[bytes.count / 2] ^= 1
      case "the end": bytes.removeLast(bytes.count / 3)
      default: bytes = []
      }
      try TemporaryFolder.remove(cacheFolder.file(name))
      try cacheFolder.write(bytes, to: name)
    }
    let again = try render(plan)
    #expect(again.film == reference)
    #expect(again.outcome.chunksRendered == plan.chunks.count)
    #expect(try render(plan).outcome.chunksRendered == 0)
  }

  @Test func soundThatCouldNotBeReadIsTriedAgain() throws {
    let plan = try plan()
    try stage.folder.write(Array("no film any more".utf8), to: "film.mp4")
    for _ in 1...2 {
      let outcome = try render(plan).outcome
      #expect(outcome.soundRendered)
      #expect(outcome.fidelity.contains { $0.notes.contains { $0.hasPrefix("no sound: ") } })
    }
  }

  @Test func notesComeWithCachedParts() throws {
    let plan = try stage.plan(
      #"{"tt": 0, "sg": [{"u": "a.png", "d": 1000}]}, {"tt": 7, "sg": [{"tx": "\uDBFF\uDFFD", "d": 1000}]}"#)
    let (first, second) = try (render(plan).outcome, render(plan).outcome)
    #expect(second.chunksRendered == 0)
    #expect(first.fidelity == second.fidelity)
    #expect(first.fidelity.contains { $0.notes.contains { $0.contains("U+10FFFD") } })
  }

  @Test func aFullCacheForgetsWhatWasUsedLeastRecently() throws {
    let old = try plan()
    _ = try render(old)
    let size = cache.store.usage().reduce(0) { $0 + $1.bytes }
    _ = try render(try plan(title: "Newer", scale: 0.7))
    cache.store.trim(toBytes: size)
    #expect(cache.store.usage().reduce(0) { $0 + $1.bytes } <= size)
    #expect(try render(try plan(title: "Newer", scale: 0.7)).outcome.chunksRendered == 0)
  }

  @Test func withoutAFolderThatCanBeWrittenToThereIsStillAFilm() throws {
    let plan = try plan()
    let store = try #require(CacheStore(folder: cacheFolder.file("gone")))
    for kind in CacheStore.Kind.allCases {
      try TemporaryFolder.remove(cacheFolder.file("gone/\(kind.rawValue)"))
    }
    let renderer = PreviewRenderer(plan: plan, workers: 2, cache: RenderCache(store: store))
    _ = try renderer.render(to: stage.folder.file("film2.mp4")) { _ in }
    #expect(try stage.folder.bytes(of: "film2.mp4") == (try plain(plan)))
  }
}
