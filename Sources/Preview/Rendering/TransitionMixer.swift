import DraftModel
import Media

/// Mixes the two sides of a transition, pictures of the canvas's size: both ``Surface``s, with what is
/// on their side and nothing around it, or both opaque in 4:2:0 where ``partsChroma(width:height:)``
/// does not forbid it. So is the result.
struct TransitionMixer {
  let kind: TransitionKind
  /// 0...1
  let progress: Double

  /// How much of a length is the incoming side's, to the nearest pixel.
  private func share(_ length: Int) -> Int { Int((Double(length) * progress).rounded()) }

  /// Whether the edge between the sides lies inside a pixel of 4:2:0's chroma: colours would part from
  /// what they belong to.
  func partsChroma(width: Int, height: Int) -> Bool {
    switch kind {
    case .wipeLeft, .wipeRight, .slideLeft, .slideRight, .pushLeft, .pushRight: share(width) % 2 != 0
    case .wipeUp, .wipeDown, .slideUp, .slideDown, .pushUp, .pushDown: share(height) % 2 != 0
    case .crossfade, .fadeBlack, .fadeWhite, .zoom, .blur, .circle: false
    }
  }

  func mix(_ outgoing: VideoFrame, _ incoming: VideoFrame) throws(MediaError) -> VideoFrame {
    let (width, height) = (outgoing.width, outgoing.height)
    let isOpaque = outgoing.plane(3) == nil
    let result = try VideoFrame(width: width, height: height, format: isOpaque ? .yuv420p : .yuva444p)
    let (columns, rows) = (share(width), share(height))
    switch kind {
    case .crossfade: Self.blend(outgoing, incoming, progress, into: result)
    case .fadeBlack: fade(outgoing, incoming, white: 0, into: result)
    case .fadeWhite: fade(outgoing, incoming, white: 219, into: result)
    case .wipeLeft: wipe(outgoing, incoming, into: result) { _ in width - columns..<width }
    case .wipeRight: wipe(outgoing, incoming, into: result) { _ in 0..<columns }
    case .wipeUp: wipe(outgoing, incoming, into: result) { $0 >= height - rows ? 0..<width : 0..<0 }
    case .wipeDown: wipe(outgoing, incoming, into: result) { $0 < rows ? 0..<width : 0..<0 }
    case .circle: wipe(outgoing, incoming, into: result, circle(width, height))
    case .slideLeft: move(outgoing, (0, 0), incoming, (width - columns, 0), into: result)
    case .slideRight: move(outgoing, (0, 0), incoming, (columns - width, 0), into: result)
    case .slideUp: move(outgoing, (0, 0), incoming, (0, height - rows), into: result)
    case .slideDown: move(outgoing, (0, 0), incoming, (0, rows - height), into: result)
    case .pushLeft: move(outgoing, (-columns, 0), incoming, (width - columns, 0), into: result)
    case .pushRight: move(outgoing, (columns, 0), incoming, (columns - width, 0), into: result)
    case .pushUp: move(outgoing, (0, -rows), incoming, (0, height - rows), into: result)
    case .pushDown: move(outgoing, (0, rows), incoming, (0, rows - height), into: result)
    case .zoom: Self.blend(try enlarged(outgoing), incoming, progress, into: result)
    case .blur: Self.blend(try blurred(outgoing), try blurred(incoming), progress, into: result)
    }
    return result
  }

  /// How often a plane's size is halved, both ways.
  private static func shift(of plane: Int, in frame: VideoFrame) -> Int {
    plane > 0 && frame.plane(3) == nil ? 1 : 0
  }

  // MARK: Mixing

  private static func blend(
    _ a: VideoFrame, _ b: VideoFrame, _ progress: Double, into result: VideoFrame
  ) {
    let second = UInt16((min(max(progress, 0), 1) * 256).rounded())
    for index in 0..<4 {
      guard let a = a.plane(index), let b = b.plane(index), let target = result.plane(index) else { continue }
      let shift = shift(of: index, in: result)
      for row in 0..<result.height >> shift {
        PixelRows.mix(
          a.bytes + row * a.stride, b.bytes + row * b.stride, into: target.bytes + row * target.stride,
          count: result.width >> shift, second: second)
      }
    }
  }

