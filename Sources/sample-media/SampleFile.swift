/// One media file of a sample draft, and what is in it.
struct SampleFile: Sendable {
  enum PictureFormat: Sendable { case jpeg, png }

  enum Content: Sendable {
    case photo(SamplePicture, width: Int, height: Int, PictureFormat)
    /// H.264, with AAC where there is a sound; the sound is as long as the clip.
    case clip(SampleClip, width: Int, height: Int, fps: Int, sound: SampleSound?)
    case gif(SampleClip, width: Int, height: Int, fps: Int)
    case music(SampleSound)
  }

  /// The file's name in the sample's media folder.
  let name: String
  let content: Content
}

extension SampleFile {
  fileprivate static func photo(_ name: String, _ picture: SamplePicture, _ width: Int, _ height: Int)
    -> SampleFile
  {
    let format: PictureFormat = picture == .logo ? .png : .jpeg
    return SampleFile(name: name, content: .photo(picture, width: width, height: height, format))
  }

  fileprivate static func clip(
    _ name: String, _ clip: SampleClip, _ width: Int, _ height: Int, _ sound: SampleSound? = nil
  ) -> SampleFile {
    SampleFile(name: name, content: .clip(clip, width: width, height: height, fps: clip.fps, sound: sound))
  }

  fileprivate static func music(_ name: String, _ sound: SampleSound) -> SampleFile {
    SampleFile(name: name, content: .music(sound))
  }
}

/// The files that each sample's draft refers to, by the name of the sample's folder.
let sampleFiles: [String: [SampleFile]] = [
  "promo": [
    .photo("mug-table.jpg", .mugOnTable, 1080, 1920),
    .clip("turntable.mp4", .turntable, 540, 960),
    .clip("pour.mp4", .pour, 540, 960, .pour),
    .photo("beans.jpg", .beans, 864, 1536),
    .photo("mug-above.jpg", .mugFromAbove, 1080, 1350),
    .photo("mug-range.jpg", .mugRange, 1080, 1350),
    .photo("logo.png", .logo, 600, 600),
    .music("lofi.m4a", .lofi),
    .music("whoosh.m4a", .whoosh),
    .music("chime.m4a", .chime),
  ],
  "city": [
    .clip("skyline.mp4", .skyline, 960, 540, .street),
    .clip("train.mp4", .train, 960, 540, .railway),
    .clip("beach.mp4", .beach, 960, 540, .waves),
    SampleFile(name: "map.gif", content: .gif(.map, width: 320, height: 240, fps: SampleClip.map.fps)),
    .music("drift.m4a", .drift),
  ],
  "talk": [
    .photo("lagoon.jpg", .lagoon, 1280, 720),
    .photo("portrait.jpg", .portrait, 864, 1080),
    .clip("talk.mp4", .talk, 960, 540, .talk),
    .music("drift.m4a", .drift),
  ],
  "titles": [
    .photo("dawn.jpg", .dawn, 1080, 1080),
    .photo("beach.jpg", .beach, 1440, 1080),
    .photo("dusk.jpg", .dusk, 1080, 1080),
    .photo("skyline.jpg", .skylineByNight, 1440, 1080),
    .music("drift.m4a", .drift),
  ],
]
