import Media
import TestSupport
import Testing

/// What is found out about a file by reading more of it than its header.
@Suite struct DecodingTrialTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func film(_ places: [Int]) throws -> String {
    let path = folder.file("film.mp4")
    try FilmMaker().write(places, to: path) { _ in try PictureMaker.film(width: 64, height: 48, .blue) }
    return path
  }

  @Test func whatCanBeDecodedPasses() throws {
    let path = try film(Array(0..<5))
    try MediaProbe.tryDecoding(path: path, facts: MediaProbe.facts(path: path))
    let sound = try folder.write(
      SoundMaker.wav(SoundMaker.tone(220, count: 48_000), channels: 2, sampleRate: 48_000), to: "a.wav")
    try MediaProbe.tryDecoding(path: sound, facts: MediaProbe.facts(path: sound))
  }

  @Test func aGoodHeaderBeforeDamagedPicturesFails() throws {
    let path = try film(Array(0..<5))
    let facts = try MediaProbe.facts(path: path)
    var bytes = try folder.bytes(of: "film.mp4")
    let name = Array("mdat".utf8)
    let at = try #require(
      bytes.indices.dropLast(4).first { Array(bytes[$0..<$0 + 4]) == name })
    let size = bytes[at - 4..<at].reduce(0) { $0 << 8 | Int($1) }
    for index in at + 4..<at - 4 + size { bytes[index] = 0xFF }
    let damaged = try folder.write(bytes, to: "damaged.mp4")
    let error = try #require(throws: MediaError.self) {
      try MediaProbe.tryDecoding(path: damaged, facts: facts)
    }
    #expect(error.file == damaged)
  }
}
