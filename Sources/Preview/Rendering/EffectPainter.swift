import DraftModel
import Media

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Applies effects to a layer's picture, one after the other.
///
/// Colours change in YUV as the film has it, BT.709 in limited range. Keeps filters and tables from
/// one picture to the next.
final class EffectPainter {
  private let effects: [EffectPlan]
  private var filters: [String: PictureFilter] = [:]
  private var vignettes: [VignetteMask] = []
  private var chromaKeys: [EffectPlan: ChromaKey] = [:]

  init(_ effects: [EffectPlan]) { self.effects = effects }

  var isEmpty: Bool { effects.isEmpty }

  /// Whether pictures without transparency may stay in 4:2:0.
  var worksSubsampled: Bool {
    effects.allSatisfy { effect in
      switch effect {
      case .sepia, .chromaKey: false
      default: true
      }
    }
  }

  /// How far a picture's edges may spread, in pixels.
  var reach: Int {
    effects.reduce(0) { reach, effect in
      if case .blur(let sigma) = effect { reach + Int((3 * sigma).rounded(.up)) } else { reach }
    }
  }

  /// - Parameters:
  ///   - frame: YUV 4:2:0, or YUVA 4:4:4 with the colour multiplied by the alpha; may be changed.
  ///   - hasAlpha: whether anything in it is transparent.
  /// - Returns: a picture of the same layout and size.
  func apply(to frame: VideoFrame, hasAlpha: Bool) throws(MediaError) -> VideoFrame {
    var picture = Picture(frame: frame, hasAlpha: hasAlpha)
    try frame.makeWritable()
    for effect in effects { try apply(effect, to: &picture) }
    picture.premultiply()
    return picture.frame
  }

  /// A picture on its way through the effects.
  private struct Picture {
    var frame: VideoFrame
    var hasAlpha: Bool
    /// Whether the colour stands without its alpha.
    var isStraight = false

    mutating func premultiply() {
      if isStraight { Surface.premultiply(frame) }
      isStraight = false
    }

    mutating func unpremultiply() {
      if hasAlpha, !isStraight {
        Surface.unpremultiply(frame)
        isStraight = true
      }
    }
  }

  private func apply(_ effect: EffectPlan, to picture: inout Picture) throws(MediaError) {
    switch effect {
    case .blur(let sigma): try blur(&picture, sigma)
    case .sharpen(let amount): try sharpen(&picture, amount)
    case .chromaKey: try key(&picture, effect)
    case .vignette(let amount): darkenCorners(picture.frame, amount)
    case .sepia(let amount):
      picture.unpremultiply()
      Self.sepia(picture.frame, amount)
    case .brightness(let value):
      picture.unpremultiply()
      Self.map(picture.frame, planes: 0..<1) { $0 + value }
    case .contrast(let value):
      picture.unpremultiply()
      Self.map(picture.frame, planes: 0..<1) { ($0 - 0.5) * value + 0.5 }
    case .saturation(let value): Self.scaleChroma(picture.frame, value)
    case .grayscale(let amount): Self.scaleChroma(picture.frame, 1 - amount)
    }
  }

  // MARK: By FFmpeg's filters

  /// Two steps come near a Gaussian; one is off by a twentieth beside an edge. In 4:2:0 the chroma's
  /// pixels are twice as large. The alpha of what is opaque stays as it is.
  static func blurChain(_ sigma: Double, of frame: VideoFrame, hasAlpha: Bool = true) -> String {
    frame.plane(3) == nil
      ? "gblur=sigma=\(sigma):steps=2:planes=1,gblur=sigma=\(sigma / 2):steps=2:planes=6"
      : "gblur=sigma=\(sigma):steps=2:planes=\(hasAlpha ? 15 : 7)"
  }

  private func blur(_ picture: inout Picture, _ sigma: Double) throws(MediaError) {
    guard sigma > 0.1 else { return }
    picture.premultiply()
    let chain = Self.blurChain(sigma, of: picture.frame, hasAlpha: picture.hasAlpha)
    picture.frame = try filter(chain).apply(picture.frame)
  }

  private func sharpen(_ picture: inout Picture, _ amount: Double) throws(MediaError) {
    guard amount > 0, picture.frame.width >= 5, picture.frame.height >= 5 else { return }
    let chain = "unsharp=luma_msize_x=5:luma_msize_y=5:luma_amount=\(amount)"
    guard picture.frame.plane(3) != nil else {
      picture.frame = try filter(chain).apply(picture.frame)
      return
    }
    // The filter takes no alpha: only the brightness goes through it.
    let opaque = try picture.frame.withoutAlpha()
    let sharp = try filter(chain).apply(opaque)
    try picture.frame.makeWritable()
    Self.copy(sharp, 0, to: picture.frame, 0)
  }

