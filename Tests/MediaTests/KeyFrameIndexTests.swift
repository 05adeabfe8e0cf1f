import DraftModel
import Media
import TestSupport
import Testing

@Suite struct KeyFrameIndexTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test func tellsHowFarBackAKeyFrameLies() throws {
    let path = folder.file("a.mp4")
    try FilmMaker(keyInterval: 45).writeNumbered(120, to: path)
    let index = try KeyFrameIndex(path: path)
    // Key frames at 0, 1.5 and 3 s.
    for (milliseconds, leadIn) in [(0, 0), (1499, 1499), (1500, 0), (2100, 600), (3900, 900), (9000, 6000)] {
      #expect(index.leadIn(to: Time(milliseconds: milliseconds)) == Time(milliseconds: leadIn))
    }
  }

  @Test func refusesWhatHasNoMovingPicture() throws {
    let path = folder.file("a.wav")
    try folder.write(
      SoundMaker.wav(SoundMaker.tone(440, count: 4800), channels: 2, sampleRate: 48_000), to: "a.wav")
    #expect(throws: MediaError.self) { try KeyFrameIndex(path: path) }
  }
}
