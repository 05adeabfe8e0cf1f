import DraftModel
import Media

/// Watches over a stretch that is being painted, and gives its back part away as soon as somebody has
/// nothing to do and that is quicker.
struct StretchGiver {
  private let sharing: StretchSharing
  private let part: ChunkPlan
  private let layers: [Int]
  private let work: PlanWork
  private let renderer: FrameRenderer
  private let clock = ContinuousClock()
  /// When the first frame was done.
  private var start: ContinuousClock.Instant?
  /// What was given away.
  private(set) var handed: HandedStretch?

  /// - Parameters:
  ///   - layers: what is painted of the part, from below.
  ///   - renderer: paints it.
  init(
    _ sharing: StretchSharing, _ part: ChunkPlan, _ layers: [Int], _ work: PlanWork, _ renderer: FrameRenderer
  ) {
    self.sharing = sharing
    self.part = part
    self.layers = layers
    self.work = work
    self.renderer = renderer
  }

  /// - Parameter frame: the next one to be painted.
  /// - Returns: the place in the part before which its first worker ends.
  mutating func end(before frame: Int) -> Int {
    let first = part.frames.lowerBound
    if let handed { return handed.frames.lowerBound - first }
    // The first frame takes longer than others.
    if frame == first + 1 { start = clock.now }
    guard frame > first + 2, let start, sharing.hasFreeWorker else { return .max }
    let perFrame = (clock.now - start) / .seconds(1) / Double(frame - first - 1)
    let expected = ChunkCosts.cost(of: part, in: work.plan) / Double(part.frames.count)
    let secondsPerUnit = expected > 0 ? perFrame / expected : 1e-3
    let (renderer, layers) = (renderer, layers)
    let division = StretchDivision(perFrame: perFrame, rule: sharing.rule) {
      renderer.leadIn(to: $0, of: layers) * secondsPerUnit
    }
    guard let border = division.border(in: frame..<part.frames.upperBound) else { return .max }
    let stretch = HandedStretch(border..<part.frames.upperBound, layers: layers, output: work.plan.output)
    guard sharing.offer(stretch) else { return .max }
    handed = stretch
    return border - first
  }
}
