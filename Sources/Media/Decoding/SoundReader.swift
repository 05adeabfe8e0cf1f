import CFFmpeg
import DraftModel

/// The sound of a file from any moment on: stereo, 48 kHz, float, as long as it is asked for.
///
/// Samples lie where the source's timestamps put them: holes are silent, overlaps are dropped.
/// Resampling runs on a grid anchored at source time 0 (at 44.1 kHz in steps of 147 samples, which
/// are 160 at 48 kHz), so that a moment sounds the same from wherever reading began.
public final class SoundReader {
  public static let sampleRate = 48_000

  private let decoder: Decoder
  private let stream: UnsafeMutablePointer<AVStream>
  private let startTime: Time
  private let frame: VideoFrame
  private var resampler: Resampler?
  /// Resampled samples that nobody took yet, interleaved; the first `taken` of them are gone.
  private var pending: [Float] = []
  private var taken = 0
  /// Source samples fed so far, counted from source time 0.
  private var fedEnd = 0
  /// Resampled samples to drop before the moment that was asked for.
  private var surplus = 0
  private var isOver = false
  /// Silent source samples that lie before the frame that was decoded last; it waits for them.
  private var hole = 0

  /// How much is decoded before the moment that was asked for: coders need a run-up.
  private static let preroll = Time(milliseconds: 300)

  public init(path: String) throws(MediaError) {
    let container = try InputContainer(path: path)
    guard let stream = container.bestStream(AVMEDIA_TYPE_AUDIO) else {
      throw MediaError(.unsupported, file: path, operation: "decode sound", reason: "it has no sound")
    }
    self.stream = stream
    container.keepOnly(stream)
    decoder = try Decoder(container, stream)
    startTime = container.startTime
    frame = try VideoFrame()
    if container.seeksInexactly { isExactlySeekable = false }
  }

  /// Otherwise packets are read from the start and passed over undecoded.
  private var isExactlySeekable = true

  /// Goes to a source time, counted from the container's start.
  public func start(at time: Time) throws(MediaError) {
    let rate = Int(stream.pointee.codecpar.pointee.sample_rate)
    let divisor = Self.greatestCommonDivisor(rate, Self.sampleRate)
    let (inStep, outStep) = (rate / divisor, Self.sampleRate / divisor)
    let wanted = Self.bounded(max(0, (time.seconds * Rational(Self.sampleRate)).rounded))
    let run = max(1, 4096 / outStep)
    let block = max(0, wanted / outStep - run)
    fedEnd = block * inStep
    surplus = wanted - block * outStep
    pending = []
    taken = 0
    isOver = false
    hole = 0
    isDamaged = false
    hasComplaints = false
    wantedStart = time
    resampler = nil
    let from = Time(seconds: Rational(fedEnd) / Rational(max(1, rate))) - Self.preroll + startTime
    let timestamp = max(.zero, from).timestamp(in: stream.pointee.time_base)
    let readsFromBeginning = from <= .zero
    sawFrame = false
    // A fresh decoder drops its priming by itself; after a seek to the beginning it would not.
    if hasStarted {
      try decoder.seek(to: readsFromBeginning || !isExactlySeekable ? Int64.min / 2 : timestamp)
    } else if !readsFromBeginning, isExactlySeekable {
      try decoder.seek(to: timestamp)
    }
    if !readsFromBeginning, !isExactlySeekable { decoder.skipsPackets(before: timestamp) }
    hasStarted = true
  }

  private var hasStarted = false
  /// Whether anything was decoded since the start.
  private var sawFrame = false

  /// A sample's number as it can be counted with: drafts and damaged files name any.
  private static func bounded(_ sample: Int) -> Int { min(max(sample, -1 << 48), 1 << 48) }

  private static func greatestCommonDivisor(_ a: Int, _ b: Int) -> Int {
    b == 0 ? max(1, a) : greatestCommonDivisor(b, a % b)
  }

