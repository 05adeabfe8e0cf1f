import DraftModel
import Media

/// Encodes what was drawn and played.
struct SampleWriter {
  let folder: String

  func write(_ file: SampleFile) throws {
    let path = "\(folder)/\(file.name)"
    switch file.content {
    case .photo(let picture, let width, let height, let format):
      let bitmap = try picture.draw(width: width, height: height)
      switch format {
      case .jpeg: try AtomicFile.write(try PictureFile.jpeg(try bitmap.frame()), to: path)
      case .png: try AtomicFile.write(try PictureFile.png(try bitmap.straightAlpha().frame()), to: path)
      }
    case .clip(let clip, let width, let height, let fps, let sound):
      try writeClip(clip, width: width, height: height, fps: fps, sound: sound, to: path)
    case .gif(let clip, let width, let height, let fps):
      let frames = try (0..<Int((clip.duration * Double(fps)).rounded())).map {
        try clip.frame(at: Double($0) / Double(fps), width: width, height: height).frame()
      }
      let output = try AtomicFile(path: path)
      try AnimationFile.writeGIF(frames, framesPerSecond: fps, to: output.temporaryPath)
      try output.commit()
    case .music(let sound):
      let output = try AtomicFile(path: path)
      let encoder = try AudioEncoder(bitRate: 160_000)
      let container = try OutputContainer(
        path: output.temporaryPath, streams: [encoder.parameters], comment: "Workprint sample")
      let write = { (packet: EncodedPacket) throws(MediaError) in try container.write(packet, stream: 0) }
      try encoder.encode(sound.stereo, write)
      try encoder.finish(write)
      try container.finish()
      try output.commit()
    }
  }

  private func writeClip(
    _ clip: SampleClip, width: Int, height: Int, fps: Int, sound: SampleSound?, to path: String
  ) throws {
    let output = try AtomicFile(path: path)
    guard let rate = FrameRate(Rational(fps)) else { return }
    let video = try VideoEncoder(.init(width: width, height: height, frameRate: rate, quality: 20))
    let audio = try sound.map { _ in try AudioEncoder() }
    let container = try OutputContainer(
      path: output.temporaryPath, streams: [video.parameters] + (audio.map { [$0.parameters] } ?? []),
      comment: "Workprint sample")
    let writePicture = { (packet: EncodedPacket) throws(MediaError) in try container.write(packet, stream: 0)
    }
    let writeSound = { (packet: EncodedPacket) throws(MediaError) in try container.write(packet, stream: 1) }
    let count = Int((clip.duration * Double(fps)).rounded())
    if let sound, let audio {
      let samples = sound.stereo
      let wanted = Int(clip.duration * 48_000) * 2
      try audio.encode(Array(samples.prefix(wanted)), writeSound)
      try audio.finish(writeSound)
    }
    let scaler = PictureScaler()
    for index in 0..<count {
      let frame = try clip.frame(at: Double(index) / Double(fps), width: width, height: height).frame()
      try video.encode(
        scaler.scale(frame, width: width, height: height, format: .yuv420p), index: index, writePicture)
    }
    try video.finish(writePicture)
    try container.finish()
    try output.commit()
  }
}

extension Bitmap {
  fileprivate func frame() throws(MediaError) -> VideoFrame {
    try VideoFrame(width: width, height: height, bgra: pixels)
  }
}

extension SampleSound {
  /// Interleaved stereo, whatever the sound was made in.
  fileprivate var stereo: [Float] {
    channels == 2 ? samples() : samples().flatMap { [$0, $0] }
  }
}
