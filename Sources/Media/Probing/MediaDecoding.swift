import CFFmpeg
import DraftModel

extension MediaProbe {
  /// Decodes a file, or parts of it, to see whether that can be done.
  /// - Parameters:
  ///   - description: of the same file.
  ///   - timeLimit: what is not reached by then is told in ``DecodingReport/undecoded``. Sound, which takes
  ///     little, has a part of the time that no picture uses up.
  ///   - progress: called with 0...1.
  /// - Throws: where the file cannot be opened at all.
  public static func decode(
    path: String, description: MediaDescription, extent: DecodingExtent, timeLimit: Duration? = nil,
    progress: (Double) -> Void = { _ in }
  ) throws(MediaError) -> DecodingReport {
    var report = DecodingReport()
    var silences: [Silence] = []
    var ends: [Int: Time] = [:]
    let wanted = description.streams.filter { stream in
      // Nobody sees the cover of a song, unless all is to be looked at.
      stream.kind == .video && (!stream.isCoverArt || extent == .everything) || stream.kind == .audio
    }
    let budget = timeLimit.map { DecodingBudget($0, wanted) }
    let streams =
      budget == nil ? wanted : wanted.filter { $0.kind == .audio } + wanted.filter { $0.kind != .audio }
    for (index, stream) in streams.enumerated() {
      let deadline = budget?.deadline(for: stream)
      var run = StreamDecoding(
        path: path, description: description, stream: stream, extent: extent, deadline: deadline)
      do throws(MediaError) {
        try run.decode(into: &report) { progress((Double(index) + $0) / Double(streams.count)) }
        silences += run.silences
        ends[stream.index] = run.end
      } catch {
        // A file that is gone is no damage.
        if error.code == .notFound || error.code == .unreadable { throw error }
        // Nor is what there was no time for.
        if let deadline, deadline.hasPassed || deadline.hasInterrupted {
          report.undecoded[stream.index] = "decoding took too long and was given up"
        } else {
          report.add(stream: stream.index, at: nil, reason: error.reason)
        }
      }
      progress(Double(index + 1) / Double(streams.count))
    }
    for silence in silences
    where silence.isLoss(beside: silences, streams: streams.map(\.index), of: description) {
      report.emptyRanges[silence.stream, default: []].append(silence.range)
    }
    for problem in description.earlyEnds(ends, of: streams) { report.add(problem) }
    return report
  }
}

/// The time for the decoding of a file. Sounds come first, each with a small part of it; what they leave is
/// for the pictures.
private struct DecodingBudget {
  private let start = ContinuousClock.now
  private let time: Duration
  private let soundTime: Duration

  init(_ time: Duration, _ streams: [MediaDescription.Stream]) {
    let sounds = streams.count { $0.kind == .audio }
    self.time = time
    soundTime = time / (sounds == streams.count ? max(1, sounds) : 2 * max(1, sounds))
  }

  func deadline(for stream: MediaDescription.Stream) -> Deadline {
    stream.kind == .audio ? Deadline(in: soundTime) : Deadline(in: max(.zero, time - (.now - start)))
  }
}

extension MediaDescription {
  /// Whether subtitles or data without a length of their own may be what plays longest.
  fileprivate var mayOutlastItsFilm: Bool {
    streams.contains { ($0.kind == .subtitle || $0.kind == .data) && $0.toldDuration == nil }
  }
}

extension MediaDescription {
  /// Streams that end clearly before they should, in what was decoded to its end: the file was cut off.
  /// - Parameters:
  ///   - ends: when each that was decoded to its end did end.
  ///   - streams: all that should have been decoded.
  fileprivate func earlyEnds(_ ends: [Int: Time], of streams: [Stream]) -> [DecodingReport.Problem] {
    guard let length = duration else { return [] }
    func problem(_ stream: Stream, promised: Time) -> DecodingReport.Problem? {
      let tolerance = max(Time(milliseconds: 500), promised / Rational(20))
      guard let end = ends[stream.index], end + tolerance < promised else { return nil }
      return DecodingReport.Problem(
        stream: stream.index, range: TimeRange(start: end, end: promised), count: 1,
        reason: "it ends at \(end) of \(promised)")
    }
    // What a tag tells of a stream may be left from a longer film, of which this one is a part.
    let own = streams.compactMap { stream in
      stream.toldDuration.flatMap { problem(stream, promised: min($0, length)) }
    }
    guard own.isEmpty else { return own }
    // One stream may end before the others do. That none lasts as long as the file should is another matter.
    let played = streams.filter { !$0.isCoverArt }
    guard !mayOutlastItsFilm, played.allSatisfy({ ends[$0.index] != nil }),
      let last = played.max(by: { ends[$0.index] ?? .zero < ends[$1.index] ?? .zero })
    else { return [] }
    return [problem(last, promised: length)].compactMap(\.self)
  }
}

