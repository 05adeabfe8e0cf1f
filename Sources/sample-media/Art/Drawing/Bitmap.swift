/// A finished picture: rows from the top, without padding, four bytes a pixel in the order B, G, R, A.
///
/// Colours are premultiplied by alpha, as Cairo keeps them; for opaque pictures that changes nothing.
struct Bitmap: Sendable {
  let width: Int
  let height: Int
  private(set) var pixels: [UInt8]

  init(width: Int, height: Int, pixels: [UInt8]) {
    self.width = width
    self.height = height
    self.pixels = pixels
  }

  /// The same picture with colours not multiplied by alpha: what PNG stores.
  func straightAlpha() -> Bitmap {
    var result = self
    for offset in stride(from: 0, to: pixels.count - 3, by: 4) {
      let alpha = Int(pixels[offset + 3])
      guard alpha > 0, alpha < 255 else { continue }
      for channel in 0..<3 {
        result.pixels[offset + channel] = UInt8(
          min(255, (Int(pixels[offset + channel]) * 255 + alpha / 2) / alpha))
      }
    }
    return result
  }

  /// Film grain: hides the steps of long gradients, which JPEG and H.264 would make plain.
  /// `strength` is the largest change of a byte.
  func grained(strength: Int, seed: UInt64) -> Bitmap {
    var result = self
    var generator = SeededGenerator(seed: seed)
    let span = UInt64(2 * strength + 1)
    result.pixels.withUnsafeMutableBufferPointer { bytes in
      for offset in stride(from: 0, to: bytes.count - 3, by: 4) {
        let change = Int((generator.next() >> 33) % span) - strength
        for channel in 0..<3 {
          bytes[offset + channel] = UInt8(min(max(Int(bytes[offset + channel]) + change, 0), 255))
        }
      }
    }
    return result
  }
}
