import DraftModel
import Media
import Synchronization

/// Roughly how long chunks take to render, in milliseconds, so that workers end together.
///
/// The constants were measured on one core of a server of 2022 with H.264 sources and x264 at
/// `ultrafast`. Only their ratios matter, and only for speed: the film is the same whoever renders
/// which chunk.
struct ChunkCosts {
  /// What each chunk takes by a worker that has just rendered the one before.
  let costs: [Double]
  private let plan: RenderPlan
  private let keyFrames = KeyFrameIndexes()

  private static let perOutputPixel = 5e-6
  /// Of what is more than scaled, or scaled without being decoded: stills that move, tone mapped, blurred, changed by an effect.
  private static let perProcessedPixel = 8e-6
  /// Half of a group of pictures as web video has them, without the frames that can be left out.
  private static let runUpSeconds = 1.5
  /// Opening a file and its decoder.
  private static let opening = 6.0

  init(_ plan: RenderPlan) {
    self.plan = plan
    costs = plan.chunks.map { Self.cost(of: $0, in: plan) }
  }

  /// What a chunk takes besides by a worker that has not rendered the one before: decoding from the key
  /// frames that lie before it. Opens the files that it takes, once.
  func runUp(_ index: Int) -> Double {
    guard index > 0 else { return 0 }
    let (before, chunk) = (Set(plan.chunks[index - 1].layers), plan.chunks[index])
    let time = Time(frame: chunk.frames.lowerBound, rate: plan.frameRate)
    return chunk.layers.reduce(0) { sum, place in
      let layer = plan.layers[place]
      guard before.contains(place), case .media(let media) = layer.content,
        media.facts.picture?.kind == .video
      else { return sum }
      let leadIn = keyFrames.leadIn(in: media.path, to: media.sourceTime(at: time, from: layer.range.start))
      return sum
        + Self.leadIn(layer, seconds: leadIn?.seconds.double ?? Self.runUpSeconds, rate: plan.frameRate)
    }
  }

  /// What a chunk, or a part of one, takes by a worker whose decoders stand where it begins.
  static func cost(of chunk: ChunkPlan, in plan: RenderPlan) -> Double {
    decoding(of: chunk, in: plan) + painting(of: chunk, in: plan)
  }

  /// The decoders' part. Layers of one source are decoded once.
  static func decoding(of chunk: ChunkPlan, in plan: RenderPlan) -> Double {
    let seconds = Time(frame: chunk.frames.count, rate: plan.frameRate).seconds.double
    var sources: Set<PictureSource> = []
    return chunk.layers.reduce(0) { sum, index in
      let layer = plan.layers[index]
      guard let source = PictureSource(layer, above: nil), sources.insert(source).inserted else { return sum }
      return sum + decoding(layer, rate: plan.frameRate) * seconds
    }
  }

  /// What is left, encoding included.
  static func painting(of chunk: ChunkPlan, in plan: RenderPlan) -> Double {
    let output = Double(chunk.frames.count) * Double(plan.output.width * plan.output.height)
    return chunk.layers.reduce(output * perOutputPixel) { sum, index in
      let layer = plan.layers[index]
      guard case .media(let media) = layer.content else { return sum }
      let isMovingStill = media.facts.picture?.kind == .still && layer.motion != nil
      let processes =
        layer.effects.count + (media.blur == nil ? 0 : 1) + (media.facts.picture?.isHDR == true ? 1 : 0)
        + (isMovingStill ? 1 : 0)
      return sum + Double(processes) * output * perProcessedPixel
    }
  }

  /// What it takes to open layers again in each chunk: those that cannot stay open.
  static func reopening(_ layers: [Int], in plan: RenderPlan) -> Double {
    layers.reduce(0) { $0 + leadIn(plan.layers[$1], seconds: runUpSeconds, rate: plan.frameRate) }
  }

  /// What it takes to get at a place in a layer: to open its file, and to decode what lies between a key
  /// frame and the place.
  /// - Parameter seconds: between the key frame and the place, at the source's own speed.
  static func leadIn(_ layer: LayerPlan, seconds: Double, rate: FrameRate) -> Double {
    guard case .media(let media) = layer.content, let picture = media.facts.picture, picture.kind == .video
    else { return 0 }
    let frames = (picture.frameRate ?? .thirty).value.double * seconds
    // About a third of the frames are referred to by none and left out.
    return opening + frames * perFrame(picture) * 0.7
  }

  /// Decoding of a second of a layer.
  private static func decoding(_ layer: LayerPlan, rate: FrameRate) -> Double {
    guard case .media(let media) = layer.content, let picture = media.facts.picture, picture.kind == .video
    else { return 0 }
    let frames = (picture.frameRate ?? .thirty).value.double * min(max(media.speed.double, 0.1), 16)
    // Of frames that are not shown, about half need not be decoded.
    let shown = min(frames, rate.value.double)
    return (shown + (frames - shown) / 2) * perFrame(picture)
  }

  /// Decoding of a frame: its pixels, by how much the codec does with each, and its bits.
  private static func perFrame(_ picture: MediaFacts.Picture) -> Double {
    let perPixel =
      switch picture.codec {
      case "h264": 0.7e-6
      case "hevc", "vp9", "av1", "vvc": 2.1e-6
      default: 0.5e-6
      }
    let depth = picture.isHDR ? 1.6 : 1
    let bits = Double(picture.bitRate ?? 0) / max(1, (picture.frameRate ?? .thirty).value.double)
    return Double(picture.width * picture.height) * perPixel * depth + bits * 2e-5
  }
}

/// The key frames of files that were asked for.
private final class KeyFrameIndexes: Sendable {
  /// Nil for files that cannot be opened.
  private let known = Mutex<[String: KeyFrameIndex?]>([:])

  func leadIn(in path: String, to time: Time) -> Time? {
    known.withLock { known in
      let index = known[path] ?? (try? KeyFrameIndex(path: path))
      known[path] = .some(index)
      return index?.leadIn(to: time)
    }
  }
}
