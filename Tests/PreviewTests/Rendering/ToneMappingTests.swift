import Media
import TestSupport
import Testing

@testable import Preview

/// HDR signals as an SDR screen shows them.
@Suite struct ToneMappingTests {
  /// - Parameter signal: 0...1
  private func mapped(_ signal: [Double], _ transfer: HDRTransfer) throws -> [Double] {
    let frame = try VideoFrame(width: 2, height: 2, format: .gbrp16)
    // Green, blue, red.
    let planes = try [2, 0, 1].map { try #require(frame.plane($0)) }
    func row(_ channel: Int, _ index: Int) -> UnsafeMutableRawPointer {
      UnsafeMutableRawPointer(planes[channel].bytes + index * planes[channel].stride)
    }
    for channel in 0..<3 {
      let value = UInt16((signal[channel] * 65535).rounded())
      for index in 0..<2 { row(channel, index).storeBytes(of: value, toByteOffset: 2, as: UInt16.self) }
      for index in 0..<2 { row(channel, index).storeBytes(of: value, as: UInt16.self) }
    }
    ToneMapper(transfer).apply(to: frame)
    return (0..<3).map { Double(row($0, 1).load(fromByteOffset: 2, as: UInt16.self)) / 65535 }
  }

  // Grey of 0, 10, 100, 203 and 1000 cd/m2: the curve over its white, to the power of 1 / 2.4.
  @Test(arguments: [
    (0.0, 0.0), (0.29970, 0.2586), (0.50808, 0.6159), (0.58069, 0.7558), (0.75183, 1.0), (0.9, 1.0),
  ])
  func pqIsBroughtDown(_ signal: Double, _ expected: Double) throws {
    for value in try mapped([signal, signal, signal], .pq) {
      #expect(abs(value - expected) < 0.01, "\(value), not \(expected)")
    }
  }

  // 75% of HLG are the same 203 cd/m2 (BT.2408), and its peak is 1000.
  @Test(arguments: [(0.0, 0.0), (0.75, 0.7558), (1.0, 1.0)])
  func hlgIsBroughtDown(_ signal: Double, _ expected: Double) throws {
    for value in try mapped([signal, signal, signal], .hlg) {
      #expect(abs(value - expected) < 0.01, "\(value), not \(expected)")
    }
  }

  @Test func coloursBecomeThoseOfTheSmallerSpace() throws {
    // A green that BT.709 does not have: red and blue are cut off.
    let green = try mapped([0, 0.5, 0], .pq)
    #expect(green[0] == 0 && green[2] == 0 && green[1] > 0.5)
  }
}
