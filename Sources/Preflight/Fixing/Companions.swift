import DraftModel
import Media

/// What a file holds beside the picture and the sound that a player shows and plays.
public struct Companions: Hashable, Sendable {
  /// Streams that the result can hold as they are, by their places in the file.
  public var streams: [Int] = []
  /// Subtitles that the result can hold as text of its own kind, by their places in the file.
  public var texts: [Int] = []
  public var chapters: [MediaDescription.Chapter] = []
  /// What it cannot hold, in words.
  public var leftOut: [String] = []

  private var textNames: [String] = []
  /// What is done with the texts, in words: "subtitles (subrip, deu) written as MP4's own".
  var notes: [String] { textNames.map { $0 + " written as MP4's own" } }
  /// What the texts lose, in words; among ``leftOut`` too.
  private var lostStyles: [String] = []

  /// Nothing beside.
  public init() {}

  /// - Parameter soundCodecs: those of which the result may have several tracks; nil where it holds one sound
  ///   and nothing else.
  init(of description: MediaDescription, soundCodecs: Set<String>?) {
    for stream in description.streams
    where stream.index != description.pictureIndex && stream.index != description.soundIndex {
      if let soundCodecs,
        stream.kind == .audio ? soundCodecs.contains(stream.codec) : stream.codec == "mov_text"
      {
        streams.append(stream.index)
      } else if soundCodecs != nil, Transcoding.textCodecs.contains(stream.codec) {
        texts.append(stream.index)
        textNames += [Self.name(stream, in: description)].compactMap(\.self)
        // They may say where on the picture they stand, and in which font.
        if stream.codec == "ass" || stream.codec == "ssa" {
          lostStyles.append("the styles of its subtitles" + (stream.language.map { " (\($0))" } ?? ""))
        }
      } else if let name = Self.name(stream, in: description) {
        leftOut.append(name)
      }
    }
    leftOut += lostStyles
    if soundCodecs != nil {
      chapters = description.chapters
    } else if !description.chapters.isEmpty {
      leftOut.append("its chapters")
    }
  }

  /// With nothing kept.
  func allLeftOut(of description: MediaDescription) -> Companions {
    var none = Companions()
    none.chapters = chapters
    none.leftOut = description.streams.filter { (streams + texts).contains($0.index) }.compactMap {
      Self.name($0, in: description)
    }
    none.leftOut += leftOut.filter { !lostStyles.contains($0) }
    return none
  }

  /// What a stream is to a person; nil for what is no part of what a person would miss.
  private static func name(
    _ stream: MediaDescription.Stream, in description: MediaDescription
  ) -> String? {
    let details = [stream.codec, stream.language, stream.title].compactMap(\.self).joined(separator: ", ")
    switch stream.kind {
    case _ where stream.isCoverArt: return "its cover"
    case .video: return "another picture (\(details))"
    case .audio: return "another sound (\(details))"
    case .subtitle: return "subtitles (\(details))"
    case .attachment: return "an attached file (\(stream.title ?? stream.codec))"
    // QuickTime keeps the titles of chapters in a track of text.
    case .data where stream.codecTag == "text" && !description.chapters.isEmpty: return nil
    case .data, .unknown: return "data (\(stream.codecTag ?? stream.codec))"
    }
  }
}
