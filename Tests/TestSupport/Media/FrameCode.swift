import Media

/// Frames that carry their own number: eight upright stripes, white for a set bit and black for a
/// clear one, the highest on the left. Survives coding and scaling.
public enum FrameCode {
  public static let range = 0..<256

  public static func draw(_ number: Int, width: Int, height: Int) throws -> VideoFrame {
    let frame = try PictureMaker.film(width: width, height: height, .black)
    guard let plane = frame.plane(0) else { return frame }
    let row = (0..<width).map { x in UInt8(number >> (7 - min(7, x * 8 / width)) & 1 == 1 ? 235 : 16) }
    for y in 0..<height {
      (plane.bytes + y * plane.stride).update(from: row, count: width)
    }
    return frame
  }

  /// - Parameters:
  ///   - frame: of any layout whose first plane is brightness.
  ///   - row: where it is read, as a fraction of the height.
  public static func read(_ frame: VideoFrame, row: Double = 0.5) -> Int? {
    guard let plane = frame.plane(0) else { return nil }
    let row = plane.bytes + Int(Double(frame.height) * row) * plane.stride
    return (0..<8).reduce(0) { $0 << 1 | (row[($1 * 2 + 1) * frame.width / 16] > 128 ? 1 : 0) }
  }
}
