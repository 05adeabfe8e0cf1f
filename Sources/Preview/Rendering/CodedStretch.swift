import Media

/// A chunk, or the sound, coded: packets with times counted from its start, and what turned out while
/// it was made.
struct CodedStretch: Sendable {
  /// Something that turned out, about a layer or clip by its place among those of the stretch.
  struct Note: Hashable, Sendable {
    let place: Int
    let status: FidelityEntry.Status
    let text: String
  }

  enum Record {
    case packet(EncodedPacket)
    case note(Note)
  }

  var packets: [EncodedPacket] = []
  var notes: [Note] = []
}

extension CodedStretch {
  /// As it is cached: its records, one after the other.
  var bytes: [UInt8] {
    var bytes: [UInt8] = []
    for packet in packets { bytes += Record.packet(packet).bytes }
    for note in notes { bytes += Record.note(note).bytes }
    return bytes
  }
}

extension CodedStretch.Record {
  private static let packetMark = 1
  private static let noteMark = 2

  var bytes: [UInt8] {
    var writer = ByteWriter()
    switch self {
    case .packet(let packet):
      writer.write(Self.packetMark)
      writer.write(Int(packet.presentation))
      writer.write(Int(packet.decoding))
      writer.write(Int(packet.duration))
      writer.write(packet.isKey ? 1 : 0)
      writer.write(packet.bytes)
    case .note(let note):
      writer.write(Self.noteMark)
      writer.write(note.place)
      writer.write(note.status.rawValue)
      writer.write(note.text)
    }
    return writer.bytes
  }

  /// Reads the next record; nil at the end, and where the bytes make no sense.
  init?(_ reader: inout ByteReader) {
    switch reader.readInt() {
    case Self.packetMark:
      guard let presentation = reader.readInt(), let decoding = reader.readInt(),
        let duration = reader.readInt(), let isKey = reader.readInt(), let bytes = reader.readBytes()
      else { return nil }
      self = .packet(
        EncodedPacket(
          bytes: bytes, presentation: Int64(presentation), decoding: Int64(decoding),
          duration: Int64(duration), isKey: isKey == 1))
    case Self.noteMark:
      guard let place = reader.readInt(), let name = reader.readString(),
        let status = FidelityEntry.Status(rawValue: name), let text = reader.readString()
      else { return nil }
      self = .note(.init(place: place, status: status, text: text))
    default: return nil
    }
  }
}
