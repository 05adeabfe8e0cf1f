import DraftModel
import Media

/// Renders single frames of a plan. One for each thread: it keeps decoders, fonts and finished
/// pictures from one frame to the next.
public final class FrameRenderer {
  let plan: RenderPlan
  /// What turned out, by layer.
  var notes: [Int: [RenderNotes.Note]] = [:]
  let statics: StaticPainter
  private let canvases: FramePool
  private var painters: [Int: OpenLayer] = [:]
  private let readers: OpenReaders
  let order: PaintingOrder
  private let stills: SharedStills

  /// How much may be open at a time, in bytes of ``MemoryEstimate``. What is painted at one moment is
  /// opened all the same.
  var allowance: Int
  /// What is open, in the same bytes.
  var held: Int { ownHeld + readers.held }
  /// What layers take besides their readers.
  private var ownHeld = 0
  /// Layers that rather stay open than others, and those that are being painted.
  private var kept: Set<Int> = []
  private var painting: [Int] = []
  private var uses = 0

  /// A layer that is being painted, from frame to frame.
  private struct OpenLayer {
    var painter: LayerPainter
    /// Bytes of ``MemoryEstimate``, without its reader.
    var cost = 0
    /// Grows with each use.
    var lastUse = 0
  }

  private enum LayerPainter {
    case media(MediaPainter, reader: any PictureReader)
    case still(StillPainter)
    case nothing
  }

  /// - Throws: where fonts cannot be set up.
  public convenience init(plan: RenderPlan) throws {
    try self.init(plan: plan, allowance: RenderMemory.standard)
  }

  /// - Parameters:
  ///   - allowance: how much may be open at a time, in bytes of ``MemoryEstimate``.
  ///   - order: of the plan; made for it unless said.
  ///   - stills: shared with other renderers of the plan.
  ///   - old: a renderer of another plan, whose readers this one takes over where it has use for them; it
  ///     paints no more.
  init(
    plan: RenderPlan, allowance: Int, order: PaintingOrder? = nil, stills: SharedStills = SharedStills(),
    inheriting old: FrameRenderer? = nil
  ) throws {
    self.plan = plan
    self.allowance = allowance
    let order = order ?? PaintingOrder(plan)
    self.order = order
    self.stills = stills
    readers = old?.readers ?? OpenReaders()
    canvases = try FramePool(width: plan.output.width, height: plan.output.height, format: .yuv420p)
    statics = StaticPainter(canvas: plan.canvas, output: plan.output, renderer: try TextRenderer())
    if let old {
      old.painters = [:]
      readers.becomeIdle(for: order.allSources)
    }
  }

  var canvasBox: PixelBox { plan.output.canvas }

  /// - Parameters:
  ///   - index: a frame on the timeline's grid.
  ///   - layers: those that may be seen in it, from below.
  /// - Returns: YUV 4:2:0 of the output's size, not shared with anyone.
  public func frame(_ index: Int, layers: [Int]) throws(MediaError) -> VideoFrame {
    let canvas = try canvases.frame()
    for (number, pass) in passes(of: layers).enumerated() {
      if number == 0 { try begin(canvas, pass, at: index) } else { try paint(pass, over: canvas, at: index) }
    }
    return canvas
  }

  /// A picture with pixels of any value.
  func empty() throws(MediaError) -> VideoFrame { try canvases.frame() }

  /// Paints the background and the lowest layers.
  private func begin(_ canvas: VideoFrame, _ layers: [Int], at index: Int) throws(MediaError) {
    let painted = try pictures(of: layers, at: index)
    let all = PixelBox(x: 0, y: 0, width: canvas.width, height: canvas.height)
    if case .opaque? = painted.first?.layer.pixels, painted.first?.layer.box.contains(all) == true {
      // Nothing of the background shows.
    } else {
      if canvasBox != all { Compositor.fill(canvas, all, .black) }
      Compositor.fill(canvas, canvasBox, plan.canvas.background)
    }
    for (layer, opacity) in painted { Compositor.paint(layer, on: canvas, clip: canvasBox, opacity: opacity) }
  }

  /// Paints layers over a picture that is finished but for them.
  func paint(_ layers: [Int], over canvas: VideoFrame, at index: Int) throws(MediaError) {
    for (layer, opacity) in try pictures(of: layers, at: index) {
      Compositor.paint(layer, on: canvas, clip: canvasBox, opacity: opacity)
    }
  }

  /// What layers show, from below.
  private func pictures(
    of layers: [Int], at index: Int
  ) throws(MediaError) -> [(layer: PaintedLayer, opacity: Double)] {
    let time = Time(frame: index, rate: plan.frameRate)
    painting = layers
    var painted: [(layer: PaintedLayer, opacity: Double)] = []
    for layer in layers where plan.layers[layer].frames.contains(index) {
      if let transition = order.transition(of: layer, at: index) {
        // Both sides, in the place of the higher one.
        guard layer == (transition.outgoing + transition.incoming).max() else { continue }
        painted.append((try paint(transition, at: time), 1))
      } else {
        let look = plan.layers[layer].look(at: time)
        guard let picture = try paint(layer, at: time, look, mayBeOpaque: true) else { continue }
        painted.append((picture, look.opacity))
      }
    }
    return painted
  }

