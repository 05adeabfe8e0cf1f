import DraftModel

/// What a preview is asked to be.
public struct OutputSettings: Hashable, Sendable {
  public enum Size: Hashable, Sendable {
    /// The canvas scaled so that its short side has so many pixels; never enlarged.
    case shortSide(Int)
    /// Exactly so large; a canvas of another shape gets bars.
    case exact(width: Int, height: Int)
  }

  public var size: Size
  /// In place of the canvas's rate.
  public var frameRate: FrameRate?
  /// In place of the draft's canvas; its background stays.
  public var canvasWidth: Int?
  public var canvasHeight: Int?
  /// What of the timeline is rendered; all of it unless said.
  public var range: TimeRange?
  /// On the scale of x264's rate factors, 0...51: lower is better and larger.
  public var quality: Int

  public init(
    size: Size = .shortSide(360), frameRate: FrameRate? = nil, canvasWidth: Int? = nil,
    canvasHeight: Int? = nil,
    range: TimeRange? = nil, quality: Int = 28
  ) {
    self.size = size
    self.frameRate = frameRate
    self.canvasWidth = canvasWidth
    self.canvasHeight = canvasHeight
    self.range = range
    self.quality = quality
  }
}

/// Where the canvas lies in the output, in output pixels. All values are even.
public struct OutputGeometry: Hashable, Sendable {
  public let width: Int
  public let height: Int
  public let canvasX: Int
  public let canvasY: Int
  public let canvasWidth: Int
  public let canvasHeight: Int

  /// The canvas, in output pixels.
  var canvas: PixelBox { PixelBox(x: canvasX, y: canvasY, width: canvasWidth, height: canvasHeight) }

  /// Output pixels for each canvas pixel, across and down; they differ by rounding only.
  public func scale(for canvas: Canvas) -> (x: Double, y: Double) {
    (Double(canvasWidth) / Double(canvas.width), Double(canvasHeight) / Double(canvas.height))
  }

  public init(canvas: Canvas, size: OutputSettings.Size) {
    let (width, height) = (Rational(canvas.width), Rational(canvas.height))
    switch size {
    case .shortSide(let side):
      let factor = min(.one, Rational(side) / min(width, height))
      self.width = Self.even(width * factor)
      self.height = Self.even(height * factor)
      (canvasX, canvasY, canvasWidth, canvasHeight) = (0, 0, self.width, self.height)
    case .exact(let outWidth, let outHeight):
      self.width = Self.even(Rational(outWidth))
      self.height = Self.even(Rational(outHeight))
      let factor = min(.one, Rational(self.width) / width, Rational(self.height) / height)
      // A canvas that fills one side but for rounding fills it.
      canvasWidth = min(self.width, Self.even(width * factor))
      canvasHeight = min(self.height, Self.even(height * factor))
      canvasX = (self.width - canvasWidth) / 4 * 2
      canvasY = (self.height - canvasHeight) / 4 * 2
    }
  }

  /// The nearest even number, at least 2.
  private static func even(_ value: Rational) -> Int { max(2, (value / Rational(2)).rounded * 2) }
}
