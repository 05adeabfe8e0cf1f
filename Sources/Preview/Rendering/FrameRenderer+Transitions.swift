import DraftModel
import Media

extension FrameRenderer {
  func paint(_ transition: TransitionPlan, at time: Time) throws(MediaError) -> PaintedLayer {
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
}
