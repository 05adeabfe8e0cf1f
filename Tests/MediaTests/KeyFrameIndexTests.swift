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

  /// Where pictures wait for others, the index gives the times at which they are decoded.
  @Test func picturesThatWaitAreFoundByWhenTheyAreShown() throws {
    let maker = FilmMaker(keyInterval: 45)
    let path = folder.file("a.mp4")
    var packets: [EncodedPacket] = []
    var parameters: StreamParameters?
    for group in 0..<2 {
      let encoder = try VideoEncoder(.init(width: 64, height: 48, frameRate: .thirty))
      parameters = encoder.parameters
      for place in 0..<45 {
        let picture = try PictureMaker.film(width: maker.width, height: maker.height, .red)
        try encoder.encode(picture, index: group * 45 + place) { packets.append($0) }
      }
      try encoder.finish { packets.append($0) }
    }
    let container = try OutputContainer(path: path, streams: [try #require(parameters)], comment: nil)
    for var packet in packets {
      packet.decoding -= 2
      try container.write(packet, stream: 0)
    }
    try container.finish()
    let index = try KeyFrameIndex(path: path)
    let reader = try VideoReader(path: path)
    for (frame, leadIn) in [(0, 0), (42, 42), (43, 43), (44, 44), (45, 0), (46, 1)] {
      let time = Time(frame: frame, rate: .thirty)
      #expect(index.leadIn(to: time) == Time(frame: leadIn, rate: .thirty), "\(frame)")
      #expect(reader.leadIn(to: time) == Time(frame: leadIn, rate: .thirty), "\(frame)")
    }
  }

  @Test func refusesWhatHasNoMovingPicture() throws {
    let path = folder.file("a.wav")
    try folder.write(
      SoundMaker.wav(SoundMaker.tone(440, count: 4800), channels: 2, sampleRate: 48_000), to: "a.wav")
    #expect(throws: MediaError.self) { try KeyFrameIndex(path: path) }
  }
}
