import CFFmpeg
import DraftModel

/// Turns a file that FFmpeg opens into a description, opening a decoder only where neither the
/// container nor the codec's own header says what a stream is.
struct ContainerReading {
  private var container: InputContainer
  private let file: FileBytes
  private let head: [UInt8]
  private let level: ProbeLevel
  private let deadline: Deadline
  private var timestamps: [Int: [Int64]] = [:]
  private var damage: [MediaDescription.Damage] = []
  /// Whether FFmpeg had to look into the streams itself.
  private var didReadStreams = false

  /// Frames of which the times are looked at.
  private static let sampledFrames = 96
  /// How long the looking at frames may take; without it, only their rate is less sure.
  private static let samplingTime = Duration.milliseconds(500)
  /// The largest file of which all packets are counted when its length is not told.
  static let countedSize = 64 << 20

  init(path: String, file: FileBytes, head: [UInt8], level: ProbeLevel, deadline: Deadline) throws(MediaError)
  {
    self.file = file
    self.head = head
    self.level = level
    self.deadline = deadline
    FFmpegLog.startCollecting()
    container = try InputContainer(path: path, findStreamInfo: false, deadline: deadline)
    if !readHeaders() {
      container = try InputContainer(path: path, findStreamInfo: false, deadline: deadline)
      didReadStreams = true
      // What it cannot find out is missing from the description, and told there.
      do throws(MediaError) { try container.findStreamInfo() } catch {
        if !deadline.hasInterrupted { damage.append(.init(.inconsistent, error.reason)) }
      }
    }
    if level == .full { sampleFrames() }
  }

  // MARK: Headers

  /// Learns from headers alone what the streams are.
  /// - Returns: whether they say everything.
  private mutating func readHeaders() -> Bool {
    let context = container.pointer.pointee
    guard context.ctx_flags & AVFMTCTX_NOHEADER == 0, context.nb_streams > 0, knownDuration != nil else {
      return false
    }
    var unknown: [UnsafeMutablePointer<AVStream>] = []
    for stream in container.streams {
      guard let parameters = stream.pointee.codecpar, !InputContainer.isAttachedPicture(stream) else {
        continue
      }
      switch parameters.pointee.codec_type {
      case AVMEDIA_TYPE_VIDEO:
        if !apply(CodecHeader.read(parameters.pointee), to: parameters) { unknown.append(stream) }
      case AVMEDIA_TYPE_AUDIO:
        guard SoundHeader.complete(parameters, isMovie: isMovie), !mayHideAnotherCodec(parameters.pointee)
        else { return false }
      default: break
      }
    }
    guard !unknown.isEmpty else { return true }
    guard unknown.allSatisfy({ CodecHeader.isKnown($0.pointee.codecpar.pointee.codec_id) }) else {
      return false
    }
    let sample = PacketSample(container, streams: unknown, frames: 1, deadline: deadline)
    return unknown.allSatisfy { stream in
      guard let parameters = stream.pointee.codecpar, let first = sample.first[Int(stream.pointee.index)]
      else {
        return false
      }
      return apply(CodecHeader.read(parameters.pointee, packet: first[...]), to: parameters)
    }
  }

  /// - Returns: whether the header says enough.
  private func apply(_ header: CodecHeader?, to parameters: UnsafeMutablePointer<AVCodecParameters>) -> Bool {
    guard let header, header.isProgressive != nil else { return false }
    header.apply(to: parameters)
    return parameters.pointee.width > 0 && parameters.pointee.height > 0
      && parameters.pointee.format != AV_PIX_FMT_NONE.rawValue
  }

  /// DTS comes in WAV files that call it PCM.
  private func mayHideAnotherCodec(_ parameters: AVCodecParameters) -> Bool {
    guard container.formatName == "wav", parameters.codec_id == AV_CODEC_ID_PCM_S16LE else { return false }
    let marks: [[UInt8]] = [
      [0x7F, 0xFE, 0x80, 0x01], [0xFE, 0x7F, 0x01, 0x80], [0x1F, 0xFF, 0xE8, 0x00], [0xFF, 0x1F, 0x00, 0xE8],
    ]
    let part = head.prefix(1 << 14)
    return part.indices.dropLast(3).contains { at in
      (part[at] == 0x7F || part[at] == 0xFE || part[at] == 0x1F || part[at] == 0xFF)
        && marks.contains { part[at..<at + 4].elementsEqual($0) }
    }
  }

  // MARK: Times