/// A stretch of a stream out of which nothing came.
private struct Silence {
  var stream: Int
  var range: TimeRange
  /// Whether the index of the file lists something there, or after it.
  var isPromised: Bool

  /// Whether something is missing there. A stream may end before the others do; that none of them goes on
  /// to where the file should end is another matter, unless what lasts so long may be neither seen nor
  /// heard.
  func isLoss(beside others: [Silence], streams: [Int], of description: MediaDescription) -> Bool {
    if isPromised { return true }
    let knowsLength = description.streams.first { $0.index == stream }?.toldDuration != nil
    if !knowsLength, range.end >= description.duration ?? .zero, description.mayOutlastItsFilm {
      return false
    }
    return streams.allSatisfy { index in
      others.contains { $0.stream == index && $0.range.start < range.end && range.start < $0.range.end }
    }
  }
}

/// The decoding of one stream.
private struct StreamDecoding {
  let path: String
  let description: MediaDescription
  let stream: MediaDescription.Stream
  let extent: DecodingExtent
  let deadline: Deadline?
  private(set) var silences: [Silence] = []
  /// When what comes out of the stream ends; nil where that was not reached, or times say nothing.
  private(set) var end: Time?

  init(
    path: String, description: MediaDescription, stream: MediaDescription.Stream, extent: DecodingExtent,
    deadline: Deadline?
  ) {
    (self.path, self.description, self.stream) = (path, description, stream)
    (self.extent, self.deadline) = (extent, deadline)
  }

  /// Bytes of a decoded picture; two or three of them are held at a time.
  private static let pictureLimit = 225_000_000
  /// Files up to this size are decoded from their start where they cannot be entered elsewhere.
  private static let unseekableSize = 32 << 20

  private var isLate: Bool { deadline?.hasPassed ?? false }

  mutating func decode(into report: inout DecodingReport, progress: (Double) -> Void) throws(MediaError) {
    if let picture = stream.picture {
      guard picture.codedWidth > 0, picture.codedHeight > 0,
        MediaLimits.opensPicture(width: picture.codedWidth, height: picture.codedHeight)
      else {
        report.undecoded[stream.index] = "its size is not known, or larger than what is opened"
        return
      }
      guard bytes(of: picture) <= Self.pictureLimit else {
        report.undecoded[stream.index] = "one picture takes \(bytes(of: picture) / 1_000_000) MB"
        return
      }
      // A few megabytes that unpack to gigabytes would keep a decoder busy for minutes.
      guard
        picture.kind != .still || description.streams.count > 1
          || description.byteCount / 4 <= bytes(of: picture) + (1 << 20)
      else {
        report.undecoded[stream.index] = "its data are many times larger than its picture"
        return
      }
    }
    if stream.isEncrypted {
      report.undecoded[stream.index] = "it is encrypted"
      return
    }
    switch description.format {
    case .webp where stream.picture?.kind == .animation: try decodeWebP(into: &report)
    case .heic where description.formatName == "heif", .avif where description.formatName == "heif":
      _ = try HEIFPicture.decode(path: path)
      report.decodedFrames[stream.index] = 1
    default: try decodeStream(into: &report, progress)
    }
  }

  private func bytes(of picture: MediaDescription.Picture) -> Int {
    let format = picture.pixelFormat.map { av_get_pix_fmt($0) } ?? AV_PIX_FMT_RGBA
    let size = av_image_get_buffer_size(
      format == AV_PIX_FMT_NONE ? AV_PIX_FMT_RGBA : format, Int32(clamping: picture.codedWidth),
      Int32(clamping: picture.codedHeight), 1)
    // What does not even fit into FFmpeg's number is larger than anything.
    return size > 0 ? Int(size) : .max
  }

  private func decodeWebP(into report: inout DecodingReport) throws(MediaError) {
    let animation = try WebPAnimation(path: path)
    var count = 0
    while !isLate, try animation.next() != nil { count += 1 }
    report.decodedFrames[stream.index] = count
    if let all = stream.picture?.frameCount, count < all {
      if isLate {
        report.undecoded[stream.index] =
          "decoding took too long; \(count) of its \(all) pictures came out well"
      } else {
        report.add(
          stream: stream.index, at: nil,
          reason: "picture \(count + 1) of \(all) and those after it do not decode")
      }
    }
  }

  // MARK: FFmpeg