  /// Samples of both channels in turn, `count` of each; silence after the end.
  /// - Returns: how many of them lie before the end.
  public func read(_ count: Int, into samples: inout [Float]) throws(MediaError) -> Int {
    while !isOver, (pending.count - taken) / 2 < count { try decodeMore() }
    let available = min(count, (pending.count - taken) / 2)
    samples.append(contentsOf: pending[taken..<taken + available * 2])
    taken += available * 2
    samples.append(contentsOf: repeatElement(0, count: (count - available) * 2))
    if taken > 1 << 16 {
      pending.removeFirst(taken)
      taken = 0
    }
    return available
  }

  /// Whether parts of what was read could not be decoded, or not as they were meant: they are silent, or
  /// noise. What comes before the first sound or after the last one is none: tags, and the ends of
  /// files that were cut.
  public private(set) var isDamaged = false
  /// Complaints about the last frame, or about what came after it; another one tells that they were not
  /// about the end.
  private var hasComplaints = false
  /// The source time that was asked for: what lies before it is only a run-up.
  private var wantedStart = Time.zero

  /// - Returns: false at the end.
  private func decodeFrame() throws(MediaError) -> Bool {
    av_frame_unref(frame.pointer)
    let damaged = decoder.damagedPackets
    _ = FFmpegLog.takeLastLine()
    guard try decoder.next(frame.pointer) else { return false }
    guard sawFrame else { return true }
    if hasComplaints || decoder.damagedPackets > damaged, let time = frameTime, time > wantedStart {
      isDamaged = true
    }
    // The decoders of MP3 and AAC give noise for many a damaged frame, and only say so.
    hasComplaints = FFmpegLog.takeLastLine() != nil
    return true
  }

  /// When the frame begins, as its timestamp says, counted from the container's start.
  private var frameTime: Time? {
    let stamp = frame.pointer.pointee.best_effort_timestamp
    return stamp == wp_no_pts ? nil : Time(timestamp: stamp, timeBase: stream.pointee.time_base) - startTime
  }

  private func decodeMore() throws(MediaError) {
    if hole > 0 { return try fillHole() }
    guard try decodeFrame() else {
      try resampler?.flush(into: &pending)
      isOver = true
      dropSurplus()
      return
    }
    let rate = Int(frame.pointer.pointee.sample_rate)
    let count = Int(frame.pointer.pointee.nb_samples)
    guard MediaLimits.sampleRates.contains(rate), count > 0 else { return }
    var skip = 0
    if let time = frameTime {
      sawFrame = true
      let first = Self.bounded((time.seconds * Rational(rate)).rounded)
      // The first samples lie where their timestamp says; later ones follow on, unless there is a
      // real hole: timestamps in milliseconds jitter by half of one.
      let gap = first - fedEnd
      if resampler == nil || abs(gap) > rate / 50 {
        hole = max(0, gap)
        skip = max(0, -gap)
        if hole > 0 { return try fillHole() }
      }
    }
    guard skip < count else { return }
    try convertFrame(from: skip)
  }

  private func convertFrame(from skip: Int) throws(MediaError) {
    try makeResampler().convert(frame, from: skip, into: &pending)
    fedEnd += Int(frame.pointer.pointee.nb_samples) - skip
    dropSurplus()
  }

  /// A hole is filled as it is read, a second or so at a time: damaged files claim any length.
  private func fillHole() throws(MediaError) {
    let part = min(hole, 1 << 16)
    try makeResampler().insertSilence(part, into: &pending)
    hole -= part
    fedEnd += part
    dropSurplus()
    if hole == 0 { try convertFrame(from: 0) }
  }

  private func makeResampler() throws(MediaError) -> Resampler {
    if let resampler, resampler.matches(frame) { return resampler }
    if let resampler { try resampler.flush(into: &pending) }
    let made = try Resampler(from: frame, file: decoder.container.path)
    resampler = made
    return made
  }

