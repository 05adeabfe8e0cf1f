import CFFmpeg
import DraftModel
import TestSupport
import Testing

@testable import Media

/// Pictures on their way to an encoder.
@Suite struct PictureSequenceTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// A film that does not say which matrix its colours are of.
  private func writeUntagged(_ size: PictureSequence.Size) throws -> String {
    let encoder = try Encoder("libx264", options: [("preset", "ultrafast")]) { context in
      (context.width, context.height) = (Int32(size.width), Int32(size.height))
      context.pix_fmt = AV_PIX_FMT_YUV420P
      context.time_base = AVRational(num: 1, den: 30)
    }
    var packets: [EncodedPacket] = []
    for index in 0..<5 {
      let frame = try PictureMaker.film(width: size.width, height: size.height, .red)
      frame.pointer.pointee.pts = Int64(index)
      try encoder.encode(frame) { packets.append($0) }
    }
    try encoder.encode(nil) { packets.append($0) }
    let path = folder.file("film.mp4")
    let container = try OutputContainer(
      path: path, streams: [StreamParameters(encoder.pointer)], comment: nil)
    for packet in packets { try container.write(packet, stream: 0) }
    try container.finish()
    return path
  }

  /// Players guess at the matrix by the size: where a new size would have them guess anew, it is named.
  @Test func coloursStayWhatTheyWereTakenFor() throws {
    let (large, small) = (
      PictureSequence.Size(width: 1280, height: 720), PictureSequence.Size(width: 640, height: 360)
    )
    for (stored, size, matrix) in [
      (large, small, AVCOL_SPC_BT709), (small, large, AVCOL_SPC_SMPTE170M),
      (large, nil, AVCOL_SPC_UNSPECIFIED), (small, nil, AVCOL_SPC_UNSPECIFIED),
    ] {
      let sequence = try PictureSequence(
        .init(
          path: writeUntagged(stored),
          range: TimeRange(start: .zero, duration: Time(milliseconds: 100)), frameRate: .thirty,
          size: size))
      let picture = try #require(try sequence.picture(0))
      #expect(picture.width == (size ?? stored).width)
      #expect(picture.pointer.pointee.colorspace == matrix)
    }
  }
}