  // MARK: Stretches

  /// Paints one frame after the other. Where its layers together take more memory than is allowed,
  /// they are painted in passes over the whole stretch: the pictures are the same.
  /// - Parameters:
  ///   - isWanted: asked before each; gives up when it answers false.
  ///   - end: asked before each, where they are painted in one pass: the place before which it ends.
  ///   - receive: given each picture and its place in the stretch.
  /// - Returns: false when it was given up.
  func paint(
    _ frames: Range<Int>, layers: [Int], isWanted: () -> Bool, end: (_ place: Int) -> Int = { _ in .max },
    _ receive: (_ place: Int, VideoFrame) throws(MediaError) -> Void
  ) throws(MediaError) -> Bool {
    let passes = passes(of: layers)
    let spool =
      passes.count > 1 ? try PictureSpool(width: plan.output.width, height: plan.output.height) : nil
    for (number, pass) in passes.enumerated() {
      for (place, frame) in frames.enumerated() {
        guard isWanted() else { return false }
        if passes.count == 1, place >= end(place) { return true }
        let canvas = try canvases.frame()
        if number == 0 {
          try begin(canvas, pass, at: frame)
        } else {
          try spool?.read(place, into: canvas)
          try paint(pass, over: canvas, at: frame)
        }
        if number == passes.count - 1 {
          try receive(place, canvas)
        } else {
          try spool?.write(canvas, at: place)
        }
      }
    }
    return true
  }

  /// Closes what no chunk from here on needs.
  public func forgetLayers(endingBefore frame: Int) {
    var hasEnded = false
    // In the order of layers, so that every run keeps the same.
    for index in painters.keys.sorted() where plan.layers[index].frames.upperBound <= frame {
      close(index, keepsReader: true)
      hasEnded = true
    }
    // Enough for the next cut; an open decoder costs megabytes.
    if hasEnded { readers.closeIdle(butLast: 2) }
  }

  private func close(_ index: Int, keepsReader: Bool) {
    guard let open = painters.removeValue(forKey: index) else { return }
    ownHeld -= open.cost
    readers.release(index, keepsIdle: keepsReader)
  }

  /// Tells readers that are open at which frame painting goes on, where that is not the next one.
  func expectFrames(from index: Int) {
    for (layer, open) in painters {
      guard case .media(_, let reader) = open.painter, case .media(let media) = plan.layers[layer].content
      else { continue }
      reader.expect(demand(plan.layers[layer], media, from: Time(frame: index, rate: plan.frameRate)))
    }
  }

  /// What it would take another renderer to get at a frame of layers that are open here, in the
  /// milliseconds of ``ChunkCosts``.
  func leadIn(to frame: Int, of layers: [Int]) -> Double {
    var sources: Set<PictureSource> = []
    let time = Time(frame: frame, rate: plan.frameRate)
    return layers.reduce(0) { sum, index in
      let layer = plan.layers[index]
      guard layer.frames.contains(frame), case .media(let media) = layer.content,
        case .media(_, let reader)? = painters[index]?.painter, let source = order.source(of: index),
        sources.insert(source).inserted
      else { return sum }
      let leadIn = reader.leadIn(to: media.sourceTime(at: time, from: layer.range.start))
      return sum
        + ChunkCosts.leadIn(
          layer, seconds: leadIn?.seconds.double ?? Self.unknownLeadIn, rate: plan.frameRate)
    }
  }

  /// Seconds, where a file has no index.
  private static let unknownLeadIn = 3.0

  /// The source times that a layer will show.
  private func demand(_ layer: LayerPlan, _ media: MediaLayer, from time: Time) -> PictureDemand? {
    PictureDemand(
      start: media.sourceTime(at: time, from: layer.range.start),
      step: plan.frameRate.frameDuration * media.speed)
  }

  // MARK: Memory

  /// The groups that layers are painted in. Notes which of them rather stay open.
  private func passes(of layers: [Int]) -> [[Int]] {
    let passes = order.passes(of: layers, within: allowance)
    kept = passes.kept
    return passes.groups
  }

  /// Closes what is needed least, until so much is free.
  private func makeRoom(for cost: Int) {
    while held + cost > allowance {
      if readers.hasIdle {
        readers.closeOldestIdle()
        continue
      }
      let others = painters.filter { $0.value.cost > 0 && !painting.contains($0.key) }
      let oldest = others.min { first, second in
        let isKept = (kept.contains(first.key), kept.contains(second.key))
        return isKept.0 == isKept.1 ? first.value.lastUse < second.value.lastUse : isKept.1
      }
      guard let oldest else { return }
      close(oldest.key, keepsReader: false)
    }
  }

