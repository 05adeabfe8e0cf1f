import DraftModel
import Media
import Preflight
import TestSupport
import Testing

/// A film that is encoded anew shows at every moment what it showed, wherever its frames lay.
@Suite struct InPointTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// 30 frames a second, the first one so many milliseconds after the film begins, times rounded to whole
  /// milliseconds.
  private func film(from start: Double, _ count: Int, primesSound: Bool = true) throws -> String {
    let path = folder.file("a.mp4")
    let places = (0..<count).map { Int((start + Double($0) * 1000 / 30).rounded()) }
    let rate = try #require(FrameRate("1000"))
    let numbers = Dictionary(uniqueKeysWithValues: zip(places, 0...))
    var maker = FilmMaker(rate: rate, keyInterval: 1000)
    maker.primesSound = primesSound
    try maker.write(
      places, sound: SoundMaker.tone(440, count: 48_000 * 4), to: path
    ) { try FrameCode.draw(numbers[$0] ?? 0, width: 64, height: 48) }
    return path
  }

  /// Encodes it anew, or the part that is used.
  private func fixed(_ path: String, used: TimeRange?) throws -> FixResult {
    var report = FileCheck.report(on: path)
    report.findings = [PreflightFinding(.interlaced, .warning, "")]
    let options = FixOptions(threads: 2)
    let plan = try #require(try FixPlan.plan(for: report, used: used, options: options))
    guard case .film(let fix) = plan.work else { throw FixFailure.impossible(reason: "no film") }
    #expect(fix.encodesPicture && fix.frameRate == .thirty)
    return try FileFixer(options: options).fix(report, plan: plan, to: folder.file("result.mp4"))
  }

  @Test(arguments: [0, 7.4, 10.911, 16.6, 25, 74, 533.333], [0, 1234, 1567])
  func everyInPointShowsTheFrameThatItShowed(_ start: Double, _ used: Int) throws {
    try compare(try film(from: start, 100), from: used)
  }

  @Test(arguments: [7.4, 25, 74])
  func soundThatBeginsAtOnceDoesSoInTheResult(_ start: Double) throws {
    let result = try compare(try film(from: start, 100, primesSound: false), from: 0)
    #expect(result.start == .zero)
    #expect(result.report.description?.startTime == .zero)
    // Pictures are compared with those that they were made from.
    #expect(try #require(result.similarity) > 0.99)
    let late = try #require(result.report.description?.shownStream?.startTime)
    #expect((late.milliseconds.double - start).magnitude < 1)
  }

  @discardableResult
  private func compare(_ path: String, from used: Int) throws -> FixResult {
    let part = TimeRange(start: Time(milliseconds: used), end: Time(milliseconds: 3000))
    let result = try fixed(path, used: used == 0 ? nil : part)
    let (before, after) = (try VideoReader(path: path), try VideoReader(path: result.output))
    for moment in used..<min(2900, used + 400) {
      let time = Time(milliseconds: moment)
      let old = FrameCode.read(try before.picture(at: time).frame)
      let new = FrameCode.read(try after.picture(at: max(.zero, time - result.start)).frame)
      #expect(old == new, "at \(moment) ms")
    }
    return result
  }

  @Test func whatLiesOnTheTicksBeginsWhereItBegan() throws {
    #expect(try fixed(try film(from: 0, 60), used: nil).start == .zero)
  }
}
