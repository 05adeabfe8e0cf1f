import CFFmpeg
import DraftModel

/// Packets of a stream without a container, as they are, with the times that their order gives them.
final class OrderedStream: PacketSource {
  let parameters: StreamParameters
  private let container: InputContainer
  private let stream: UnsafeMutablePointer<AVStream>
  private let packet: Packet
  private let order: PictureOrder
  private var index = 0

  init(path: String, _ order: PictureOrder) throws(MediaError) {
    container = try InputContainer(path: path)
    packet = try Packet()
    guard let stream = container.bestStream(AVMEDIA_TYPE_VIDEO) else {
      throw MediaError(.unsupported, file: path, operation: "copy a stream", reason: "it has no picture")
    }
    self.stream = stream
    self.order = order
    parameters = try StreamParameters(copying: stream)
  }

  func next() throws(MediaError) -> EncodedPacket? {
    while order.places.indices.contains(index), try container.read(packet) {
      guard packet.pointer.pointee.stream_index == stream.pointee.index, packet.pointer.pointee.size > 0
      else {
        continue
      }
      var encoded = EncodedPacket(packet)
      encoded.presentation = time(order.places[index])
      encoded.decoding = time(index - order.delay)
      encoded.duration = time(order.places[index] + 1) - encoded.presentation
      index += 1
      return encoded
    }
    return nil
  }

  private func time(_ place: Int) -> Int64 {
    Time(frame: place, rate: order.frameRate).timestamp(in: stream.pointee.time_base)
  }
}