  private mutating func decodeStream(into report: inout DecodingReport, _ progress: (Double) -> Void)
    throws(MediaError)
  {
    let ranges = wantedRanges
    let container = try InputContainer(path: path, findStreamInfo: needsStreamInfo, deadline: deadline)
    guard container.streams.indices.contains(stream.index) else {
      report.undecoded[stream.index] = "it is found only while the file is read"
      return
    }
    let pointer = container.streams[stream.index]
    container.keepOnly(pointer)
    let decoder = try Decoder(container, pointer)
    let run = DecodingPass(
      decoder: decoder, stream: stream.index, origin: container.startTime, deadline: deadline)
    if let ranges {
      try decode(ranges, run, into: &report, progress)
    } else {
      let length = (stream.toldDuration ?? description.duration)?.seconds.double ?? 0
      try run.decodeAll { progress(length > 0 ? min(1, $0.seconds.double / length) : 0) }
      if isLate {
        report.undecoded[stream.index] = "decoding took too long and was given up"
      } else if hasTrueLength(container) {
        end = run.end
      }
    }
    run.finish(&report)
    if ranges == nil, run.frames == 0, !isLate, report.problems.allSatisfy({ $0.stream != stream.index }) {
      report.add(stream: stream.index, at: nil, reason: "nothing came out of it")
    }
  }

  /// Whether the length of the stream is told, not guessed, and by something else than its pictures.
  private func hasTrueLength(_ container: InputContainer) -> Bool {
    if description.isBareStream || stream.isCoverArt { return false }
    if let picture = stream.picture, picture.kind != .video { return false }
    // Guesses for smaller files were replaced by a count of their packets.
    return container.pointer.pointee.duration_estimation_method != AVFMT_DURATION_FROM_BITRATE
      || description.byteCount <= ContainerReading.countedSize
  }

  private mutating func decode(
    _ ranges: [TimeRange], _ run: DecodingPass, into report: inout DecodingReport,
    _ progress: (Double) -> Void
  ) throws(MediaError) {
    // Where places are guesses, the wanted one may be passed unseen: small files are read on instead.
    let readsOn = description.byteCount <= Self.unseekableSize
    var seeks = true
    for (index, range) in ranges.enumerated() {
      guard !isLate else {
        report.undecoded[stream.index] =
          "decoding took too long; what comes after \(range.start) was not reached"
        return
      }
      var outcome = DecodingPass.Outcome.nothing
      if seeks, range.start > .zero {
        do throws(MediaError) {
          try run.seek(to: range.start)
          outcome = try run.decode(range)
        } catch {
          guard readsOn else {
            report.undecoded[stream.index] = "it can be decoded from its start only"
            return
          }
          seeks = false
        }
        if outcome == .nothing, !isLate, run.decoder.container.seeksInexactly { seeks = false }
        if !seeks, readsOn {
          try run.restart()
          outcome = try run.decode(range)
        } else if !seeks {
          report.undecoded[stream.index] = "it can be decoded from its start only"
          return
        }
      } else {
        outcome = try run.decode(range)
      }
      if outcome == .nothing, !isLate {
        silences.append(
          Silence(stream: stream.index, range: range, isPromised: run.isListed(from: range.start)))
      }
      progress(Double(index + 1) / Double(ranges.count))
    }
  }

  /// The header alone is enough to open a decoder of what has one.
  private var needsStreamInfo: Bool {
    if description.formatName == "wav", stream.codec.hasPrefix("pcm_") { return false }
    return !["mov,mp4,m4a,3gp,3g2,mj2", "matroska,webm", "png_pipe", "apng", "gif", "jpeg_pipe", "webp_pipe"]
      .contains(description.formatName)
  }

  /// Nil for everything.
  private var wantedRanges: [TimeRange]? {
    // Without times there is nowhere to go to.
    if stream.picture?.kind == .still || stream.isCoverArt || description.isBareStream { return nil }
    switch extent {
    case .everything: return nil
    case .ranges(let ranges): return ranges.filter { !$0.isEmpty }
    case .samples:
      let second = Time(milliseconds: 1000)
      guard let length = stream.toldDuration ?? description.duration, length > second * Rational(3) else {
        return nil
      }
      let middle = length / Rational(2)
      return [
        TimeRange(start: .zero, duration: second),
        TimeRange(start: middle - second / Rational(2), duration: second),
        TimeRange(start: length - second, duration: second),
      ]
    }
  }
}

/// Frames that come out of a decoder, and the trouble on the way.
private final class DecodingPass {
  let decoder: Decoder
  private let stream: Int
  /// The time of the file that counts as its start.
  private let origin: Time
  private let deadline: Deadline?
  private var problems = DecodingReport()
  private(set) var frames = 0
  private var lastTime: Time?
  /// When the frame before is no longer on.
  private var lastEnd: Time?
  /// The longest that a frame was on before the next one came.
  private var longestStep = Time.zero
  /// Whether decoding began in the middle of something: the first packets are no whole frames then.
  private var isFindingItsFeet = false

