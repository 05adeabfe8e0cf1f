import CFFmpeg
import DraftModel

/// Turns an opened container into a description.
struct ContainerReading {
  let container: InputContainer
  let head: [UInt8]

  init(_ container: InputContainer, head: [UInt8]) {
    self.container = container
    self.head = head
  }

  var description: MediaDescription {
    let context = container.pointer.pointee
    let format = MediaFormat(demuxer: container.formatName, head: head, container: container)
    var description = MediaDescription(
      format: format, formatName: container.formatName, byteCount: FileHead.size(container.path))
    description.streams = container.streams.enumerated().map { StreamReading(container, $1, head).stream($0) }
    description.pictureIndex = container.bestStream(AVMEDIA_TYPE_VIDEO).map { Int($0.pointee.index) }
    description.soundIndex = container.bestStream(AVMEDIA_TYPE_AUDIO).map { Int($0.pointee.index) }
    if description.picture?.kind != .still {
      if context.duration > 0 { description.duration = Time(microseconds: context.duration) }
      if context.start_time != wp_no_pts {
        description.startTime = Time(microseconds: context.start_time)
      }
    }
    if let duration = description.duration {
      let rate = Rational(description.byteCount * 8) / duration.seconds
      description.bitRate = rate.rounded
    }
    let tags = TagReading(context.metadata)
    description.tags = tags.tags
    description.locations = tags.locations
    description.chapters = chapters
    description.damage = damage(description)
    return description
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

  private func damage(_ description: MediaDescription) -> [MediaDescription.Damage] {
    var damage: [MediaDescription.Damage] = []
    for stream in description.streams {
      if let picture = stream.picture {
        let (width, height) = (picture.codedWidth, picture.codedHeight)
        if width <= 0 || height <= 0 {
          damage.append(.init(.unusableStream, "the size of its picture is not known", stream: stream.index))
        } else if !MediaLimits.opensPicture(width: width, height: height) {
          damage.append(
            .init(.tooLarge, "it claims \(width)x\(height) pixels, more than is opened", stream: stream.index)
          )
        }
      }
      if let sound = stream.sound, sound.channels <= 0 || sound.sampleRate <= 0 {
        damage.append(
          .init(.unusableStream, "the rate or the channels of its sound are not known", stream: stream.index))
      }
    }
    return damage
  }
}

extension Time {
  init(microseconds: Int64) { self.init(seconds: Rational(Int128(microseconds), 1_000_000)) }
}