  private func dropSurplus() {
    let dropped = min(surplus, (pending.count - taken) / 2)
    taken += dropped * 2
    surplus -= dropped
  }
}

/// swresample from one layout to stereo float at 48 kHz. Mono goes to both channels at -3.01 dB.
private final class Resampler {
  private var context: OpaquePointer?
  private let rate: Int32
  private let format: Int32
  private let channels: Int32

  init(from frame: VideoFrame, file: String) throws(MediaError) {
    rate = frame.pointer.pointee.sample_rate
    format = frame.pointer.pointee.format
    channels = frame.pointer.pointee.ch_layout.nb_channels
    var stereo = AVChannelLayout()
    wp_stereo(&stereo)
    // Files that do not say which channel is which get the usual order.
    if frame.pointer.pointee.ch_layout.order == AV_CHANNEL_ORDER_UNSPEC {
      av_channel_layout_default(&frame.pointer.pointee.ch_layout, channels)
    }
    try check(
      swr_alloc_set_opts2(
        &context, &stereo, AV_SAMPLE_FMT_FLT, Int32(SoundReader.sampleRate), &frame.pointer.pointee.ch_layout,
        AVSampleFormat(rawValue: format), rate, 0, nil), "convert sound", file: file)
    try check(swr_init(context), "convert sound", file: file)
  }

  deinit { swr_free(&context) }

  func matches(_ frame: VideoFrame) -> Bool {
    frame.pointer.pointee.sample_rate == rate && frame.pointer.pointee.format == format
      && frame.pointer.pointee.ch_layout.nb_channels == channels
  }

  func convert(_ frame: VideoFrame, from first: Int, into samples: inout [Float]) throws(MediaError) {
    let format = AVSampleFormat(rawValue: format)
    let isPlanar = av_sample_fmt_is_planar(format) != 0
    let step = Int(av_get_bytes_per_sample(format)) * (isPlanar ? 1 : Int(channels))
    var planes: [UnsafePointer<UInt8>?] = []
    for channel in 0..<(isPlanar ? Int(channels) : 1) {
      planes.append(frame.pointer.pointee.extended_data[channel].map { UnsafePointer($0 + first * step) })
    }
    try run(planes, Int32(frame.pointer.pointee.nb_samples) - Int32(first), into: &samples)
  }

  func insertSilence(_ count: Int, into samples: inout [Float]) throws(MediaError) {
    try check(swr_inject_silence(context, Int32(count)), "convert sound")
    try run([], 0, into: &samples, limit: Int(swr_get_out_samples(context, 0)))
  }

  func flush(into samples: inout [Float]) throws(MediaError) {
    while try run(nil, 0, into: &samples) > 0 {}
  }

  @discardableResult
  private func run(
    _ planes: [UnsafePointer<UInt8>?]?, _ count: Int32, into samples: inout [Float], limit: Int? = nil
  ) throws(MediaError) -> Int {
    let capacity = max(1, limit ?? Int(swr_get_out_samples(context, count)))
    var output = [Float](repeating: 0, count: capacity * 2)
    var input = planes ?? []
    let isSilence = planes?.isEmpty ?? false
    let code = output.withUnsafeMutableBytes { bytes in
      var out = bytes.bindMemory(to: UInt8.self).baseAddress
      return withUnsafeMutablePointer(to: &out) { out in
        input.withUnsafeMutableBufferPointer { input in
          // Without input, swresample gives what is ready; a null pointer would end the stream.
          var nothing: UnsafePointer<UInt8>? = UnsafePointer(bytes.bindMemory(to: UInt8.self).baseAddress)
          if isSilence {
            return withUnsafeMutablePointer(to: &nothing) {
              swr_convert(context, out, Int32(capacity), $0, 0)
            }
          }
          return swr_convert(context, out, Int32(capacity), planes == nil ? nil : input.baseAddress, count)
        }
      }
    }
    let converted = Int(try check(code, "convert sound"))
    samples.append(contentsOf: output[..<(converted * 2)])
    return converted
  }
}
