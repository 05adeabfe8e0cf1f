import CFFmpeg

/// The packets of one stream, read a little ahead of the decoder: frames come in decoding order, and
/// which one follows another in time shows only in the packets around it.
final class PacketWindow {
  private let container: InputContainer
  private let stream: Int32
  /// Read, and not taken yet.
  private var ahead: [Packet] = []
  private var spare: [Packet] = []
  /// Presentation times of the packets that were taken last.
  private var recent: [Int64] = []
  private var isAtEnd = false
  /// Told why a packet could not be read.
  var onDamage: ((String) -> Void)?
  /// Packets that could not be read.
  private(set) var damaged = 0

  /// How many packets are held back: H.264 reorders at most 16 frames.
  private static let depth = 16

  init(_ container: InputContainer, _ stream: UnsafeMutablePointer<AVStream>) {
    self.container = container
    self.stream = stream.pointee.index
  }

  /// The next packet; belongs to the caller until ``recycle(_:)``. Nil at the end of the stream.
  /// - Parameter looksAhead: whether those after it are read too.
  func next(lookingAhead looksAhead: Bool) throws(MediaError) -> Packet? {
    let wanted = looksAhead ? Self.depth : 1
    while !isAtEnd, ahead.count < wanted { try readOne() }
    guard !ahead.isEmpty else { return nil }
    let packet = ahead.removeFirst()
    if recent.count == Self.depth { recent.removeFirst() }
    recent.append(packet.pointer.pointee.pts)
    return packet
  }

  func recycle(_ packet: Packet) {
    packet.unreference()
    spare.append(packet)
  }

  /// The time of the frame that follows in presentation; nil where the window does not show it.
  func successor(of timestamp: Int64) -> Int64? {
    var least: Int64?
    func look(_ other: Int64) {
      if other != wp_no_pts, other > timestamp, other < least ?? .max { least = other }
    }
    recent.forEach(look)
    for packet in ahead { look(packet.pointer.pointee.pts) }
    return least
  }

  /// Forgets what was read, for a seek.
  func clear() {
    ahead.forEach(recycle)
    ahead = []
    recent = []
    isAtEnd = false
  }

  private func takeSpare() throws(MediaError) -> Packet {
    if let packet = spare.popLast() { return packet }
    return try Packet()
  }

  private func readOne() throws(MediaError) {
    let packet = try takeSpare()
    do throws(MediaError) {
      while try container.read(packet) {
        guard packet.pointer.pointee.stream_index == stream else { continue }
        ahead.append(packet)
        return
      }
    } catch {
      damaged += 1
      onDamage?(error.reason)
    }
    isAtEnd = true
    recycle(packet)
  }
}
