import DraftModel
import TestSupport
import Testing

@testable import Media

/// What is left out of decoding for pictures that are shown small.
@Suite struct DetailTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// Three seconds of moving shades with noise, hard pressed, with one key frame and B-frames.
  private func writeFilm(to path: String) throws {
    var generator = SeededGenerator(seed: 7)
    let noise = (0..<64 * 64).map { _ in generator.integer(0...40) }
    func picture(_ index: Int) throws -> VideoFrame {
      let frame = try VideoFrame(width: 320, height: 192, format: .yuv420p)
      for plane in 0..<3 {
        guard let (bytes, stride) = frame.plane(plane) else { continue }
        for y in 0..<(plane == 0 ? 192 : 96) {
          for x in 0..<(plane == 0 ? 320 : 160) {
            let at = ((x + index * 3) / 2 % 64) + ((y + index) / 2 % 64) * 64
            bytes[y * stride + x] = UInt8(plane == 0 ? 60 + (x + y) / 8 + noise[at] : 120 + noise[at] / 4)
          }
        }
      }
      return frame
    }
    let encoder = try VideoEncoder(
      .init(frameRate: .thirty, rate: .quality(38), preset: "medium"), like: picture(0))
    var packets: [EncodedPacket] = []
    for index in 0..<90 { try encoder.encode(picture(index), index: index) { packets.append($0) } }
    try encoder.finish { packets.append($0) }
    let container = try OutputContainer(path: path, streams: [encoder.parameters], comment: nil)
    for packet in packets { try container.write(packet, stream: 0) }
    try container.finish()
  }

  /// What is left out of one frame comes to an end soon: the next frame that others are predicted from is whole.
  @Test(arguments: [VideoReader.Detail.half, .quarter])
  func nothingAddsUp(_ detail: VideoReader.Detail) throws {
    let path = folder.file("film.mp4")
    try writeFilm(to: path)
    let (full, reduced) = (try VideoReader(path: path), try VideoReader(path: path, detail: detail))
    var (differing, run, longest) = (0, 0, 0)
    for index in 0..<90 {
      let time = Time(frame: index, rate: .thirty)
      let (a, b) = (try full.picture(at: time).frame, try reduced.picture(at: time).frame)
      let isEqual = try (0..<3).allSatisfy { plane in
        let (one, other) = (try #require(a.plane(plane)), try #require(b.plane(plane)))
        return (0..<(plane == 0 ? 192 : 96)).allSatisfy { row in
          (0..<(plane == 0 ? 320 : 160)).allSatisfy {
            one.bytes[row * one.stride + $0] == other.bytes[row * other.stride + $0]
          }
        }
      }
      differing += isEqual ? 0 : 1
      run = isEqual ? 0 : run + 1
      longest = max(longest, run)
    }
    #expect(differing > 0, "nothing was left out")
    #expect(longest <= 8)
  }
}
