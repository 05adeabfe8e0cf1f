import DraftModel
import Media
import Synchronization

/// What differs between two drafts, as a film: before above after, only the stretches that differ.
///
/// Chunks are compared by the names that the cache gives them, in order, so that what only moved in
/// time does not count.
public struct Comparison: Sendable {
  /// A stretch that differs: frames of the old film, and of the new one. Either may be empty.
  public struct Stretch: Hashable, Sendable {
    public let old: Range<Int>
    public let new: Range<Int>
    public var length: Int { max(old.count, new.count) }

    public init(old: Range<Int>, new: Range<Int>) {
      self.old = old
      self.new = new
    }
  }

  public let old: RenderPlan
  public let new: RenderPlan
  public let stretches: [Stretch]
  /// Whether the two sound different.
  public let soundDiffers: Bool

  private static let barHeight = 26

  public init(old: RenderPlan, new: RenderPlan) {
    self.old = old
    self.new = new
    var (oldDigest, newDigest) = (PlanDigest(old), PlanDigest(new))
    // What cannot be named differs from everything.
    let oldNames = old.chunks.enumerated().map { oldDigest.key(of: $1) ?? "old \($0)" }
    let newNames = new.chunks.enumerated().map { newDigest.key(of: $1) ?? "new \($0)" }
    stretches = Self.stretches(old, oldNames, new, newNames)
    soundDiffers = oldDigest.keyOfSound() != newDigest.keyOfSound()
  }

  private static func stretches(
    _ old: RenderPlan, _ oldNames: [String], _ new: RenderPlan, _ newNames: [String]
  ) -> [Stretch] {
    let changes = newNames.difference(from: oldNames)
    var removed = Set<Int>()
    var inserted = Set<Int>()
    for change in changes {
      switch change {
      case .remove(let offset, _, _): removed.insert(offset)
      case .insert(let offset, _, _): inserted.insert(offset)
      }
    }
    var stretches: [Stretch] = []
    var (left, right) = (0, 0)
    while left < oldNames.count || right < newNames.count {
      let (firstOld, firstNew) = (left, right)
      while left < oldNames.count, removed.contains(left) { left += 1 }
      while right < newNames.count, inserted.contains(right) { right += 1 }
      if left > firstOld || right > firstNew {
        stretches.append(
          Stretch(
            old: frames(of: old, firstOld..<left), new: frames(of: new, firstNew..<right)))
      } else {
        left += 1
        right += 1
      }
    }
    return stretches
  }

  private static func frames(of plan: RenderPlan, _ chunks: Range<Int>) -> Range<Int> {
    guard let first = chunks.first, let last = chunks.last else {
      let at =
        chunks.lowerBound < plan.chunks.count
        ? plan.chunks[chunks.lowerBound].frames.lowerBound : plan.frames.upperBound
      return at..<at
    }
    return plan.chunks[first].frames.lowerBound..<plan.chunks[last].frames.upperBound
  }

  // MARK: Rendering

  public var frameCount: Int { stretches.reduce(0) { $0 + $1.length } }

  /// Renders the film, without sound.
  /// - Parameters:
  ///   - workers: threads.
  ///   - progress: called from any thread with the number of frames that are done.
  public func render(
    to path: String, workers: Int, progress: @escaping @Sendable (Int) -> Void
  ) throws(MediaError) {
    let file = try AtomicFile(path: path)
    let workers = max(1, min(workers, stretches.count, mostWorkers))
    let state = Mutex<(next: Int, done: Int, coded: [Int: [EncodedPacket]], error: MediaError?)>(
      (0, 0, [:], nil))
    let work: @Sendable () -> Void = {
      do throws(MediaError) {
        let painter = try ComparisonPainter(self, allowance: RenderMemory.standard / workers / 2)
        while let index = state.withLock({ state -> Int? in
          guard state.error == nil, state.next < stretches.count else { return nil }
          state.next += 1
          return state.next - 1
        }) {
          let packets = try painter.render(stretches[index]) {
            progress(
              state.withLock { state in
                state.done += 1
                return state.done
              })
            return state.withLock { $0.error == nil }
          }
          state.withLock { $0.coded[index] = packets }
        }
      } catch {
        state.withLock { if $0.error == nil { $0.error = error } }
      }
    }
    WorkerThreads.run(Array(repeating: work, count: workers))
    let (coded, error) = state.withLock { ($0.coded, $0.error) }
    if let error { throw error }
    let container = try OutputContainer(
      path: file.temporaryPath, streams: [try VideoEncoder(encoderSettings).parameters],
      comment: PreviewRenderer.tag)
    var offset: Int64 = 0
    for (index, stretch) in stretches.enumerated() {
      for packet in coded[index] ?? [] {
        var packet = packet
        packet.presentation += offset
        packet.decoding += offset
        try container.write(packet, stream: 0)
      }
      offset += Int64(stretch.length)
    }
    try container.finish()
    try file.commit()
  }

