import DraftModel
import Media

/// Makes transparent what has a colour, as FFmpeg's `chromakey` filter does: by the mean distance, over
/// each pixel and its neighbours, of a pixel's chroma from the colour's.
///
/// The filter takes nine square roots for each pixel; here they stand in a table. At the picture's
/// edge, the nearest pixel stands for the neighbours that are missing.
final class ChromaKey {
  /// The distance of each chroma, by `256 u + v`. The largest is ``unit``, of which nine fit into 16 bits.
  private let distances: [UInt16]
  /// Up to where the sum of nine distances is transparent, and by how much more it is opaque.
  private let similarity: UInt32
  private let blend: UInt32

  private static let unit = 7281.0

  /// - Parameters:
  ///   - similarity: 0...1, of the largest distance that chroma can have.
  ///   - blend: likewise; 0 for no half transparent pixels.
  init(_ color: RGBAColor, similarity: Double, blend: Double) {
    let (u, v) = Self.chroma(color)
    distances = (0..<65536).map { index in
      let (du, dv) = (Double((index >> 8) - u), Double((index & 255) - v))
      return UInt16((((du * du + dv * dv) / (2 * 255 * 255)).squareRoot() * Self.unit).rounded())
    }
    func sum(_ value: Double) -> UInt32 { UInt32((min(max(value, 0), 1) * 9 * Self.unit).rounded()) }
    self.similarity = sum(similarity)
    // FFmpeg's own least value.
    self.blend = blend > 0.0001 ? max(1, sum(blend)) : 0
  }

  /// The filter's chroma of a colour: BT.601 in full range, with 10 bits after the point.
  private static func chroma(_ color: RGBAColor) -> (Int, Int) {
    let (r, g, b) = (Int(color.red), Int(color.green), Int(color.blue))
    return (
      ((-173 * r - 339 * g + 512 * b + 511) >> 10) + 128, ((512 * r - 429 * g - 83 * b + 511) >> 10) + 128
    )
  }

  /// Writes the alpha of a picture in YUVA 4:4:4, whose colours stand without alpha.
  /// - Parameter keepsAlpha: whether what was transparent stays so.
  func apply(to frame: VideoFrame, keepsAlpha: Bool) {
    guard let blue = frame.plane(1), let red = frame.plane(2), let alpha = frame.plane(3) else { return }
    let (width, height) = (frame.width, frame.height)
    // Three rows of distances, one more at either side, and the sums of their columns; then a row of alpha.
    let rowCount = width + 2
    withUnsafeTemporaryAllocation(of: UInt16.self, capacity: rowCount * 4) { buffer in
      withUnsafeTemporaryAllocation(of: UInt8.self, capacity: width) { alphas in
        guard let buffer = buffer.baseAddress, let alphas = alphas.baseAddress else { return }
        let sums = buffer + rowCount * 3
        func rows(_ row: Int) -> UnsafeMutablePointer<UInt16> { buffer + (row + 3) % 3 * rowCount }
        func take(_ row: Int) {
          let inside = min(max(row, 0), height - 1)
          measure(
            blue.bytes + inside * blue.stride, red.bytes + inside * red.stride, into: rows(row), count: width)
        }
        take(-1)
        take(0)
        for row in 0..<height {
          take(row + 1)
          let (a, b, c) = (rows(row - 1), rows(row), rows(row + 1))
          for x in 0..<rowCount { sums[x] = a[x] &+ b[x] &+ c[x] }
          let target = alpha.bytes + row * alpha.stride
          write(sums, into: keepsAlpha ? alphas : target, count: width)
          if keepsAlpha { PixelRows.multiply(target, by: alphas, count: width) }
        }
      }
    }
  }

  private func measure(
    _ u: UnsafePointer<UInt8>, _ v: UnsafePointer<UInt8>, into row: UnsafeMutablePointer<UInt16>, count: Int
  ) {
    distances.withUnsafeBufferPointer { distances in
      guard let distances = distances.baseAddress else { return }
      for x in 0..<count { row[x &+ 1] = distances[Int(u[x]) &<< 8 | Int(v[x])] }
    }
    row[0] = row[1]
    row[count + 1] = row[count]
  }

  /// - Parameter sums: of columns, with one more at either side.
  private func write(_ sums: UnsafePointer<UInt16>, into alphas: UnsafeMutablePointer<UInt8>, count: Int) {
    let similarity = similarity
    guard blend > 0 else {
      for x in 0..<count {
        alphas[x] = UInt32(sums[x] &+ sums[x &+ 1] &+ sums[x &+ 2]) > similarity ? 255 : 0
      }
      return
    }
    let blend = blend
    // Rounded up, so that 255 is reached; the products are at most 256 * 65536.
    let factor = (255 * 65536 + blend - 1) / blend
    for x in 0..<count {
      let sum = UInt32(sums[x] &+ sums[x &+ 1] &+ sums[x &+ 2])
      let above = min(sum &- min(sum, similarity), blend)
      alphas[x] = UInt8(truncatingIfNeeded: (above &* factor) &>> 16)
    }
  }
}
