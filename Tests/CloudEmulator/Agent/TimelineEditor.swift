import DraftModel
import JSONTree

/// Edits a session's draft as an editor's tools do.
struct TimelineEditor {
  private(set) var draft: Draft
  let spelling: DraftSpelling

  init(_ draft: Draft, spelling: DraftSpelling) {
    self.draft = draft
    self.spelling = spelling
  }

  /// Why a tool did nothing; in English and Chinese.
  struct Refusal: Error { let english, chinese: String }

  static let noClip = Refusal(english: "There is no such clip on the timeline.", chinese: "时间线上没有这个片段。")

  // MARK: Looking

  var clips: [Segment] { segments(of: .video) }
  var titles: [Segment] { segments(of: .text) }
  var music: [Segment] { draft.tracks.filter { $0.type == .audio && $0.role == .bgm }.flatMap(\.segments) }

  /// Those of the first track of a type, as they come.
  private func segments(of type: TrackType) -> [Segment] {
    draft.tracks.first { $0.type == type }?.segments.sorted { $0.start < $1.start } ?? []
  }

  func clip(_ ordinal: Int) throws -> Segment {
    let clips = clips
    let index = ordinal < 0 ? clips.count + ordinal : ordinal
    guard clips.indices.contains(index) else { throw Self.noClip }
    return clips[index]
  }

  /// When the pictures end.
  var pictureEnd: Time { clips.map(\.end).max() ?? draft.duration }

  // MARK: Time

  mutating func trim(_ ordinal: Int, to duration: Time, at edge: SegmentEdge) throws {
    let clip = try clip(ordinal)
    let offset = duration - clip.duration
    guard offset != .zero else { return }
    draft = try draft.rippling(edge, of: clip.reference, by: edge == .tail ? offset : -offset)
    try fitToPicture()
  }

  /// Cuts the film off at a time.
  mutating func trimFilm(to end: Time) throws {
    for clip in clips.reversed() where clip.end > end {
      draft =
        clip.start >= end
        ? try draft.removing(clip.reference)
        : try draft.trimming(clip.reference, to: TimeRange(start: clip.start, end: end))
    }
    try fitToPicture()
  }

  /// Puts media after the last clip, each for a time.
  mutating func append(_ media: [StoredMedia], seconds: Double, identifier: () -> String) throws {
    guard let track = clips.first?.track.index else { throw Self.noClip }
    for file in media {
      let duration = Time(milliseconds: max(1, Int(min(seconds, file.duration ?? seconds) * 1000)))
      let segment = spelling.object([
        (.segmentID, .string(identifier())), (.media, .string(file.url)), (.sourceStart, .int(0)),
        (.fit, .string("cover")), (.title, .string(MediaName.title(file.filename))),
      ])
      draft = try draft.overwriting(with: segment, onTrack: track, at: pictureEnd, duration: duration)
    }
  }

  mutating func setCanvas(width: Int, height: Int) throws {
    draft = try draft.setting(
      [(DraftProperty.canvasWidth, width), (.canvasHeight, height)].flatMap {
        spelling.edits(
          setting: $0.0, at: draft.node($0.0), of: draft.node, in: draft.document, to: .int($0.1))
      })
  }

  mutating func setSpeed(_ ordinal: Int, to speed: Double) throws {
    let clip = try clip(ordinal)
    if let media = clip.media, ServiceLimits.kind(of: media) == .still {
      throw Refusal(english: "A picture has no speed.", chinese: "图片没有速度。")
    }
    guard let speed = Rational(decimal: "\(speed)".utf8), speed >= Rational(1, 10), speed <= Rational(16)
    else {
      throw Refusal(english: "The speed has to be from 0.1 to 16.", chinese: "速度要在0.1到16之间。")
    }
    let duration = clip.sourceRange.duration / speed
    let milliseconds = Time(milliseconds: max(1, duration.milliseconds.rounded))
    let reference = clip.reference
    draft = try draft.setting(
      spelling.edits(
        setting: .speed, at: clip.node(.speed), of: clip.node, in: draft.document,
        to: .number(speed.decimal())))
    draft = try draft.rippling(.tail, of: reference, by: milliseconds - clip.duration)
    try fitToPicture()
  }

  mutating func remove(_ ordinal: Int) throws {
    let clip = try clip(ordinal)
    guard clips.count > 1 else {
      throw Refusal(english: "That is the only clip of the video.", chinese: "这是视频里唯一的片段。")
    }
    draft = try draft.removing(clip.reference, closing: .track)
    try fitToPicture()
  }

  /// Puts the clips in another order, one after the other.
  /// - Parameter order: places in the order now, each once.
  mutating func reorder(_ order: [Int]) throws {
    let clips = clips
    guard let track = clips.first?.track, let array = track.node(.trackSegments), let first = clips.first,
      order.sorted() == Array(clips.indices), clips.count == track.segmentCount
    else { throw Self.noClip }
    let literals = order.map { draft.document.literal(of: clips[$0].node) }
    var starts: [Time] = []
    var at = first.start
    for index in order {
      starts.append(at)
      at += clips[index].duration
    }
    draft = try draft.setting([.replace(array, .array(literals))])
    let moved = draft.tracks[track.index].segments
    draft = try draft.setting(
      zip(moved, starts).flatMap { draft.edits(setting: .start, of: $0.node, to: $1) })
  }

