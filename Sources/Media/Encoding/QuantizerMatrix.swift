/// How coarsely a JPEG keeps each frequency. FFmpeg's scale has whole steps only, of a third of the bytes at
/// its fine end; scaling the matrix itself instead, at a fixed step of the scale, gives any in between.
enum QuantizerMatrix {
  /// The step at which FFmpeg takes a matrix as it is: it multiplies by the step, and divides by this.
  static let unit = 8

  /// - Parameter quality: 0.5...31, what lies outside counts as the nearer end.
  /// - Returns: 64 values, row by row.
  static func values(quality: Double) -> [UInt16] {
    let quality = quality.isFinite ? min(max(quality, 0.5), 31) : 31
    return base.map { UInt16(min(max((Double($0) * quality / Double(unit)).rounded(.down), 1), 255)) }
  }

  /// Table of ISO/IEC 11172-2, 2.4.3.2 (intra), which FFmpeg uses for JPEG as well.
  private static let base: [Int] = [
    8, 16, 19, 22, 26, 27, 29, 34, 16, 16, 22, 24, 27, 29, 34, 37, 19, 22, 26, 27, 29, 34, 34, 38, 22, 22, 26,
    27, 29, 34, 37, 40, 22, 26, 27, 29, 32, 35, 40, 48, 26, 27, 29, 32, 35, 40, 48, 58, 26, 27, 29, 34, 38,
    46,
    56, 69, 27, 29, 35, 38, 46, 56, 69, 83,
  ]
}