  /// What a stretch gave.
  enum Outcome {
    /// Frames, or one that lasts into it, or some only after it.
    case frames
    case nothing
  }

  init(decoder: Decoder, stream: Int, origin: Time, deadline: Deadline?) {
    self.decoder = decoder
    self.stream = stream
    self.origin = origin
    self.deadline = deadline
    decoder.damageObserver = { [weak self] timestamp, reason in
      // What is not read for lack of time is not damaged.
      guard let self, !self.decoder.container.wasLate else { return }
      guard !self.isFindingItsFeet || self.decoder.container.hasMetJunk else { return }
      self.problems.add(stream: stream, at: timestamp.map(self.time) ?? self.lastTime, reason: reason)
    }
  }

  private func time(_ timestamp: Int64) -> Time {
    Time(timestamp: timestamp, timeBase: decoder.stream.pointee.time_base) - origin
  }

  func seek(to time: Time) throws(MediaError) {
    try decoder.seek(to: (time + origin).timestamp(in: decoder.stream.pointee.time_base))
    begin()
    isFindingItsFeet = decoder.container.seeksInexactly
  }

  /// Goes back to the start of the file.
  func restart() throws(MediaError) {
    try decoder.seek(to: Int64.min / 2)
    begin()
  }

  private func begin() {
    (lastTime, lastEnd) = (nil, nil)
    isFindingItsFeet = false
    _ = FFmpegLog.takeLastLine()
  }

  private var isLate: Bool { deadline?.hasPassed ?? false }

  func decodeAll(progress: (Time) -> Void) throws(MediaError) {
    let frame = try VideoFrame()
    while try next(frame) {
      if frames % 32 == 0, let lastTime { progress(lastTime) }
      if isLate { return }
    }
  }

  /// Decodes from where it stands to the end of a stretch.
  func decode(_ range: TimeRange) throws(MediaError) -> Outcome {
    let frame = try VideoFrame()
    var outcome = lastEnd.map { $0 > range.start } == true ? Outcome.frames : .nothing
    while try next(frame) {
      guard let lastTime else {
        outcome = .frames
        continue
      }
      if lastTime >= range.start || lastEnd.map({ $0 > range.start }) == true {
        outcome = .frames
        isFindingItsFeet = false
      }
      if lastTime >= range.end || isLate { break }
    }
    return outcome
  }

  /// Whether the index of the file lists something of the stream at or after a time.
  func isListed(from time: Time) -> Bool {
    let timestamp = (time + origin).timestamp(in: decoder.stream.pointee.time_base)
    return av_index_search_timestamp(decoder.stream, timestamp, AVSEEK_FLAG_ANY) >= 0
  }

  private func next(_ frame: VideoFrame) throws(MediaError) -> Bool {
    av_frame_unref(frame.pointer)
    guard try decoder.next(frame.pointer) else { return false }
    frames += 1
    let timestamp = frame.pointer.pointee.best_effort_timestamp
    if timestamp != wp_no_pts {
      if let lastTime { longestStep = max(longestStep, time(timestamp) - lastTime) }
      lastTime = time(timestamp)
      lastEnd = lastTime.map { $0 + length(of: frame) }
    }
    guard !isFindingItsFeet else {
      _ = FFmpegLog.takeLastLine()
      return true
    }
    if let line = FFmpegLog.takeLastLine() {
      problems.add(stream: stream, at: lastTime, reason: line)
    } else if wp_is_damaged(frame.pointer) != 0 {
      problems.add(stream: stream, at: lastTime, reason: "a frame is damaged")
    }
    return true
  }

  /// How long a frame is on, as far as it or the rate of the film tells.
  private func length(of frame: VideoFrame) -> Time {
    let base = decoder.stream.pointee.time_base
    let told = Time(timestamp: max(0, wp_frame_duration(frame.pointer)), timeBase: base)
    let rate = decoder.stream.pointee.avg_frame_rate
    guard rate.num > 0, rate.den > 0 else { return told }
    return max(told, Time(seconds: Rational(Int128(rate.den), Int128(rate.num))))
  }

  /// When the last frame is no longer on, at the latest: files do not always tell, and it may be on as long as
  /// any before it. Nil where one picture is all there is.
  var end: Time? {
    guard frames > 1, let lastTime, let lastEnd else { return nil }
    return max(lastEnd, lastTime + longestStep)
  }

  func finish(_ report: inout DecodingReport) {
    report.decodedFrames[stream] = frames
    for problem in problems.problems {
      if report.problems.count < DecodingReport.problemLimit {
        report.problems.append(problem)
      } else {
        report.untoldProblems += 1
      }
    }
    report.untoldProblems += problems.untoldProblems
  }
}