  /// Out to a grey, then in from it. What is not covered stays so.
  /// - Parameter white: the grey's distance from black.
  private func fade(_ outgoing: VideoFrame, _ incoming: VideoFrame, white: Int32, into result: VideoFrame) {
    let shown = progress < 0.5 ? outgoing : incoming
    // How much of the picture is there.
    let factor = Int32((abs(1 - 2 * progress) * 256).rounded())
    for index in 0..<4 {
      guard let source = shown.plane(index), let target = result.plane(index) else { continue }
      let shift = Self.shift(of: index, in: result)
      let neutral = Int32(Surface.neutral[index])
      let grey = index == 0 ? white * (256 - factor) : 0
      for row in 0..<result.height >> shift {
        let values = source.bytes + row * source.stride
        let pixels = target.bytes + row * target.stride
        if index == 3 {
          pixels.update(from: values, count: result.width)
        } else if grey > 0, let alpha = shown.plane(3) {
          let alphas = alpha.bytes + row * alpha.stride
          for x in 0..<result.width {
            let sum = (Int32(values[x]) - neutral) * factor + grey * Int32(alphas[x]) / 255
            pixels[x] = UInt8(truncatingIfNeeded: min(max(neutral + (sum + 128) >> 8, 0), 255))
          }
        } else {
          for x in 0..<result.width >> shift {
            let sum = (Int32(values[x]) - neutral) * factor + grey
            pixels[x] = UInt8(truncatingIfNeeded: min(max(neutral + (sum + 128) >> 8, 0), 255))
          }
        }
      }
    }
  }

  // MARK: Uncovering

  /// - Parameter columns: of a row, those that show the incoming side.
  private func wipe(
    _ outgoing: VideoFrame, _ incoming: VideoFrame, into result: VideoFrame,
    _ columns: (_ row: Int) -> Range<Int>
  ) {
    for index in 0..<4 {
      let shift = Self.shift(of: index, in: result)
      let width = result.width >> shift
      for row in 0..<result.height >> shift {
        let shown = columns(row << shift).clamped(to: 0..<result.width)
        let (left, right) = ((shown.lowerBound + shift) >> shift, (shown.upperBound + shift) >> shift)
        Self.copy(index, outgoing, row, 0..<left, to: result, row, 0)
        Self.copy(index, incoming, row, left..<max(left, right), to: result, row, left)
        Self.copy(index, outgoing, row, max(left, right)..<width, to: result, row, max(left, right))
      }
    }
  }

  /// A circle about the middle that reaches the corners at the end.
  private func circle(_ width: Int, _ height: Int) -> (_ row: Int) -> Range<Int> {
    let (centerX, centerY) = (Double(width) / 2, Double(height) / 2)
    let radius = progress * (centerX * centerX + centerY * centerY).squareRoot()
    return { row in
      let distance = Double(row) + 0.5 - centerY
      let square = radius * radius - distance * distance
      guard square > 0 else { return 0..<0 }
      let half = square.squareRoot()
      let left = min(max(0, Int((centerX - half).rounded())), width)
      return left..<max(left, min(width, Int((centerX + half).rounded())))
    }
  }

  // MARK: Moving

  /// Lays one side, moved, over the other, moved: where its frame lies, it takes the other's place.
  private func move(
    _ outgoing: VideoFrame, _ from: (x: Int, y: Int), _ incoming: VideoFrame, _ to: (x: Int, y: Int),
    into result: VideoFrame
  ) {
    for (frame, place) in [(outgoing, from), (incoming, to)] {
      for index in 0..<4 {
        let shift = Self.shift(of: index, in: result)
        let (width, height) = (result.width >> shift, result.height >> shift)
        let (x, y) = (place.x >> shift, place.y >> shift)
        let target = max(0, x)..<max(max(0, x), min(width, width + x))
        for row in max(0, y)..<max(max(0, y), min(height, height + y)) {
          Self.copy(
            index, frame, row - y, target.lowerBound - x..<target.upperBound - x, to: result, row,
            target.lowerBound)
        }
      }
    }
  }

  private static func copy(
    _ plane: Int, _ frame: VideoFrame, _ row: Int, _ columns: Range<Int>, to target: VideoFrame,
    _ targetRow: Int, _ targetColumn: Int
  ) {
    guard !columns.isEmpty, let source = frame.plane(plane), let plane = target.plane(plane) else { return }
    (plane.bytes + targetRow * plane.stride + targetColumn)
      .update(from: source.bytes + row * source.stride + columns.lowerBound, count: columns.count)
  }

  // MARK: Changing

  /// Up to twice the size, about the middle.
  private func enlarged(_ frame: VideoFrame) throws(MediaError) -> VideoFrame {
    let middle = (x: Double(frame.width) / 2, y: Double(frame.height) / 2)
    let scale = 1 / (1 + progress)
    return try AffineWarp(center: middle, degrees: 0, source: middle, scaleX: scale, scaleY: scale)
      .apply(
        to: frame, box: PixelBox(x: 0, y: 0, width: frame.width, height: frame.height), extendsEdges: true)
  }

  /// Most in the middle of the transition: by a standard deviation of 3% of the height.
  private func blurred(_ frame: VideoFrame) throws(MediaError) -> VideoFrame {
    let sigma = Double(frame.height) * 0.03 * (1 - abs(1 - 2 * progress))
    return sigma > 0.1 ? try PictureFilter(EffectPainter.blurChain(sigma, of: frame)).apply(frame) : frame
  }
}
