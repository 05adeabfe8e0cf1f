import CFFmpeg
import DraftModel

/// The sound of a file, encoded anew: holes are filled with silence, so that it stays with the picture.
final class EncodedSound: PacketSource {
  let parameters: StreamParameters
  private let decoder: Decoder
  private let encoder: AudioEncoder
  private let settings: AudioEncoder.Settings
  private let origin: Time
  private let length: Time
  private let frame: VideoFrame
  private var graph: FilterGraph?
  private var shape: (rate: Int32, format: Int32, channels: Int32) = (0, 0, 0)
  private var queue: [EncodedPacket] = []
  private var taken = 0
  /// Samples that went to the encoder.
  private var sent = 0
  private var isOver = false

  /// - Parameter range: what of it, counted from the start of the file.
  init(path: String, _ settings: AudioEncoder.Settings, range: TimeRange) throws(MediaError) {
    let container = try InputContainer(path: path)
    guard let stream = container.bestStream(AVMEDIA_TYPE_AUDIO) else {
      throw MediaError(.unsupported, file: path, operation: "encode the sound", reason: "it has no sound")
    }
    container.keepOnly(stream)
    decoder = try Decoder(container, stream)
    encoder = try AudioEncoder(settings)
    parameters = try StreamParameters(encoder.parameters, replacing: stream)
    self.settings = settings
    origin = container.startTime + range.start
    length = range.duration
    frame = try VideoFrame()
    // A second earlier: coders need a run-up, and some containers only guess where a time is.
    let from = origin - Time(milliseconds: 1000)
    if range.start > Time(milliseconds: 2000) {
      try decoder.seek(to: from.timestamp(in: stream.pointee.time_base))
    }
  }

  /// Whether parts of the file could not be decoded so far.
  var isDamaged: Bool { decoder.damagedPackets > 0 }

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
    av_frame_unref(frame.pointer)
    guard try decoder.next(frame.pointer) else { return try end() }
    let value = frame.pointer.pointee
    guard MediaLimits.sampleRates.contains(Int(value.sample_rate)), value.nb_samples > 0 else { return }
    if value.ch_layout.order == AV_CHANNEL_ORDER_UNSPEC {
      av_channel_layout_default(&frame.pointer.pointee.ch_layout, value.ch_layout.nb_channels)
    }
    let timeBase = decoder.stream.pointee.time_base
    let stamp = value.best_effort_timestamp
    if stamp != wp_no_pts {
      if Time(timestamp: stamp, timeBase: timeBase) - origin >= length { return try end() }
      frame.pointer.pointee.pts = stamp &- origin.timestamp(in: timeBase)
    } else {
      frame.pointer.pointee.pts = stamp
    }
    let shape = (value.sample_rate, value.format, value.ch_layout.nb_channels)
    if graph == nil || shape != self.shape {
      // A stream may change its layout on the way: what was begun is brought to its end first.
      try drain()
      graph = try makeGraph(timeBase)
      self.shape = shape
    }
    try graph?.push(frame)
    try pull()
  }

  private func makeGraph(_ timeBase: AVRational) throws(MediaError) -> FilterGraph {
    let rate = settings.sampleRate
    let total = max(1, (length.seconds * Rational(rate)).ceiling)
    let format = String(cString: av_get_sample_fmt_name(settings.codec.ffmpeg.format))
    var layout = AVChannelLayout()
    av_channel_layout_default(&layout, Int32(clamping: settings.channels))
    var name = [CChar](repeating: 0, count: 256)
    av_channel_layout_describe(&layout, &name, name.count)
    let layoutName = String(decoding: name.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    return try FilterGraph(
      "aresample=\(rate):async=1:first_pts=\(sent),atrim=end_pts=\(total)"
        + ",aformat=sample_fmts=\(format):sample_rates=\(rate):channel_layouts=\(layoutName)",
      likeSound: frame, timeBase: timeBase, frameSize: encoder.frameSize)
  }

  private func pull() throws(MediaError) {
    while let filtered = try graph?.pull() {
      filtered.pointer.pointee.pts = Int64(sent)
      sent += Int(filtered.pointer.pointee.nb_samples)
      try encoder.encode(frame: filtered) { queue.append($0) }
    }
  }

  private func drain() throws(MediaError) {
    guard let graph else { return }
    try graph.push(nil)
    try pull()
    self.graph = nil
  }

  private func end() throws(MediaError) {
    try drain()
    try encoder.encode(frame: nil) { queue.append($0) }
    isOver = true
  }
}
