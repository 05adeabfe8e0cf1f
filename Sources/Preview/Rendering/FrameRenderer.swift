import DraftModel
import Media

/// Renders single frames of a plan. One for each thread: it keeps decoders, fonts and finished
/// pictures from one frame to the next.
public final class FrameRenderer {
  private let plan: RenderPlan
  /// What turned out, by layer.
  private var notes: [Int: [RenderNotes.Note]] = [:]
  private let statics: StaticPainter
  private let canvases: FramePool
  private var painters: [Int: OpenLayer] = [:]
  private let readers: OpenReaders
  private let order: PaintingOrder
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

  private var canvasBox: PixelBox { plan.output.canvas }

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

  /// What turned out about layers so far.
  /// - Returns: by the layer's place in `layers`.
  func notes(of layers: [Int]) -> [CodedStretch.Note] {
    layers.enumerated().flatMap { place, index in
      (notes[index] ?? []).map { .init(place: place, status: $0.status, text: $0.note) }
    }
  }

  /// What turned out so far.
  public var allNotes: [RenderNotes.Note] { notes.keys.sorted().flatMap { notes[$0] ?? [] } }

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

  // MARK: Transitions

  private func paint(_ transition: TransitionPlan, at time: Time) throws(MediaError) -> PaintedLayer {
    let mixer = TransitionMixer(kind: transition.kind, progress: transition.progress(at: time))
    let isSolid = isSolid(transition.outgoing, at: time) && isSolid(transition.incoming, at: time)
    var outgoing = try side(transition.outgoing, at: time, isSolid: isSolid)
    var incoming = try side(transition.incoming, at: time, isSolid: isSolid)
    if (outgoing.plane(3) == nil) != (incoming.plane(3) == nil)
      || mixer.partsChroma(width: outgoing.width, height: outgoing.height)
    {
      outgoing = try blendable(outgoing)
      incoming = try blendable(incoming)
    }
    let mixed = try mixer.mix(outgoing, incoming)
    return PaintedLayer(
      pixels: mixed.plane(3) == nil ? .opaque(mixed) : .blended(mixed), x: canvasBox.x, y: canvasBox.y)
  }

  /// Whether one side of a transition may do without transparency: its lowest layer covers the canvas.
  private func isSolid(_ layers: [Int], at time: Time) -> Bool {
    guard let first = layers.first, case .media(let media) = plan.layers[first].content,
      media.facts.picture?.hasAlpha == false
    else { return false }
    let look = plan.layers[first].look(at: time)
    return look.opacity == 1 && look.placement.rotation == 0 && look.placement.box.contains(canvasBox)
  }

  /// The layers of one side: on nothing, or in 4:2:0 where they can be.
  private func side(_ layers: [Int], at time: Time, isSolid: Bool) throws(MediaError) -> VideoFrame {
    var rest = layers[...]
    var surface: VideoFrame?
    if isSolid, let first = rest.first {
      let look = plan.layers[first].look(at: time)
      let picture = try paint(first, at: time, look, mayBeOpaque: true)
      if case .opaque(let frame) = picture?.pixels, let picture, picture.box.contains(canvasBox) {
        rest.removeFirst()
        surface = try frame.cropped(
          .init(
            left: canvasBox.x - picture.x, top: canvasBox.y - picture.y, width: canvasBox.width,
            height: canvasBox.height))
        if !rest.isEmpty { try surface?.makeWritable() }
      }
    }
    let isOpaque = surface != nil
    let side: VideoFrame
    if let surface {
      side = surface
    } else {
      side = try Surface.empty(width: canvasBox.width, height: canvasBox.height)
    }
    let clip = PixelBox(x: 0, y: 0, width: side.width, height: side.height)
    for layer in rest {
      let look = plan.layers[layer].look(at: time)
      guard let picture = try paint(layer, at: time, look, mayBeOpaque: isOpaque) else { continue }
      let moved = picture.moved(to: picture.x - canvasBox.x, picture.y - canvasBox.y)
      if isOpaque {
        Compositor.paint(moved, on: side, clip: clip, opacity: look.opacity)
      } else {
        Surface.paint(moved, on: side, opacity: look.opacity)
      }
    }
    return side
  }

  private func blendable(_ frame: VideoFrame) throws(MediaError) -> VideoFrame {
    guard frame.plane(3) == nil else { return frame }
    return try PictureScaler().scale(
      frame, width: frame.width, height: frame.height, format: .yuva444p)
  }

  // MARK: Layers

  /// - Returns: nil where there is nothing to see.
  private func paint(
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

  /// A file whose pictures end before it says it does; where the plan knew, it said so.
  private func noteHold(_ index: Int) {
    let layer = plan.layers[index]
    let known = plan.fidelity.contains {
      $0.track == layer.track && $0.segment == layer.segment
        && $0.notes.contains { $0.hasPrefix("the file ends") }
    }
    if !known { note(index, .approximated, "the file's pictures end early: its last picture is held") }
  }

  private func noteMissingGlyphs(_ index: Int, _ text: TextLayer) {
    guard let missing = try? statics.renderer.missingCharacters(in: text.text, style: text.style),
      !missing.isEmpty
    else { return }
    let names = missing.prefix(10).map { character in
      String(character).visible + " ("
        + character.unicodeScalars.map { "U+" + String($0.value, radix: 16, uppercase: true) }.joined(
          separator: " ") + ")"
    }
    note(index, .approximated, "no font here has " + names.joined(separator: ", "))
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

  private func note(_ index: Int, _ status: FidelityEntry.Status, _ text: String) {
    let layer = plan.layers[index]
    let note = RenderNotes.Note(track: layer.track, segment: layer.segment, status: status, note: text)
    if notes[index]?.contains(note) != true { notes[index, default: []].append(note) }
  }
}
