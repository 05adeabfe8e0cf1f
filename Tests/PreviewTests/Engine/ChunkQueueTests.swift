import DraftModel
import Media
import TestSupport
import Testing

@testable import Preview

/// Which worker renders which chunks.
@Suite struct ChunkQueueTests {
  private let stage: Stage

  init() throws { stage = try Stage() }

  /// 20 s of one film, in chunks of 2 s, by two workers.
  /// - Parameter keyInterval: seconds from one key frame of the film to the next.
  private func secondRun(keyInterval: Int) throws -> Int? {
    try FilmMaker(width: 640, height: 360, keyInterval: keyInterval * 30)
      .write(600, color: .red, to: stage.folder.file("a.mp4"))
    let plan = try stage.plan(
      #"{"tt": 0, "sg": [{"u": "a.mp4", "d": 20000}]}"#, canvas: #""width": 160, "height": 90"#)
    #expect(plan.chunks.count == 10)
    var queue = ChunkQueue(chunks: Array(plan.chunks.indices), costs: ChunkCosts(plan), workers: 2)
    #expect(queue.next(for: 0) == 0)
    return queue.next(for: 1)
  }

  @Test func runsAreEvenWhereKeyFramesAreNear() throws { #expect(try secondRun(keyInterval: 1) == 5) }

  @Test func runsBeginAtKeyFramesWhereTheseAreFarApart() throws {
    // At 12 s rather than at 10, to which the way is from 6.
    #expect(try secondRun(keyInterval: 6) == 6)
  }

  @Test func twoCutsLieWhereNothingIsDecodedTwice() throws {
    // One group of pictures: only where a segment begins has each worker the same way to go.
    try FilmMaker(width: 640, height: 360).write(300, color: .red, to: stage.folder.file("a.mp4"))
    let plan = try stage.plan(
      #"""
      {"tt": 0, "sg": [{"u": "a.mp4", "d": 6000}, {"u": "a.mp4", "d": 10000}, {"u": "a.mp4", "d": 4000}]}
      """#, canvas: #""width": 160, "height": 90"#)
    #expect(plan.chunks.count == 10)
    var queue = ChunkQueue(chunks: Array(plan.chunks.indices), costs: ChunkCosts(plan), workers: 2)
    #expect(queue.next(for: 0) == 0)
    #expect(queue.next(for: 1) == 3)
    // The last two go to the one that is done first.
    #expect((0..<4).map { _ in queue.next(for: 1) } == [4, 5, 6, 7])
    #expect((0..<2).map { _ in queue.next(for: 1) } == [8, 9])
    #expect((0..<2).map { _ in queue.next(for: 0) } == [1, 2])
  }

  @Test func oneWhoHasDoneTakesWhatAnotherHasNotBegun() throws {
    try FilmMaker(keyInterval: 30).writeNumbered(600, to: stage.folder.file("a.mp4"))
    let plan = try stage.plan(#"{"tt": 0, "sg": [{"u": "a.mp4", "d": 20000}]}"#)
    var queue = ChunkQueue(chunks: Array(plan.chunks.indices), costs: ChunkCosts(plan), workers: 2)
    var mine: [Int] = []
    // The other one never comes.
    while let chunk = queue.next(for: 0) { mine.append(chunk) }
    #expect(mine.sorted() == Array(0..<10))
    #expect(queue.next(for: 1) == nil)
  }
}
