import CFFmpeg
import DraftModel

/// A decoder of one stream. Keeps its container alive.
final class Decoder {
  let container: InputContainer
  let stream: UnsafeMutablePointer<AVStream>
  let pointer: UnsafeMutablePointer<AVCodecContext>
  private let packets: PacketWindow
  private var isDraining = false
  private var consecutiveErrors = 0
  private var skippedUntil = Int64.min
  /// Whether packets are passed over up to the next key frame.
  private var awaitsKeyFrame = false
  private var undecodable = 0
  /// Packets that could not be read or decoded.
  var damagedPackets: Int { undecodable + packets.damaged }
  /// The times that will be asked for, in the stream's own time; frames that none of them shows and
  /// nothing refers to are not decoded.
  var demand: PictureDemand?
  /// Whether frames were left out since the last seek.
  private(set) var hasSkipped = false
  /// Told of each packet that could not be read or decoded: its time in the stream's units, and why.
  var damageObserver: ((_ timestamp: Int64?, _ reason: String) -> Void)? {
    didSet { packets.onDamage = damageObserver.map { observer in { observer(nil, $0) } } }
  }
  private var lastPresentation = wp_no_pts
  private let marksUnreferenced: Bool

  /// - Parameter detail: what is enough; very large pictures are decoded no larger where the codec can.
  init(
    _ container: InputContainer, _ stream: UnsafeMutablePointer<AVStream>, threads: Int = 1,
    detail: VideoReader.Detail = .full
  ) throws(MediaError) {
    self.container = container
    self.stream = stream
    packets = PacketWindow(container, stream)
    let parameters = stream.pointee.codecpar.pointee
    guard let codec = Self.codec(for: parameters.codec_id, alpha: Self.hasAlphaTag(stream)) else {
      throw MediaError(
        .unsupported, file: container.path, operation: "decode",
        reason: "no decoder for \(String(cString: avcodec_get_name(parameters.codec_id)))")
    }
    marksUnreferenced = Self.marksUnreferenced(parameters)
    pointer = try allocated(avcodec_alloc_context3(codec), "decode")
    // Everything is set from here on: what throws leads to `deinit`.
    try check(
      avcodec_parameters_to_context(pointer, stream.pointee.codecpar), "open the decoder",
      file: container.path)
    pointer.pointee.pkt_timebase = stream.pointee.time_base
    pointer.pointee.thread_count = Int32(threads)
    pointer.pointee.max_pixels = Int64(MediaLimits.pixels)
    pointer.pointee.lowres = Self.reduction(codec, parameters, detail)
    try check(avcodec_open2(pointer, codec, nil), "open the decoder", file: container.path)
  }

  deinit {
    var pointer: UnsafeMutablePointer<AVCodecContext>? = pointer
    avcodec_free_context(&pointer)
  }

  /// By which power of two pictures are decoded smaller. JPEG's blocks can be, in less time and memory.
  private static func reduction(
    _ codec: UnsafePointer<AVCodec>, _ parameters: AVCodecParameters, _ detail: VideoReader.Detail
  ) -> Int32 {
    guard Int(parameters.width) * Int(parameters.height) > MediaLimits.largePicture else { return 0 }
    return min(Int32(detail.halvings), Int32(codec.pointee.max_lowres))
  }

  /// FFmpeg's own VP8 and VP9 decoders drop the alpha channel; libvpx's keep it.
  private static func codec(for id: AVCodecID, alpha: Bool) -> UnsafePointer<AVCodec>? {
    if alpha {
      if id == AV_CODEC_ID_VP8, let codec = avcodec_find_decoder_by_name("libvpx") { return codec }
      if id == AV_CODEC_ID_VP9, let codec = avcodec_find_decoder_by_name("libvpx-vp9") { return codec }
    }
    return avcodec_find_decoder(id)
  }

  /// Matroska's mark of an alpha channel.
  static func hasAlphaTag(_ stream: UnsafeMutablePointer<AVStream>) -> Bool {
    guard let tag = av_dict_get(stream.pointee.metadata, "alpha_mode", nil, 0) else { return false }
    return String(cString: tag.pointee.value) == "1"
  }

  /// Decodes into `frame` what comes next.
  /// - Returns: false at the end of the stream.
  /// - Throws: when too many packets in a row are damaged; single ones are passed over and counted.
  func next(_ frame: UnsafeMutablePointer<AVFrame>) throws(MediaError) -> Bool {
    while true {
      let code = avcodec_receive_frame(pointer, frame)
      if code >= 0 {
        consecutiveErrors = 0
        return true
      }
      if code == wp_error_eof { return false }
      if code != wp_error(EAGAIN) {
        try countDamage(code)
        if isDraining { return false }
        continue
      }
      try feed()
    }
  }

