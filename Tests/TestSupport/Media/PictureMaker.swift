import Media

/// Pictures whose pixels a test knows.
public enum PictureMaker {
  /// YUV 4:2:0, as the encoder of films takes it. Colours change at even pixels.
  public static func film(
    width: Int, height: Int, _ color: (_ x: Int, _ y: Int) -> Color
  ) throws -> VideoFrame {
    let frame = try VideoFrame(width: width, height: height, format: .yuv420p)
    for index in 0..<3 {
      guard let plane = frame.plane(index) else { continue }
      let step = index == 0 ? 1 : 2
      for y in stride(from: 0, to: height, by: step) {
        for x in stride(from: 0, to: width, by: step) {
          plane.bytes[y / step * plane.stride + x / step] = color(x, y).yuv[index]
        }
      }
    }
    return frame
  }

  /// One colour all over.
  public static func film(width: Int, height: Int, _ color: Color) throws -> VideoFrame {
    let frame = try VideoFrame(width: width, height: height, format: .yuv420p)
    for (index, value) in color.yuv.enumerated() {
      guard let plane = frame.plane(index) else { continue }
      plane.bytes.update(repeating: value, count: plane.stride * (index == 0 ? height : (height + 1) / 2))
    }
    return frame
  }

  /// A picture with straight alpha, 0...255.
  public static func transparent(
    width: Int, height: Int, _ pixel: (_ x: Int, _ y: Int) -> (Color, alpha: Int)
  ) throws -> VideoFrame {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(width * height * 4)
    for y in 0..<height {
      for x in 0..<width {
        let (color, alpha) = pixel(x, y)
        bytes += [color.blue, color.green, color.red, alpha].map { UInt8($0) }
      }
    }
    return try VideoFrame(width: width, height: height, bgra: bytes)
  }

  public static func png(
    width: Int, height: Int, _ pixel: (_ x: Int, _ y: Int) -> (Color, alpha: Int)
  ) throws -> [UInt8] {
    try PictureFile.png(transparent(width: width, height: height, pixel))
  }

  public static func jpeg(width: Int, height: Int, _ color: (_ x: Int, _ y: Int) -> Color) throws -> [UInt8] {
    try PictureFile.jpeg(
      transparent(width: width, height: height) { (color($0, $1), alpha: 255) }, quality: 2)
  }
}

/// Looks at the pixels of a picture, as red, green, blue and alpha.
public struct Pixels: Equatable, CustomStringConvertible {
  public let width: Int
  public let height: Int
  private let bytes: [UInt8]

  public var description: String { "\(width)x\(height) pixels" }

  /// The pixels of a YUV 4:2:0 picture, each with the colour of its own block of four: nothing of a
  /// neighbour comes in.
  public init(film frame: VideoFrame) {
    (width, height) = (frame.width, frame.height)
    var bytes: [UInt8] = []
    bytes.reserveCapacity(width * height * 4)
    if let luma = frame.plane(0), let blue = frame.plane(1), let red = frame.plane(2) {
      for y in 0..<height {
        for x in 0..<width {
          let (l, u, v) = (
            luma.bytes[y * luma.stride + x], blue.bytes[y / 2 * blue.stride + x / 2],
            red.bytes[y / 2 * red.stride + x / 2]
          )
          let color = Color(y: Double(l), u: Double(u), v: Double(v))
          bytes += [UInt8(color.red), UInt8(color.green), UInt8(color.blue), 255]
        }
      }
    }
    self.bytes = bytes
  }

  /// The pixels of a picture of any layout.
  public init(_ frame: VideoFrame) throws {
    let unpacked = try PictureScaler().scale(
      frame, width: frame.width, height: frame.height, format: .rgba)
    (width, height) = (frame.width, frame.height)
    var bytes: [UInt8] = []
    if let plane = unpacked.plane(0) {
      for y in 0..<height {
        bytes += UnsafeBufferPointer(start: plane.bytes + y * plane.stride, count: width * 4)
      }
    }
    self.bytes = bytes
  }

  public subscript(x: Int, y: Int) -> Color {
    let at = (y * width + x) * 4
    return Color(Int(bytes[at]), Int(bytes[at + 1]), Int(bytes[at + 2]))
  }

  public func alpha(_ x: Int, _ y: Int) -> Int { Int(bytes[(y * width + x) * 4 + 3]) }

  /// The colour in the middle of a part of the picture, in fractions.
  public func at(_ x: Double, _ y: Double) -> Color {
    self[min(width - 1, Int(x * Double(width))), min(height - 1, Int(y * Double(height)))]
  }
}