  private func key(_ picture: inout Picture, _ effect: EffectPlan) throws(MediaError) {
    guard case .chromaKey(let color, let similarity, let blend) = effect else { return }
    picture.unpremultiply()
    let key = chromaKeys[effect] ?? ChromaKey(color, similarity: similarity, blend: blend)
    chromaKeys[effect] = key
    try picture.frame.makeWritable()
    key.apply(to: picture.frame, keepsAlpha: picture.hasAlpha)
    picture.hasAlpha = true
    picture.isStraight = true
  }

  private func filter(_ chain: String) -> PictureFilter {
    let filter = filters[chain] ?? PictureFilter(chain)
    filters[chain] = filter
    return filter
  }

  private static func copy(_ source: VideoFrame, _ from: Int, to target: VideoFrame, _ to: Int) {
    guard let source = source.plane(from), let plane = target.plane(to) else { return }
    for row in 0..<target.height {
      (plane.bytes + row * plane.stride).update(from: source.bytes + row * source.stride, count: target.width)
    }
  }

  // MARK: Of single values

  /// Changes every value of some planes, given and returned as 0...1 of all that 8 bits hold, as
  /// FFmpeg's eq counts.
  private static func map(_ frame: VideoFrame, planes: Range<Int>, _ change: (Double) -> Double) {
    let table = (0..<256).map { value in
      UInt8(min(max((change(Double(value) / 255) * 255).rounded(), 0), 255))
    }
    for index in planes {
      guard let plane = frame.plane(index) else { continue }
      let (width, height) = size(of: index, in: frame)
      table.withUnsafeBufferPointer { table in
        for row in 0..<height {
          let pixels = plane.bytes + row * plane.stride
          for x in 0..<width { pixels[x] = table[Int(pixels[x])] }
        }
      }
    }
  }

  /// The chroma's distance from grey, times a factor: also where it is multiplied by an alpha.
  private static func scaleChroma(_ frame: VideoFrame, _ factor: Double) {
    map(frame, planes: 1..<3) { ($0 - 128.0 / 255) * factor + 128.0 / 255 }
  }

  /// The pixels of a plane, which is halved both ways where there is no alpha.
  private static func size(of plane: Int, in frame: VideoFrame) -> (Int, Int) {
    let isHalved = plane > 0 && frame.plane(3) == nil
    return isHalved ? ((frame.width + 1) / 2, (frame.height + 1) / 2) : (frame.width, frame.height)
  }

  // MARK: Of pixels

  private func darkenCorners(_ frame: VideoFrame, _ amount: Double) {
    for index in 0..<3 {
      guard let plane = frame.plane(index) else { continue }
      let (width, height) = Self.size(of: index, in: frame)
      let mask = vignette(width, height, amount)
      mask.factors.withUnsafeBufferPointer { factors in
        guard let factors = factors.baseAddress else { return }
        for row in 0..<height {
          PixelRows.attenuate(
            plane.bytes + row * plane.stride, by: factors + row * width, count: width,
            neutral: Surface.neutral[index])
        }
      }
    }
  }

  private func vignette(_ width: Int, _ height: Int, _ amount: Double) -> VignetteMask {
    if let known = vignettes.first(where: { $0.width == width && $0.height == height && $0.amount == amount })
    {
      return known
    }
    let mask = VignetteMask(width: width, height: height, amount: amount)
    // Luma and chroma, before and after a change of size.
    if vignettes.count >= 4 { vignettes.removeFirst() }
    vignettes.append(mask)
    return mask
  }
  /// By the matrix of Filter Effects Level 1, 9.4, on gamma-encoded RGB.
  private static func sepia(_ frame: VideoFrame, _ amount: Double) {
    guard let luma = frame.plane(0), let blue = frame.plane(1), let red = frame.plane(2) else { return }
    let matrix = SepiaMatrix(amount)
    for row in 0..<frame.height {
      matrix.apply(
        luma.bytes + row * luma.stride, blue.bytes + row * blue.stride, red.bytes + row * red.stride,
        count: frame.width)
    }
  }
}

/// How much of the light is left at each pixel: FFmpeg's vignette at its usual angle of a fifth of
/// pi, `cos^4` of the angle that a pixel is seen under, mixed with 1.
private struct VignetteMask {
  let width: Int
  let height: Int
  let amount: Double
  /// 32768 is all.
  let factors: [UInt16]

  init(width: Int, height: Int, amount: Double) {
    (self.width, self.height, self.amount) = (width, height, amount)
    let (centerX, centerY) = (Double(width) / 2, Double(height) / 2)
    let longest = (centerX * centerX + centerY * centerY).squareRoot()
    factors = (0..<width * height).map { index in
      let (x, y) = (Double(index % width) - centerX, Double(index / width) - centerY)
      let cosine = cos(.pi / 5 * (x * x + y * y).squareRoot() / longest)
      return UInt16((32768 * (1 - amount * (1 - cosine * cosine * cosine * cosine))).rounded())
    }
  }
}