  /// In microseconds, as FFmpeg tells it: by the container, else by what ends last.
  private var knownDuration: Int64? {
    let context = container.pointer.pointee
    if context.duration != wp_no_pts { return context.duration > 0 ? context.duration : nil }
    // Where FFmpeg read packets and still tells none, what streams say is a guess.
    guard !didReadStreams else { return nil }
    var longest: Int64?
    // What is neither seen nor heard counts only where there is nothing else.
    let played = container.streams.filter { stream in
      let type = stream.pointee.codecpar.pointee.codec_type
      return type == AVMEDIA_TYPE_VIDEO || type == AVMEDIA_TYPE_AUDIO
    }
    for stream in played.isEmpty ? container.streams : played where stream.pointee.duration != wp_no_pts {
      let start = stream.pointee.start_time == wp_no_pts ? 0 : stream.pointee.start_time
      let end = start.addingReportingOverflow(stream.pointee.duration)
      let time = av_rescale_q(
        end.overflow ? 0 : end.partialValue, stream.pointee.time_base, Self.microseconds)
      longest = max(longest ?? 0, time)
    }
    return longest.flatMap { $0 > 0 ? $0 : nil }
  }

  private static let microseconds = AVRational(num: 1, den: 1_000_000)

  /// Reads the times of some frames, and with them where streams start.
  private mutating func sampleFrames() {
    let videos = container.streams.filter {
      $0.pointee.codecpar.pointee.codec_type == AVMEDIA_TYPE_VIDEO && !InputContainer.isAttachedPicture($0)
    }
    // The index of these lists all frames; of the others some packets have to do.
    let frames = isMovie ? 1 : Self.sampledFrames
    guard !isStill else { return }
    timestamps = deadline.within(Self.samplingTime) {
      PacketSample(container, streams: videos, frames: frames, deadline: deadline).timestamps
    }
  }

  private var isMovie: Bool { container.formatName.hasPrefix("mov,") }
  private var isStill: Bool { container.isStill }

  // MARK: Description

  func description() -> MediaDescription {
    let format = MediaFormat(demuxer: container.formatName, head: head, container: container)
    var description = MediaDescription(
      format: format, formatName: container.formatName, byteCount: file.size)
    // A TIFF file is what other pictures carry as EXIF.
    let exif = EXIFOrientation.isTIFF(head) ? EXIFBlock(file) : nil
    let place = exif?.place.map { MediaDescription.Location(name: "EXIF GPS", value: $0) }
    let turned = exif?.orientation ?? EXIFOrientation.read(head)
    description.streams = container.streams.enumerated().map { index, stream in
      var read = StreamReading(container, stream, turned: turned).stream(index)
      readTiming(stream, into: &read)
      return read
    }
    description.pictureIndex = container.bestStream(AVMEDIA_TYPE_VIDEO).map { Int($0.pointee.index) }
    description.soundIndex = container.bestStream(AVMEDIA_TYPE_AUDIO).map { Int($0.pointee.index) }
    if !isStill { readDuration(&description) }
    let tags = TagReading(container.pointer.pointee.metadata)
    description.tags = tags.tags + (exif?.tags ?? [])
    description.locations =
      tags.locations + [place].compactMap(\.self)
      + container.streams.flatMap { TagReading($0.pointee.metadata).locations }
    description.chapters = chapters
    var damage = damage
    if isMovie { damage += readBoxes(&description) }
    damage += riffDamage + durationDamage(description)
    description.damage = damage + streamDamage(description) + loggedDamage
    return description
  }

  private func readDuration(_ description: inout MediaDescription) {
    let context = container.pointer.pointee
    let isGuess = context.duration_estimation_method == AVFMT_DURATION_FROM_BITRATE
    if let known = knownDuration, !isGuess || file.size > Self.countedSize {
      description.duration = Time(microseconds: known)
    } else {
      description.duration =
        countedDuration(isGuess || description.isBareStream) ?? knownDuration.map { Time(microseconds: $0) }
      // The guess was made for its streams as well.
      if isGuess {
        for index in description.streams.indices {
          description.streams[index].duration = description.duration
        }
      }
    }
    let starts = description.streams.filter { $0.kind == .video || $0.kind == .audio }.compactMap(\.startTime)
    description.startTime =
      context.start_time != wp_no_pts ? Time(microseconds: context.start_time) : starts.min()
    if let duration = description.duration, duration > .zero {
      description.bitRate = (Rational(file.size) * Rational(8) / duration.seconds).rounded
    }
  }

  /// The length of a file that does not tell it, by all its packets.
  /// - Parameter readsStreams: whether the packets of some formats have times only when the rate of the
  ///   sound has been found out.
  private func countedDuration(_ readsStreams: Bool) -> Time? {
    guard file.size <= Self.countedSize else { return nil }
    func count(_ findStreamInfo: Bool) -> Time? {
      guard
        let counted = try? InputContainer(
          path: container.path, findStreamInfo: findStreamInfo, deadline: deadline)
      else { return nil }
      return PacketCount(counted, deadline: deadline).duration
    }
    return count(false) ?? (readsStreams ? count(true) : nil)
  }