  /// Music and titles do not go on after the pictures: what is too long is trimmed, a title that would
  /// begin later ends with them.
  private mutating func fitToPicture() throws {
    let end = pictureEnd
    for track in draft.tracks.indices where draft.tracks[track].type != .video {
      for index in draft.tracks[track].segments.indices.reversed() {
        let segment = draft.tracks[track].segments[index]
        if segment.start >= end {
          let start = max(.zero, end - segment.duration)
          let isTitle = draft.tracks[track].type == .text
          draft =
            isTitle
            ? try draft.moving(segment.reference, to: start) : try draft.removing(segment.reference)
        }
      }
      for segment in draft.tracks[track].segments where segment.end > end {
        draft = try draft.trimming(segment.reference, to: TimeRange(start: segment.start, end: end))
      }
    }
  }

  /// A track that nothing is left on goes.
  private mutating func removeEmptyTracks() throws {
    guard let array = draft.node(.draftTracks) else { return }
    draft = try draft.setting(
      draft.tracks.filter { $0.segmentCount == 0 }.map { .removeElement($0.node, of: array) })
  }

  // MARK: Content

  mutating func addTitle(_ text: String, at start: Time, duration: Time, identifier: String) throws {
    let segment = spelling.object([
      (.segmentID, .string(identifier)), (.text, .string(text)), (.x, .number("0.5")), (.y, .number("0.2")),
      (
        .textStyle,
        .object([
          .init(spelling.keys.canonical(.fontSize), .number("0.05")),
          .init(spelling.keys.canonical(.textColor), .string("#FFFFFF")),
          .init(spelling.keys.canonical(.bold), .bool(true)),
        ])
      ),
    ])
    let track = try track(of: .text, role: nil, identifier: identifier + "-track")
    draft = try draft.overwriting(with: segment, onTrack: track, at: start, duration: duration)
  }

  mutating func changeTitle(_ index: Int, to text: String) throws {
    guard titles.indices.contains(index) else {
      throw Refusal(english: "There is no title yet.", chinese: "还没有标题。")
    }
    let title = titles[index]
    draft = try draft.setting(
      spelling.edits(
        setting: .text, at: title.node(.text), of: title.node, in: draft.document, to: .string(text)))
  }

  /// - Parameter index: nil for all.
  /// - Returns: the size of the first that was changed, as a share of the canvas's height.
  mutating func scaleTitles(_ index: Int?, by factor: Double) throws -> Double {
    let chosen = index.map { titles.indices.contains($0) ? [titles[$0]] : [] } ?? titles
    guard let first = chosen.first else {
      throw Refusal(english: "There is no title yet.", chinese: "还没有标题。")
    }
    func scaled(_ title: Segment) -> Double {
      min(max((title.textStyle.size * factor * 1000).rounded() / 1000, 0.01), 0.5)
    }
    draft = try draft.setting(
      chosen.flatMap { title in
        guard let style = title.node(.textStyle) else { return [JSONEdit]() }
        return spelling.edits(
          setting: .fontSize,
          at: draft.document.value(of: JSONKey(spelling.keys.canonical(.fontSize)), in: style),
          of: style, in: draft.document, to: .decimal(scaled(title)))
      })
    return scaled(first)
  }

  mutating func removeTitles() throws {
    guard !titles.isEmpty else {
      throw Refusal(english: "There is no title to remove.", chinese: "没有可以删除的标题。")
    }
    for title in titles.reversed() { draft = try draft.removing(title.reference) }
    try removeEmptyTracks()
  }

  mutating func setMusic(_ media: StoredMedia, title: String, volume: Double, identifier: String) throws {
    for segment in music.reversed() { draft = try draft.removing(segment.reference) }
    let track = try track(of: .audio, role: "bgm", identifier: identifier + "-track")
    let segment = spelling.object([
      (.segmentID, .string(identifier)), (.media, .string(media.url)), (.volume, .decimal(volume)),
      (.fadeOut, .int(1000)), (.title, .string(title)),
    ])
    let end = pictureEnd
    let duration = media.duration.map { min(end, Time(milliseconds: Int($0 * 1000))) } ?? end
    draft = try draft.overwriting(with: segment, onTrack: track, at: .zero, duration: duration)
  }

  mutating func removeMusic() throws {
    guard !music.isEmpty else {
      throw Refusal(english: "There is no music to remove.", chinese: "没有可以删除的音乐。")
    }
    for segment in music.reversed() { draft = try draft.removing(segment.reference) }
    try removeEmptyTracks()
  }

  mutating func setVolume(of segments: [Segment], _ change: (Double) -> Double) throws {
    guard !segments.isEmpty else {
      throw Refusal(english: "There is no sound to change.", chinese: "没有可以调整的声音。")
    }
    draft = try draft.setting(
      segments.flatMap { segment in
        let value = min(max(change(segment.volume), 0), 4)
        return spelling.edits(
          setting: .volume, at: segment.node(.volume), of: segment.node, in: draft.document,
          to: .decimal((value * 100).rounded() / 100))
      })
  }

  /// The track of a type, made where there is none.
  private mutating func track(of type: TrackType, role: String?, identifier: String) throws -> Int {
    if let track = draft.tracks.first(where: {
      $0.type == type && (role == nil || $0.role?.rawValue == role)
    }) {
      return track.index
    }
    let number = type == .text ? 7 : 1
    guard let array = draft.node(.draftTracks) else { throw Self.noClip }
    var members: [(DraftProperty, JSONLiteral)] = [
      (.trackID, .string(identifier)), (.trackType, .int(number)),
    ]
    if let role { members.append((.trackRole, .string(role))) }
    members.append((.trackSegments, .array([])))
    let count = draft.tracks.count
    draft = try draft.setting([.insertElement(array, index: count, spelling.object(members))])
    return count
  }
}
