import JSONTree

/// The picture that a draft is made for.
public struct Canvas: Hashable, Sendable {
  /// Pixels, at least 1.
  public var width: Int
  /// Pixels, at least 1.
  public var height: Int
  public var frameRate: FrameRate
  public var background: RGBAColor

  public init(
    width: Int = 1080, height: Int = 1920, frameRate: FrameRate = .thirty,
    background: RGBAColor = RGBAColor(red: 0, green: 0, blue: 0)
  ) {
    self.width = width
    self.height = height
    self.frameRate = frameRate
    self.background = background
  }

  /// The longest side that is taken for a canvas.
  public static let longestSide = 16384
}

extension Draft {
  /// The canvas: from the state's `canvas_config`, else from the draft's metadata, else 1080x1920
  /// at 30 frames a second on black. Each of its parts is looked for on its own; a size counts only
  /// as a pair.
  public var canvas: Canvas {
    var canvas = Canvas()
    func side(_ node: JSONNodeID?) -> Int? {
      guard let value = node.flatMap(document.rational)?.rounded, (1...Canvas.longestSide).contains(value)
      else { return nil }
      return value
    }
    func configured(_ name: JSONKey) -> JSONNodeID? {
      wrapper.canvasConfig.flatMap { document.value(of: name, in: $0) }
    }
    if let width = side(configured("width")), let height = side(configured("height")) {
      (canvas.width, canvas.height) = (width, height)
    } else if let width = side(node(.canvasWidth)), let height = side(node(.canvasHeight)) {
      (canvas.width, canvas.height) = (width, height)
    } else if let aspect = ["aspect_ratio", "aspectRatio"].lazy.compactMap({
      configured(JSONKey($0)).flatMap(document.string)
    }).first, let size = Self.size(aspect: aspect) {
      (canvas.width, canvas.height) = size
    }
    canvas.frameRate =
      configured("fps").flatMap(document.frameRate) ?? node(.canvasFrameRate).flatMap(document.frameRate)
      ?? canvas.frameRate
    if let background = node(.canvasBackground).flatMap(document.string).flatMap(RGBAColor.init(hex:)) {
      canvas.background = background
    }
    return canvas
  }

  /// A ratio such as `9:16`, as a canvas whose short side is 1080.
  private static func size(aspect: String) -> (Int, Int)? {
    let parts = aspect.split(separator: ":").compactMap { Rational(decimal: $0.utf8) }
    guard parts.count == 2, parts[0] > .zero, parts[1] > .zero else { return nil }
    let short = Rational(1080)
    let size =
      parts[0] < parts[1]
      ? (1080, (short * parts[1] / parts[0]).rounded) : ((short * parts[0] / parts[1]).rounded, 1080)
    return max(size.0, size.1) <= Canvas.longestSide ? size : nil
  }
}
