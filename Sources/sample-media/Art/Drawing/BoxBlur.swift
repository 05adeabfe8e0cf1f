extension Canvas {
  /// Three box blurs, which together come close to a Gaussian of about the given deviation, in pixels.
  func boxBlur(radius: Int) {
    guard let ink = inkBounds() else { return }
    let reach = 3 * radius
    let columns = max(0, ink.columns.lowerBound - reach)..<min(width, ink.columns.upperBound + reach)
    let rows = max(0, ink.rows.lowerBound - reach)..<min(height, ink.rows.upperBound + reach)
    withBytes { bytes, stride in
      var line = [SIMD4<Int32>](repeating: .zero, count: max(columns.count, rows.count) + 2 * radius + 1)
      line.withUnsafeMutableBufferPointer { line in
        guard let scratch = line.baseAddress else { return }
        for _ in 0..<3 {
          for row in rows {
            let start = bytes + row * stride + columns.lowerBound * 4
            blurLine(start, step: 4, count: columns.count, radius: radius, scratch)
          }
          for column in columns {
            let start = bytes + rows.lowerBound * stride + column * 4
            blurLine(start, step: stride, count: rows.count, radius: radius, scratch)
          }
        }
      }
    }
  }

  /// The columns and rows that hold anything; nil where nothing was drawn.
  func inkBounds() -> (columns: Range<Int>, rows: Range<Int>)? {
    var columns: Range<Int>?
    var rows: Range<Int>?
    withBytes { bytes, stride in
      for row in 0..<height {
        let alphas = bytes + row * stride + 3
        guard let first = (0..<width).first(where: { alphas[$0 * 4] != 0 }) else { continue }
        let last = (0..<width).last { alphas[$0 * 4] != 0 } ?? first
        columns = min(columns?.lowerBound ?? first, first)..<max(columns?.upperBound ?? 0, last + 1)
        rows = (rows?.lowerBound ?? row)..<(row + 1)
      }
    }
    guard let columns, let rows else { return nil }
    return (columns, rows)
  }
}

/// Replaces each pixel of a line by the mean of its neighbours within the radius; beyond its ends
/// the end pixels go on. The scratch holds the line and what lies beyond.
private func blurLine(
  _ pixels: UnsafeMutablePointer<UInt8>, step: Int, count: Int, radius: Int,
  _ scratch: UnsafeMutablePointer<SIMD4<Int32>>
) {
  let window = 2 * radius + 1
  for index in 0..<(count + window) {
    let at = pixels + min(max(index - radius, 0), count - 1) * step
    scratch[index] = SIMD4(Int32(at[0]), Int32(at[1]), Int32(at[2]), Int32(at[3]))
  }
  // A division by multiplication: there is one for every byte. 255 * 65536 still fits.
  let share = SIMD4<Int32>(repeating: Int32((65536.0 / Double(window)).rounded()))
  var sum = SIMD4<Int32>.zero
  for index in 0..<window { sum &+= scratch[index] }
  for index in 0..<count {
    let mean = (sum &* share &+ 32768) &>> 16
    let target = pixels + index * step
    target[0] = UInt8(truncatingIfNeeded: mean[0])
    target[1] = UInt8(truncatingIfNeeded: mean[1])
    target[2] = UInt8(truncatingIfNeeded: mean[2])
    target[3] = UInt8(truncatingIfNeeded: mean[3])
    sum &+= scratch[index + window] &- scratch[index]
  }
}
