import Media
import TestSupport
import Testing

/// Smaller pictures, against the mean of what each of their pixels covers.
@Suite struct PictureReductionTests {
  /// Any values, with stretches of nothing and of all.
  private func noise(width: Int, height: Int) throws -> VideoFrame {
    var generator = SeededGenerator(seed: UInt64(width * 10_000 + height))
    let frame = try VideoFrame(width: width, height: height, format: .yuv420p)
    for index in 0..<3 {
      guard let plane = frame.plane(index) else { continue }
      for y in 0..<(index == 0 ? height : height / 2) {
        for x in 0..<(index == 0 ? width : width / 2) {
          let value = generator.integer(0...255)
          plane.bytes[y * plane.stride + x] = UInt8(x < width / 4 ? 255 : x < width / 3 ? 0 : value)
        }
      }
    }
    return frame
  }

  private func expectMeans(_ columns: Int, _ rows: Int, width: Int, height: Int) throws {
    let source = try noise(width: width * columns, height: height * rows)
    let result = try PictureScaler().scale(source, width: width, height: height, format: .yuv420p)
    for index in 0..<3 {
      let (from, to) = (try #require(source.plane(index)), try #require(result.plane(index)))
      var wrong = 0
      for y in 0..<(index == 0 ? height : height / 2) {
        for x in 0..<(index == 0 ? width : width / 2) {
          var sum = 0
          for row in 0..<rows {
            let pixels = from.bytes + (y * rows + row) * from.stride + x * columns
            for column in 0..<columns { sum += Int(pixels[column]) }
          }
          let mean = (sum + columns * rows / 2) / (columns * rows)
          if Int(to.bytes[y * to.stride + x]) != mean { wrong += 1 }
        }
      }
      #expect(wrong == 0, "\(columns)x\(rows) to \(width)x\(height), plane \(index)")
    }
  }

  @Test(arguments: [1, 2, 3, 4, 5, 6, 7, 8, 12, 16, 24, 32], [1, 2, 3, 4, 6, 8, 16, 32])
  func reductionsByWholeFactorsAreMeans(_ columns: Int, _ rows: Int) throws {
    guard columns * rows > 1 else { return }
    try expectMeans(columns, rows, width: 38, height: 4)
  }

  /// What is done many pixels at a time ends anywhere.
  @Test(arguments: [2, 8, 10, 16, 18, 24, 32, 34, 50])
  func theLastPixelsOfARowAreMeans(_ width: Int) throws {
    try expectMeans(2, 2, width: width, height: 2)
    for factor in [3, 4, 5, 6, 8] { try expectMeans(factor, factor, width: width, height: 2) }
  }
}