  /// What is open besides these layers, in bytes of ``MemoryEstimate``.
  func held(besides layers: [Int]) -> Int {
    held - layers.reduce(0) { $0 + (painters[$1]?.cost ?? 0) } - readers.held(by: Set(layers))
  }

  /// Closes all but what some layers use.
  func closeAll(but layers: [Int]) {
    let kept = Set(layers)
    for index in painters.keys.sorted() where !kept.contains(index) { close(index, keepsReader: true) }
    readers.closeIdle(but: { source in
      layers.contains { order.source(of: $0)?.hasSamePictures(as: source) == true }
    })
  }

  /// Closes what does not fit into another allowance.
  func shrink(to limit: Int) {
    painting = []
    allowance = limit
    makeRoom(for: 0)
  }

  // MARK: Layers

  /// - Returns: nil where there is nothing to see.
  func paint(
    _ index: Int, at time: Time, _ look: LayerLook, mayBeOpaque: Bool
  ) throws(MediaError) -> PaintedLayer? {
    guard look.isVisible else { return nil }
    var open: OpenLayer
    if let known = painters[index] { open = known } else { open = try self.open(index, from: time) }
    uses += 1
    open.lastUse = uses
    painters[index] = open
    switch open.painter {
    case .nothing: return nil
    case .still(let still):
      do { return try still.paint(look) } catch {
        note(index, .notDrawn, "\(error)")
        painters[index]?.painter = .nothing
        return nil
      }
    case .media(let painter, _):
      do throws(MediaError) {
        let painted = try painter.paint(at: time, look, mayBeOpaque: mayBeOpaque)
        if painter.didHold { noteHold(index) }
        if painter.isDamaged { note(index, .approximated, "parts of the file's pictures are damaged") }
        return painted
      } catch {
        close(index, keepsReader: false)
        painters[index] = OpenLayer(painter: unreadable(index, error))
        return try paint(index, at: time, look, mayBeOpaque: mayBeOpaque)
      }
    }
  }

  /// - Parameter time: the first that it will paint; from there on, every frame's.
  private func open(_ index: Int, from time: Time) throws(MediaError) -> OpenLayer {
    let layer = plan.layers[index]
    switch layer.content {
    case .slate(let title, let detail):
      return OpenLayer(painter: slate(layer, title: title, detail: detail))
    case .text(let text):
      noteMissingGlyphs(index, text)
      let effects = EffectPainter(layer.effects)
      let statics = self.statics
      return OpenLayer(painter: .still(StillPainter { try statics.paint(text, $0, effects: effects) }))
    case .media(let media):
      do throws(MediaError) {
        let reader = try takeReader(index, layer, media, from: time)
        reader.expect(demand(layer, media, from: time))
        let cost = order.ownCost(of: index)
        ownHeld += cost
        let shown = ReducedStill(reader, of: layer, media, sharing: stills) ?? reader
        return OpenLayer(
          painter: .media(
            MediaPainter(layer, media, reader: shown, canvas: canvasBox), reader: reader), cost: cost)
      } catch {
        return OpenLayer(painter: unreadable(index, error))
      }
    }
  }

  private func takeReader(
    _ index: Int, _ layer: LayerPlan, _ media: MediaLayer, from time: Time
  ) throws(MediaError) -> any PictureReader {
    guard let source = order.source(of: index) else {
      throw MediaError(.library, file: media.path, operation: "open", reason: "it is no media layer")
    }
    let first = media.sourceTime(at: time, from: layer.range.start)
    let own = order.ownCost(of: index)
    if let reader = readers.take(source, for: index, from: first) {
      makeRoom(for: own)
      return reader
    }
    let cost = order.readerCost(of: index)
    makeRoom(for: own + cost)
    let reader: any PictureReader =
      if media.facts.picture?.kind == .still {
        try stills.reader(of: media.path)
      } else {
        try media.facts.makePictureReader(
          path: media.path, detail: source.detail, threads: order.decoderThreads(of: index))
      }
    readers.add(reader, of: source, for: index, cost: cost)
    return reader
  }

  /// Media that fail while they are rendered are shown as a slate from there on.
  private func unreadable(_ index: Int, _ error: MediaError) -> LayerPainter {
    note(index, .notDrawn, "cannot \(error.operation): \(error.reason)")
    var detail = ""
    if case .media(let media) = plan.layers[index].content { detail = MediaName.fileName(media.path) }
    return slate(plan.layers[index], title: "unreadable", detail: detail)
  }

  private func slate(_ layer: LayerPlan, title: String, detail: String) -> LayerPainter {
    let effects = EffectPainter(layer.effects)
    let statics = self.statics
    return .still(StillPainter { try statics.paintSlate(title: title, detail: detail, $0, effects: effects) })
  }

}
