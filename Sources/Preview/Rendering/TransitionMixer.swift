import DraftModel
import Media

/// Mixes the two sides of a transition. Each is a ``Surface`` of the canvas's size, with what is on
/// its side and nothing around it; so is the result.
struct TransitionMixer {
  let kind: TransitionKind
  /// 0...1
  let progress: Double

  func mix(_ outgoing: VideoFrame, _ incoming: VideoFrame) throws(MediaError) -> VideoFrame {
    let (width, height) = (outgoing.width, outgoing.height)
    let result = try VideoFrame(width: width, height: height, format: .yuva444p)
    let columns = Int((Double(width) * progress).rounded())
    let rows = Int((Double(height) * progress).rounded())
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

  // MARK: Mixing

  private static func blend(
    _ a: VideoFrame, _ b: VideoFrame, _ progress: Double, into result: VideoFrame
  ) {
    let second = UInt32((progress * 256).rounded())
    let first = 256 - second
    for index in 0..<4 {
      guard let a = a.plane(index), let b = b.plane(index), let target = result.plane(index) else { continue }
      for row in 0..<result.height {
        let (from, to) = (a.bytes + row * a.stride, b.bytes + row * b.stride)
        let pixels = target.bytes + row * target.stride
        for x in 0..<result.width {
          pixels[x] = UInt8(truncatingIfNeeded: (UInt32(from[x]) * first + UInt32(to[x]) * second + 128) >> 8)
        }
      }
    }
  }

  /// Out to a grey, then in from it. What is not covered stays so.
  /// - Parameter white: the grey's distance from black.
  private func fade(_ outgoing: VideoFrame, _ incoming: VideoFrame, white: Int32, into result: VideoFrame) {
    let shown = progress < 0.5 ? outgoing : incoming
    // How much of the picture is there.
    let factor = Int32((abs(1 - 2 * progress) * 256).rounded())
    guard let alpha = shown.plane(3) else { return }
    for index in 0..<4 {
      guard let source = shown.plane(index), let target = result.plane(index) else { continue }
      let neutral = Int32(Surface.neutral[index])
      for row in 0..<result.height {
        let values = source.bytes + row * source.stride
        let alphas = alpha.bytes + row * alpha.stride
        let pixels = target.bytes + row * target.stride
        if index == 3 {
          pixels.update(from: values, count: result.width)
          continue
        }
        let grey = index == 0 ? white * (256 - factor) : 0
        for x in 0..<result.width {
          let sum = (Int32(values[x]) - neutral) * factor + grey * Int32(alphas[x]) / 255
          pixels[x] = UInt8(truncatingIfNeeded: min(max(neutral + (sum + 128) >> 8, 0), 255))
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
    for row in 0..<result.height {
      let shown = columns(row).clamped(to: 0..<result.width)
      Self.copy(outgoing, row, 0..<shown.lowerBound, to: result, row, 0)
      Self.copy(incoming, row, shown, to: result, row, shown.lowerBound)
      Self.copy(outgoing, row, shown.upperBound..<result.width, to: result, row, shown.upperBound)
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
      let target = max(0, place.x)..<max(0, min(result.width, result.width + place.x))
      guard !target.isEmpty else { continue }
      for row in 0..<result.height {
        let source = row - place.y
        guard source >= 0, source < result.height else { continue }
        Self.copy(
          frame, source, target.lowerBound - place.x..<target.upperBound - place.x, to: result, row,
          target.lowerBound)
      }
    }
  }

  private static func copy(
    _ frame: VideoFrame, _ row: Int, _ columns: Range<Int>, to target: VideoFrame, _ targetRow: Int,
    _ targetColumn: Int
  ) {
    guard !columns.isEmpty else { return }
    for index in 0..<4 {
      guard let source = frame.plane(index), let plane = target.plane(index) else { continue }
      (plane.bytes + targetRow * plane.stride + targetColumn)
        .update(from: source.bytes + row * source.stride + columns.lowerBound, count: columns.count)
    }
  }

  // MARK: Changing

  /// Up to twice the size, about the middle.
  private func enlarged(_ frame: VideoFrame) throws(MediaError) -> VideoFrame {
    let middle = (x: Double(frame.width) / 2, y: Double(frame.height) / 2)
    let scale = 1 / (1 + progress)
    return try AffineWarp(center: middle, degrees: 0, source: middle, scaleX: scale, scaleY: scale)
      .apply(to: frame, box: PixelBox(x: 0, y: 0, width: frame.width, height: frame.height))
  }

  /// Most in the middle of the transition: by a standard deviation of 3% of the height.
  private func blurred(_ frame: VideoFrame) throws(MediaError) -> VideoFrame {
    let sigma = Double(frame.height) * 0.03 * (1 - abs(1 - 2 * progress))
    guard sigma > 0.1 else { return frame }
    return try PictureFilter("gblur=sigma=\(sigma):steps=2").apply(frame)
  }
}
