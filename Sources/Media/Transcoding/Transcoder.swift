import CFFmpeg
import DraftModel

/// How a file is made from another: which streams are copied, which are encoded anew.
public struct Transcoding: Sendable {
  public enum Picture: Sendable {
    case none
    /// Packets as they are. A range begins at its first key frame.
    case copy
    /// Packets of a stream without a container, as they are.
    case ordered(PictureOrder)
    case encode(PictureSequence.Settings, VideoEncoder.Delivery)
  }

  public enum Sound: Sendable {
    case none
    case copy
    case encode(AudioEncoder.Settings)
  }

  public var path: String
  public var format: OutputContainer.Format
  /// What of the file is taken, counted from its start; nil for all of it.
  public var range: TimeRange?
  public var picture: Picture
  public var sound: Sound
  /// Streams that are copied as well, by their places in the file: other sounds, subtitles.
  public var others: [Int]
  /// Subtitles of text that are encoded anew, by their places in the file.
  public var texts: [Int]
  public var chapters: [MediaDescription.Chapter]
  /// Whether a place that the file carries is taken over, where the new container has room for it.
  public var keepsLocation: Bool

  /// FFmpeg's names of the codecs of subtitles that are text.
  public static let textCodecs: Set<String> = ["subrip", "ass", "ssa", "webvtt", "text"]

  public init(
    path: String, format: OutputContainer.Format, range: TimeRange? = nil, picture: Picture, sound: Sound,
    others: [Int] = [], texts: [Int] = [], chapters: [MediaDescription.Chapter] = [],
    keepsLocation: Bool = true
  ) {
    self.path = path
    self.format = format
    self.range = range
    self.picture = picture
    self.sound = sound
    self.others = others
    self.texts = texts
    self.chapters = chapters
    self.keepsLocation = keepsLocation
  }
}

extension Transcoding {
  /// Makes the file. Of the two passes that an encoder may need, this is the last.
  /// - Parameters:
  ///   - output: overwritten where it exists.
  ///   - length: of what is made, for the progress.
  ///   - progress: told how far it has come, 0...1.
  /// - Returns: whether parts of the sound that was encoded anew could not be decoded.
  @discardableResult
  public func write(
    to output: String, length: Time, progress: (Double) -> Void = { _ in }
  ) throws(MediaError) -> Bool {
    let sources = try makeSources()
    let container = try OutputContainer(
      path: output, format: format, streams: sources.map(\.parameters), comment: nil, tags: tags(),
      chapters: shownChapters, timescale: timescale)
    var heads: [EncodedPacket?] = []
    for source in sources { heads.append(try source.next()) }
    let seconds = max(0.001, length.seconds.double)
    while let (index, packet, time) = Self.first(heads, sources) {
      try container.write(packet, stream: index)
      heads[index] = try sources[index].next()
      progress(min(1, max(0, time / seconds)))
    }
    try container.finish()
    return sources.contains { ($0 as? EncodedSound)?.isDamaged ?? false }
  }

  /// Milliseconds would not tell when pictures begin that do so late.
  private var timescale: Int? {
    guard case .encode(let settings, _) = picture, settings.lead > 0 else { return nil }
    // Frames of all usual rates are whole numbers of these.
    return 120_000
  }

  /// The first pass of an encoder that wants two.
  public static func runFirstPass(
    _ settings: PictureSequence.Settings, _ delivery: VideoEncoder.Delivery,
    progress: (Double) -> Void = { _ in }
  ) throws(MediaError) {
    let pictures = try PictureSequence(settings)
    let source = try EncodedPicture(pictures, delivery, file: settings.path)
    var done = 0
    while try source.next() != nil {
      done += 1
      progress(min(1, Double(done) / Double(max(1, pictures.count))))
    }
  }

  /// The packet that is decoded first.
  private static func first(
    _ heads: [EncodedPacket?], _ sources: [any PacketSource]
  ) -> (index: Int, packet: EncodedPacket, time: Double)? {
    var best: (index: Int, packet: EncodedPacket, time: Double)?
    for (index, head) in heads.enumerated() {
      guard let head else { continue }
      let time = Double(head.decoding) * av_q2d(sources[index].parameters.timeBase)
      if best.map({ time < $0.time }) ?? true { best = (index, head, time) }
    }
    return best
  }

  /// The chapters of the part that is taken, on its own clock.
  private var shownChapters: [MediaDescription.Chapter] {
    guard let range else { return chapters }
    return chapters.compactMap { chapter in
      guard let part = chapter.range.intersection(range) else { return nil }
      return .init(
        range: TimeRange(start: part.start - range.start, duration: part.duration), title: chapter.title)
    }
  }

  private func makeSources() throws(MediaError) -> [any PacketSource] {
    var sources: [any PacketSource] = []
    switch picture {
    case .none: break
    case .copy: sources.append(try CopiedStream(path: path, .best(AVMEDIA_TYPE_VIDEO), range: range))
    case .ordered(let order): sources.append(try OrderedStream(path: path, order))
    case .encode(let settings, let delivery):
      // Pictures may be counted from a tick before what is taken begins.
      let offset = settings.range.start - (range?.start ?? .zero)
      sources.append(try EncodedPicture(PictureSequence(settings), delivery, file: path, offset: offset))
    }
    switch sound {
    case .none: break
    case .copy: sources.append(try CopiedStream(path: path, .best(AVMEDIA_TYPE_AUDIO), range: range))
    case .encode(let settings):
      let whole = TimeRange(start: .zero, duration: Time(milliseconds: Int(MediaLimits.duration) * 1000))
      sources.append(try EncodedSound(path: path, settings, range: range ?? whole))
    }
    for index in others { sources.append(try CopiedStream(path: path, .place(index), range: range)) }
    for index in texts { sources.append(try EncodedText(path: path, index, range: range)) }
    return sources
  }

  /// The file's own tags, without those that its old container needed.
  private func tags() throws(MediaError) -> [(name: String, value: String)] {
    let container = try InputContainer(path: path, findStreamInfo: false)
    var tags: [(name: String, value: String)] = []
    func take(_ dictionary: OpaquePointer?, but left: Set<String>) {
      var entry: UnsafeMutablePointer<AVDictionaryEntry>?
      while let next = av_dict_get(dictionary, "", entry, AV_DICT_IGNORE_SUFFIX) {
        entry = next
        let name = String(cString: next.pointee.key)
        if left.contains(name.lowercased()) { continue }
        if !keepsLocation, name.lowercased().contains("location") { continue }
        tags.append((name, String(cString: next.pointee.value)))
      }
    }
    take(container.pointer.pointee.metadata, but: Self.containerTags)
    // Ogg has the tags of a song on its only stream.
    if container.formatName == "ogg", container.streams.count == 1 {
      take(container.streams[0].pointee.metadata, but: Self.containerTags.union(["language"]))
    }
    return tags
  }

  private static let containerTags: Set<String> = [
    "major_brand", "minor_version", "compatible_brands", "encoder", "duration", "handler_name", "vendor_id",
  ]
}
