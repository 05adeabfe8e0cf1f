import CFFmpeg
import DraftModel

extension MediaProbe {
  /// Decodes a file, or parts of it, to see whether that can be done.
  /// - Parameters:
  ///   - description: of the same file.
  ///   - timeLimit: what is not reached by then is told in ``DecodingReport/undecoded``.
  ///   - progress: called with 0...1.
  /// - Throws: where the file cannot be opened at all.
  public static func decode(
    path: String, description: MediaDescription, extent: DecodingExtent, timeLimit: Duration? = nil,
    progress: (Double) -> Void = { _ in }
  ) throws(MediaError) -> DecodingReport {
    var report = DecodingReport()
    let end = timeLimit.map { ContinuousClock.now + $0 }
    let streams = description.streams.filter { $0.kind == .video || $0.kind == .audio }
    for (index, stream) in streams.enumerated() {
      var run = StreamDecoding(path: path, description: description, stream: stream, extent: extent, end: end)
      do throws(MediaError) {
        try run.decode(into: &report) { progress((Double(index) + $0) / Double(streams.count)) }
      } catch {
        // A file that is gone is no damage.
        if error.code == .notFound || error.code == .unreadable { throw error }
        report.add(stream: stream.index, at: nil, reason: error.reason)
      }
      progress(Double(index + 1) / Double(streams.count))
    }
    return report
  }
}

/// The decoding of one stream.
private struct StreamDecoding {
  let path: String
  let description: MediaDescription
  let stream: MediaDescription.Stream
  let extent: DecodingExtent
  let end: ContinuousClock.Instant?

  /// Bytes of a decoded picture; two or three of them are held at a time.
  private static let pictureLimit = 225_000_000
  /// Files up to this size are decoded from their start where they cannot be entered elsewhere.
  private static let unseekableSize = 32 << 20

  private var isLate: Bool { end.map { ContinuousClock.now >= $0 } ?? false }

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

  private func decodeStream(into report: inout DecodingReport, _ progress: (Double) -> Void)
    throws(MediaError)
  {
    let ranges = wantedRanges
    let container = try InputContainer(path: path, findStreamInfo: needsStreamInfo)
    guard container.streams.indices.contains(stream.index) else {
      report.undecoded[stream.index] = "it is found only while the file is read"
      return
    }
    let pointer = container.streams[stream.index]
    container.keepOnly(pointer)
    let decoder = try Decoder(container, pointer)
    let run = DecodingPass(decoder: decoder, stream: stream.index, origin: container.startTime)
    if let ranges {
      for (index, range) in ranges.enumerated() {
        guard !isLate else {
          report.undecoded[stream.index] =
            "decoding took too long; what comes after \(range.start) was not reached"
          break
        }
        if range.start > .zero {
          do throws(MediaError) { try run.seek(to: range.start) } catch {
            guard description.byteCount <= Self.unseekableSize else {
              report.undecoded[stream.index] = "it can be decoded from its start only"
              break
            }
          }
        }
        let count = try run.decode(until: range.end, from: range.start, end: end)
        if count == 0, !isLate { report.emptyRanges[stream.index, default: []].append(range) }
        progress(Double(index + 1) / Double(ranges.count))
      }
    } else {
      let length = (stream.duration ?? description.duration)?.seconds.double ?? 0
      try run.decodeAll(end: end) { progress(length > 0 ? min(1, $0.seconds.double / length) : 0) }
      if isLate { report.undecoded[stream.index] = "decoding took too long and was given up" }
    }
    run.finish(&report)
    if ranges == nil, run.frames == 0, !isLate, report.problems.allSatisfy({ $0.stream != stream.index }) {
      report.add(stream: stream.index, at: nil, reason: "nothing came out of it")
    }
  }

  /// The header alone is enough to open a decoder of what has one.
  private var needsStreamInfo: Bool {
    !["mov,mp4,m4a,3gp,3g2,mj2", "matroska,webm"].contains(description.formatName)
  }

  /// Nil for everything.
  private var wantedRanges: [TimeRange]? {
    if stream.picture?.kind == .still || stream.isCoverArt { return nil }
    switch extent {
    case .everything: return nil
    case .ranges(let ranges): return ranges.filter { !$0.isEmpty }
    case .samples:
      let second = Time(milliseconds: 1000)
      guard let length = stream.duration ?? description.duration, length > second * Rational(3) else {
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
  private let decoder: Decoder
  private let stream: Int
  /// The time of the file that counts as its start.
  private let origin: Time
  private var problems = DecodingReport()
  private(set) var frames = 0
  private var lastTime: Time?

  init(decoder: Decoder, stream: Int, origin: Time) {
    self.decoder = decoder
    self.stream = stream
    self.origin = origin
    decoder.damageObserver = { [weak self] timestamp, reason in
      guard let self else { return }
      self.problems.add(stream: stream, at: timestamp.map(self.time) ?? self.lastTime, reason: reason)
    }
  }

  private func time(_ timestamp: Int64) -> Time {
    Time(timestamp: timestamp, timeBase: decoder.stream.pointee.time_base) - origin
  }

  func seek(to time: Time) throws(MediaError) {
    try decoder.seek(to: (time + origin).timestamp(in: decoder.stream.pointee.time_base))
    lastTime = nil
    _ = FFmpegLog.takeLastLine()
  }

  func decodeAll(end: ContinuousClock.Instant?, progress: (Time) -> Void) throws(MediaError) {
    let frame = try VideoFrame()
    while try next(frame) {
      if frames % 32 == 0, let lastTime { progress(lastTime) }
      if let end, ContinuousClock.now >= end { return }
    }
  }

  /// - Returns: how many frames came out that are on at or after `start`.
  func decode(until stop: Time, from start: Time, end: ContinuousClock.Instant?) throws(MediaError) -> Int {
    let frame = try VideoFrame()
    var count = 0
    while try next(frame) {
      guard let lastTime else {
        count += 1
        continue
      }
      if lastTime >= start { count += 1 }
      if lastTime >= stop { break }
      if let end, ContinuousClock.now >= end { break }
    }
    return count
  }

  private func next(_ frame: VideoFrame) throws(MediaError) -> Bool {
    av_frame_unref(frame.pointer)
    guard try decoder.next(frame.pointer) else { return false }
    frames += 1
    let timestamp = frame.pointer.pointee.best_effort_timestamp
    if timestamp != wp_no_pts { lastTime = time(timestamp) }
    if let line = FFmpegLog.takeLastLine() {
      problems.add(stream: stream, at: lastTime, reason: line)
    } else if wp_is_damaged(frame.pointer) != 0 {
      problems.add(stream: stream, at: lastTime, reason: "a frame is damaged")
    }
    return true
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