  /// As many as have room for what either film shows at once.
  private var mostWorkers: Int {
    [old, new].map {
      PaintingOrder($0).workers(for: Array($0.chunks.indices), within: RenderMemory.standard / 2)
    }
    .min() ?? 1
  }

  /// Both pictures, each under a bar that says which it is and when.
  fileprivate var height: Int { old.output.height + new.output.height + 2 * Self.barHeight }
  fileprivate var width: Int { max(old.output.width, new.output.width) }

  fileprivate var encoderSettings: VideoEncoder.Settings {
    VideoEncoder.Settings(width: width, height: height, frameRate: new.frameRate, quality: new.quality)
  }

  fileprivate var oldTop: Int { Self.barHeight }
  fileprivate var newTop: Int { old.output.height + 2 * Self.barHeight }
}

/// Paints the frames of a comparison. One for each thread.
private final class ComparisonPainter {
  private let comparison: Comparison
  private let old: FrameRenderer
  private let new: FrameRenderer
  private let labels: LabelPainter
  private static let background = RGBAColor(red: 24, green: 24, blue: 27)

  /// Pictures that are painted at a time, first those of one film, then those of the other.
  private static let batch = 60

  /// - Parameter allowance: bytes of ``MemoryEstimate`` for each film.
  init(_ comparison: Comparison, allowance: Int) throws(MediaError) {
    self.comparison = comparison
    do {
      old = try FrameRenderer(plan: comparison.old, allowance: allowance)
      new = try FrameRenderer(plan: comparison.new, allowance: allowance)
      labels = try LabelPainter()
    } catch {
      throw MediaError(.library, operation: "draw text", reason: "\(error)")
    }
  }

  func render(
    _ stretch: Comparison.Stretch, onFrame: () -> Bool
  ) throws(MediaError) -> [EncodedPacket] {
    let encoder = try VideoEncoder(comparison.encoderSettings)
    var packets: [EncodedPacket] = []
    // One frame alone would be a key frame beside another with the same number.
    for first in stride(from: 0, to: stretch.length, by: Self.batch) {
      let batch = first..<min(first + Self.batch, stretch.length)
      let before = try pictures(comparison.old, old, stretch.old, batch)
      let after = try pictures(comparison.new, new, stretch.new, batch)
      for index in batch {
        let page = try VideoFrame(width: comparison.width, height: comparison.height, format: .yuv420p)
        Compositor.fill(
          page, PixelBox(x: 0, y: 0, width: page.width, height: page.height), Self.background)
        try paint(comparison.old, before, "before", stretch.old, index, comparison.oldTop, page)
        try paint(comparison.new, after, "after", stretch.new, index, comparison.newTop, page)
        try encoder.encode(page, index: index) { packet throws(MediaError) in packets.append(packet) }
        guard onFrame() else { return packets }
      }
    }
    try encoder.finish { packet throws(MediaError) in packets.append(packet) }
    return packets
  }

  /// Pictures of a part of a stretch, by their place in it.
  private struct Batch {
    let first: Int
    let spool: PictureSpool
    /// To read into.
    let picture: VideoFrame
  }

  private func pictures(
    _ plan: RenderPlan, _ renderer: FrameRenderer, _ frames: Range<Int>, _ batch: Range<Int>
  ) throws(MediaError) -> Batch {
    let spool = try PictureSpool(width: plan.output.width, height: plan.output.height)
    let first = frames.lowerBound + batch.lowerBound
    for part in plan.parts(of: first..<max(first, min(first + batch.count, frames.upperBound))) {
      renderer.forgetLayers(endingBefore: part.frames.lowerBound)
      _ = try renderer.paint(part.frames, layers: part.layers, isWanted: { true }) {
        place, picture throws(MediaError) in
        try spool.write(picture, at: part.frames.lowerBound + place - first)
      }
    }
    return Batch(first: batch.lowerBound, spool: spool, picture: try renderer.empty())
  }

  private func paint(
    _ plan: RenderPlan, _ batch: Batch, _ name: String, _ frames: Range<Int>, _ index: Int, _ top: Int,
    _ page: VideoFrame
  ) throws(MediaError) {
    let all = PixelBox(x: 0, y: 0, width: page.width, height: page.height)
    let bar = PixelBox(x: 8, y: top - 26, width: page.width - 16, height: 26)
    var label = name + ": nothing"
    let frame = frames.lowerBound + index
    if frame < frames.upperBound {
      try batch.spool.read(index - batch.first, into: batch.picture)
      Compositor.paint(
        PaintedLayer(pixels: .opaque(batch.picture), x: (page.width - plan.output.width) / 4 * 2, y: top),
        on: page, clip: all, opacity: 1)
      label = "\(name)  \(Time(frame: frame, rate: plan.frameRate).clock)"
    }
    do { try labels.paint(label, on: page, in: bar, size: 14, color: .white, bold: true) } catch let error
      as MediaError
    {
      throw error
    } catch {
      throw MediaError(.library, operation: "draw text", reason: "\(error)")
    }
  }
}
