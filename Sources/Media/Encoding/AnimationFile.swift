import CFFmpeg

/// Pictures in time as a GIF file, played for ever.
public enum AnimationFile {
  /// - Parameters:
  ///   - frames: of one size.
  ///   - framesPerSecond: GIF counts in hundredths of a second; 10, 20, 25 and 50 come out exactly.
  public static func writeGIF(_ frames: [VideoFrame], framesPerSecond: Int, to path: String)
    throws(MediaError)
  {
    guard let first = frames.first else {
      throw MediaError(.library, file: path, operation: "write", reason: "there are no pictures")
    }
    let timeBase = AVRational(num: 1, den: Int32(framesPerSecond))
    let graph = try FilterGraph(
      "split[a][b];[a]palettegen[p];[b][p]paletteuse=dither=none", like: first, timeBase: timeBase)
    for (index, frame) in frames.enumerated() {
      frame.pointer.pointee.pts = Int64(index)
      try graph.push(frame)
    }
    try graph.push(nil)
    let encoder = try Encoder("gif", options: []) { context in
      context.width = Int32(first.width)
      context.height = Int32(first.height)
      context.pix_fmt = AV_PIX_FMT_PAL8
      context.time_base = timeBase
    }
    let container = try OutputContainer(
      path: path, format: .gif, streams: [StreamParameters(encoder.pointer)], comment: nil)
    let write = { (packet: EncodedPacket) throws(MediaError) in
      var packet = packet
      packet.duration = 1
      try container.write(packet, stream: 0)
    }
    while let frame = try graph.pull() {
      frame.pointer.pointee.pict_type = AV_PICTURE_TYPE_NONE
      try encoder.encode(frame, write)
    }
    try encoder.encode(nil, write)
    try container.finish()
  }
}
