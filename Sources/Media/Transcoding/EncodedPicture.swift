import CFFmpeg
import DraftModel

/// Pictures of a file, encoded anew.
final class EncodedPicture: PacketSource {
  let parameters: StreamParameters
  private let pictures: PictureSequence
  private let encoder: VideoEncoder
  private var queue: [EncodedPacket] = []
  private var taken = 0
  private var index: Int
  private var isOver = false

  init(_ pictures: PictureSequence, _ delivery: VideoEncoder.Delivery, file: String) throws(MediaError) {
    guard let first = try pictures.picture(pictures.first) else {
      throw MediaError(.damaged, file: file, operation: "encode the picture", reason: "it has no pictures")
    }
    self.pictures = pictures
    index = pictures.first
    encoder = try VideoEncoder(delivery, like: first)
    parameters = try Self.parameters(encoder, file)
  }

  /// With the names of the stream that it stands for; animations that are read without FFmpeg have none.
  private static func parameters(_ encoder: VideoEncoder, _ file: String) throws(MediaError)
    -> StreamParameters
  {
    guard let container = try? InputContainer(path: file),
      let stream = container.bestStream(AVMEDIA_TYPE_VIDEO)
    else { return encoder.parameters }
    return try StreamParameters(encoder.parameters, replacing: stream)
  }

  func next() throws(MediaError) -> EncodedPacket? {
    while taken == queue.count {
      if isOver { return nil }
      queue.removeAll(keepingCapacity: true)
      taken = 0
      try feed()
    }
    defer { taken += 1 }
    return queue[taken]
  }

  private func feed() throws(MediaError) {
    if index < pictures.count, let frame = try pictures.picture(index) {
      try encoder.encode(frame, index: index) { queue.append($0) }
      index += 1
    } else {
      try encoder.finish { queue.append($0) }
      isOver = true
    }
  }
}