  private func feed() throws(MediaError) {
    while true {
      guard let packet = try packets.next(lookingAhead: canSkip) else {
        isDraining = true
        avcodec_send_packet(pointer, nil)
        return
      }
      defer { packets.recycle(packet) }
      guard !isSkipped(packet) else { continue }
      if awaitsKeyFrame, packet.pointer.pointee.flags & AV_PKT_FLAG_KEY == 0 { continue }
      awaitsKeyFrame = false
      let presentation = packet.pointer.pointee.pts
      lastPresentation = presentation
      let isWanted = isWanted(presentation)
      pointer.pointee.skip_frame = isWanted ? AVDISCARD_DEFAULT : AVDISCARD_NONREF
      if !isWanted { hasSkipped = true }
      let code = avcodec_send_packet(pointer, packet.pointer)
      if code >= 0 || code == wp_error(EAGAIN) || code == wp_error_eof { return }
      try countDamage(code)
    }
  }

  /// Whether single frames can be left out.
  private var canSkip: Bool { demand != nil && marksUnreferenced }

  /// Whether a frame that nothing refers to is marked as such, so that the decoder passes over it when it
  /// is told to. HEVC marks what nothing of the same layer refers to (ITU-T H.265, 7.4.2.2): where there
  /// are several, those above may.
  private static func marksUnreferenced(_ parameters: AVCodecParameters) -> Bool {
    switch parameters.codec_id {
    case AV_CODEC_ID_H264, AV_CODEC_ID_MPEG2VIDEO: true
    case AV_CODEC_ID_HEVC: CodecHeader.read(parameters)?.temporalLayers == 1
    default: false
    }
  }

  private func isWanted(_ presentation: Int64) -> Bool {
    guard canSkip, let demand, presentation != wp_no_pts, let end = packets.successor(of: presentation) else {
      return true
    }
    let base = stream.pointee.time_base
    return demand.hits(Time(timestamp: presentation, timeBase: base), Time(timestamp: end, timeBase: base))
  }

  private func isSkipped(_ packet: Packet) -> Bool {
    guard skippedUntil != .min else { return false }
    let pts = packet.pointer.pointee.pts
    guard pts != wp_no_pts, pts < skippedUntil else {
      skippedUntil = .min
      return false
    }
    return true
  }

  private func countDamage(_ code: Int32) throws(MediaError) {
    undecodable += 1
    consecutiveErrors += 1
    if let damageObserver {
      damageObserver(
        lastPresentation != wp_no_pts ? lastPresentation : nil,
        MediaError(ffmpeg: code, "decode", file: nil).reason)
    }
    guard consecutiveErrors <= MediaLimits.consecutiveErrors else {
      throw MediaError(ffmpeg: code, "decode", file: container.path)
    }
  }

  func leavesOutLoopFilter(for detail: VideoReader.Detail) {
    let codec = pointer.pointee.codec_id
    guard [AV_CODEC_ID_H264, AV_CODEC_ID_HEVC, AV_CODEC_ID_VP9].contains(codec) else { return }
    pointer.pointee.skip_loop_filter =
      switch detail {
      case .full: AVDISCARD_DEFAULT
      // HEVC's B-frames refer to each other: what nothing refers to is left.
      case .half, .quarter: codec == AV_CODEC_ID_H264 ? AVDISCARD_BIDIR : AVDISCARD_NONREF
      }
  }

  /// Passes packets over, undecoded, up to the first that is at or after `timestamp`.
  func skipsPackets(before timestamp: Int64) { skippedUntil = timestamp }

  /// Seeks and forgets what was decoded before.
  func seek(to timestamp: Int64) throws(MediaError) {
    try container.seek(stream, to: timestamp)
    avcodec_flush_buffers(pointer)
    packets.clear()
    hasSkipped = false
    isDraining = false
    consecutiveErrors = 0
    skippedUntil = .min
    awaitsKeyFrame = mayStandBetweenKeyFrames && timestamp > .min / 4
  }

  /// Whether a seek may end anywhere in the stream, and the decoder would make pictures there of what it has
  /// not: without an index, places are found by time alone. Those of H.264 and MPEG-2 wait by themselves. From
  /// the file's very start, everything is decoded.
  private var mayStandBetweenKeyFrames: Bool {
    container.seeksInexactly && [AV_CODEC_ID_HEVC, AV_CODEC_ID_MPEG4].contains(pointer.pointee.codec_id)
  }
}
