import CFFmpeg
import DraftModel
import TestSupport
import Testing

@testable import Media

/// From other matrices and ranges to BT.709, against the formulas by way of red, green and blue.
@Suite struct ColorConversionTests {
  private struct Matrix: CustomTestStringConvertible {
    var table: Int32
    var red: Double
    var blue: Double
    var isFullRange: Bool
    var testDescription: String { "\(table) \(isFullRange ? "full" : "limited")" }
  }

  private static let matrices =
    [false, true].flatMap { isFullRange in
      [
        (SWS_CS_ITU601, 0.299, 0.114), (SWS_CS_SMPTE240M, 0.212, 0.087), (SWS_CS_FCC, 0.3, 0.11),
        (SWS_CS_BT2020, 0.2627, 0.0593),
      ].map { Matrix(table: $0.0, red: $0.1, blue: $0.2, isFullRange: isFullRange) }
    } + [Matrix(table: SWS_CS_ITU709, red: 0.2126, blue: 0.0722, isFullRange: true)]

  private func stored(_ color: (Double, Double, Double), red: Double, blue: Double, isFullRange: Bool)
    -> [Double]
  {
    let (r, g, b) = color
    let luma = red * r + (1 - red - blue) * g + blue * b
    let (u, v) = ((b - luma) / (2 - 2 * blue), (r - luma) / (2 - 2 * red))
    return isFullRange
      ? [luma * 255, 128 + u * 255, 128 + v * 255] : [16 + luma * 219, 128 + u * 224, 128 + v * 224]
  }

  @Test(arguments: matrices, [PixelFormat.yuv420p, .yuva444p])
  private func coloursStayTheSame(_ matrix: Matrix, _ format: PixelFormat) throws {
    let conversion = try #require(ColorConversion(matrix: matrix.table, isFullRange: matrix.isFullRange))
    let levels = [0, 0.2, 0.5, 0.8, 1]
    for r in levels {
      for g in levels {
        for b in levels {
          // An odd size, for the last chroma pixels.
          let frame = try VideoFrame(width: 35, height: 5, format: format)
          let from = stored((r, g, b), red: matrix.red, blue: matrix.blue, isFullRange: matrix.isFullRange)
          for index in 0..<3 {
            let plane = try #require(frame.plane(index))
            let height = index > 0 && format == .yuv420p ? 3 : 5
            let value = UInt8(min(max(from[index].rounded(), 0), 255))
            plane.bytes.update(repeating: value, count: (height - 1) * plane.stride + (height == 3 ? 18 : 35))
          }
          conversion.apply(to: frame)
          let to = stored((r, g, b), red: 0.2126, blue: 0.0722, isFullRange: false)
          for index in 0..<3 {
            let plane = try #require(frame.plane(index))
            let isHalved = index > 0 && format == .yuv420p
            for y in 0..<(isHalved ? 3 : 5) {
              for x in 0..<(isHalved ? 18 : 35) {
                let value = Double(plane.bytes[y * plane.stride + x])
                #expect(
                  abs(value - to[index]) <= 1.6,
                  "\(r) \(g) \(b): plane \(index) is \(value), not \(to[index])")
              }
            }
          }
        }
      }
    }
  }

  @Test func whatIsThereAlreadyIsLeft() {
    #expect(ColorConversion(matrix: SWS_CS_ITU709, isFullRange: false) == nil)
  }
}
