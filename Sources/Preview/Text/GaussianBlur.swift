/// A Gaussian blur made of three box blurs, as the W3C's Filter Effects describes it for
/// feGaussianBlur: <https://www.w3.org/TR/filter-effects-1/#feGaussianBlurElement>. A box is
/// `d = floor(sigma * 3 * sqrt(2 * pi) / 4 + 0.5)` long. Where `d` is even, the first two boxes are
/// half a pixel off to either side, and the third is one longer, so that the whole stays centred.
struct GaussianBlur {
  private struct Box {
    let before: Int
    let after: Int
    var length: Int { before + after + 1 }
  }

  private let boxes: [Box]

  /// - Parameter sigma: standard deviation in pixels; below about 0.8 nothing is blurred.
  init(sigma: Double) {
    let length = Int((sigma * 3 * (2 * Double.pi).squareRoot() / 4 + 0.5).rounded(.down))
    let half = length / 2
    if length < 2 {
      boxes = []
    } else if length % 2 == 1 {
      boxes = Array(repeating: Box(before: half, after: half), count: 3)
    } else {
      boxes = [
        Box(before: half, after: half - 1), Box(before: half - 1, after: half),
        Box(before: half, after: half),
      ]
    }
  }

  /// How many pixels the blur reaches beyond what is blurred.
  var reach: Int { boxes.reduce(0) { $0 + max($1.before, $1.after) } }

  /// Blurs a mask; what lies outside counts as 0.
  func apply(to mask: DrawingSurface) {
    guard !boxes.isEmpty else { return }
    let (width, height) = (mask.width, mask.height)
    mask.withBytes { bytes, stride in
      var line = [UInt8](repeating: 0, count: max(width, height))
      for row in 0..<height {
        for box in boxes { Self.blur(bytes, from: row * stride, step: 1, count: width, box, &line) }
      }
      for column in 0..<width {
        for box in boxes { Self.blur(bytes, from: column, step: stride, count: height, box, &line) }
      }
    }
  }

  /// Replaces each value of a row or column by the mean of its neighbours in `box`.
  private static func blur(
    _ bytes: UnsafeMutableBufferPointer<UInt8>, from start: Int, step: Int, count: Int, _ box: Box,
    _ copy: inout [UInt8]
  ) {
    copy.withUnsafeMutableBufferPointer { copy in
      for index in 0..<count { copy[index] = bytes[start + index * step] }
      var sum = 0
      for index in 0..<min(box.after, count) { sum += Int(copy[index]) }
      for index in 0..<count {
        if index + box.after < count { sum += Int(copy[index + box.after]) }
        bytes[start + index * step] = UInt8((sum + box.length / 2) / box.length)
        if index >= box.before { sum -= Int(copy[index - box.before]) }
      }
    }
  }
}
