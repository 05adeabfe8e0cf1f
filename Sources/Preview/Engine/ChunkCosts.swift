import DraftModel

/// Roughly how long chunks take to render, in milliseconds, so that workers end together.
///
/// The constants were measured on one core of a server of 2022 with H.264 sources and x264 at
/// `ultrafast`. Only their ratios matter, and only for speed: the film is the same whoever renders
/// which chunk.
struct ChunkCosts {
  /// What each chunk takes by a worker that has just rendered the one before.
  let costs: [Double]
  /// What it takes besides by one that has not: decoding from a key frame that lies before it.
  let runUps: [Double]

  private static let perSourcePixel = 3e-6
  private static let perOutputPixel = 5e-6
  /// Half of a group of pictures as web video has them, without the frames that can be left out.
  private static let runUpSeconds = 1.5

  init(_ plan: RenderPlan) {
    var costs: [Double] = []
    var runUps: [Double] = []
    var before: Set<Int> = []
    let output = Double(plan.output.width * plan.output.height)
    for chunk in plan.chunks {
      let seconds = Time(frame: chunk.frames.count, rate: plan.frameRate).seconds.double
      var cost = Double(chunk.frames.count) * output * Self.perOutputPixel
      var runUp = 0.0
      for index in chunk.layers {
        let perSecond = Self.decoding(plan.layers[index], rate: plan.frameRate)
        cost += perSecond * seconds
        if before.contains(index) { runUp += perSecond * Self.runUpSeconds }
      }
      costs.append(cost)
      runUps.append(runUp)
      before = Set(chunk.layers)
    }
    self.costs = costs
    self.runUps = runUps
  }

  /// Decoding of a second of a layer.
  private static func decoding(_ layer: LayerPlan, rate: FrameRate) -> Double {
    guard case .media(let media) = layer.content, let picture = media.facts.picture, picture.kind == .video
    else { return 0 }
    let pixels = Double(picture.width * picture.height)
    let frames = (picture.frameRate ?? .thirty).value.double * min(max(media.speed.double, 0.1), 16)
    // Of frames that are not shown, about half need not be decoded.
    let shown = min(frames, rate.value.double)
    return (shown + (frames - shown) / 2) * pixels * perSourcePixel
  }
}