  private func readTiming(_ stream: UnsafeMutablePointer<AVStream>, into read: inout MediaDescription.Stream)
  {
    guard var picture = read.picture, picture.kind == .video, !read.isCoverArt, level == .full else { return }
    let timing =
      isMovie && avformat_index_get_entries_count(stream) > 0
      ? FrameTiming(index: stream)
      : FrameTiming(timestamps[read.index] ?? [], timeBase: stream.pointee.time_base)
    // In AVI every frame takes one tick; a frame that is left out repeats the one before.
    picture.hasVariableFrameRate = container.formatName == "avi" ? false : timing.isVariable
    picture.steadyFrameRate = timing.steadyRate
    if picture.nominalFrameRate == nil { picture.nominalFrameRate = timing.commonRate }
    if picture.averageFrameRate == nil, timing.isVariable == false {
      picture.averageFrameRate = timing.commonRate
    }
    read.picture = picture
  }

  private var chapters: [MediaDescription.Chapter] {
    let context = container.pointer.pointee
    guard let chapters = context.chapters else { return [] }
    return (0..<Int(context.nb_chapters)).compactMap { chapters[$0]?.pointee }.map { chapter in
      let start = Time(timestamp: chapter.start, timeBase: chapter.time_base)
      let end = Time(timestamp: chapter.end, timeBase: chapter.time_base)
      return .init(
        range: TimeRange(start: start, end: max(start, end)), title: TagReading(chapter.metadata)["title"])
    }
  }

  // MARK: Damage

  private func readBoxes(_ description: inout MediaDescription) -> [MediaDescription.Damage] {
    let boxes = MovieBoxes(file)
    description.brands = boxes.brands
    description.index = boxes.index
    for index in description.streams.indices {
      guard let id = container.pointer.pointee.streams[index]?.pointee.id,
        let track = boxes.tracks.first(where: { $0.id == Int(id) })
      else { continue }
      description.streams[index].edits = track.edits
      if track.isEncrypted { description.streams[index].isEncrypted = true }
    }
    return boxes.damage + missingSamples
  }

  /// Frames that the index of a movie places beyond the end of the file.
  private var missingSamples: [MediaDescription.Damage] {
    container.streams.compactMap { stream in
      let count = Int(avformat_index_get_entries_count(stream))
      var missing = 0
      var first: Int64?
      for index in 0..<count {
        guard let entry = avformat_index_get_entry(stream, Int32(clamping: index))?.pointee,
          entry.pos.addingReportingOverflow(Int64(entry.size)).partialValue > Int64(file.size)
        else { continue }
        missing += 1
        if first == nil { first = entry.timestamp }
      }
      guard missing > 0 else { return nil }
      let time = first.map { Time(timestamp: max(0, $0), timeBase: stream.pointee.time_base) } ?? .zero
      return .init(
        .truncated, "\(missing) of its \(count) samples, from \(time) on, lie beyond the end of the file",
        stream: Int(stream.pointee.index))
    }
  }

  /// What a RIFF file (WAV, AVI) lacks of the size that it promises.
  private var riffDamage: [MediaDescription.Damage] {
    guard head.starts(with: Array("RIFF".utf8)),
      let promised = file.number(at: 4, bytes: 4, bigEndian: false),
      // What is written while it is recorded has no size yet.
      promised > 0, promised < 0xFFFF_FF00, promised + 8 > file.size
    else { return [] }
    return [.init(.truncated, "the file has \(file.size) of the \(promised + 8) bytes that it promises")]
  }

  /// A header that claims to play much longer than any of its streams.
  private func durationDamage(_ description: MediaDescription) -> [MediaDescription.Damage] {
    guard isMovie, description.index != .fragmented, let claimed = description.duration,
      let longest = description.streams.compactMap(\.duration).max(),
      claimed > longest * Rational(2) + Time(milliseconds: 10_000)
    else { return [] }
    return [
      .init(.inconsistent, "its header claims a length of \(claimed), its streams end after \(longest)")
    ]
  }

  private func streamDamage(_ description: MediaDescription) -> [MediaDescription.Damage] {
    var damage: [MediaDescription.Damage] = []
    if deadline.hasInterrupted {
      damage.append(.init(.timedOut, "reading its headers took too long and was given up"))
    }
    if isMovie, description.streams.isEmpty {
      damage.append(.init(.inconsistent, "its index lists nothing to see or hear"))
    }
    for stream in description.streams {
      if let picture = stream.picture {
        damage += PictureMetadata.sizeDamage(picture, stream: stream.index)
      }
      if let sound = stream.sound, sound.channels <= 0 || sound.sampleRate <= 0 {
        damage.append(
          .init(.unusableStream, "the rate or the channels of its sound are not known", stream: stream.index))
      }
    }
    return damage
  }

  /// What FFmpeg complained of meanwhile.
  private var loggedDamage: [MediaDescription.Damage] {
    FFmpegLog.collected().map {
      // FFmpeg drops a size that is beyond its own limits, and names it in its log only.
      .init($0.contains("Picture size") || $0.contains("set dimensions") ? .tooLarge : .inconsistent, $0)
    }
  }
}
