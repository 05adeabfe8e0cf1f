import DraftModel
import Preview
import Testing

/// Sizes of the output, and places in it.
@Suite struct GeometryPlanningTests {
  private func geometry(_ width: Int, _ height: Int, _ size: OutputSettings.Size) -> [Int] {
    let output = OutputGeometry(canvas: Canvas(width: width, height: height), size: size)
    return [
      output.width, output.height, output.canvasX, output.canvasY, output.canvasWidth, output.canvasHeight,
    ]
  }

  @Test(arguments: [
    (1920, 1080, 640, 360), (1080, 1920, 360, 640), (1080, 1080, 360, 360),
    // Never enlarged, but for the last odd pixel.
    (320, 180, 320, 180), (101, 51, 102, 52), (1, 1, 2, 2),
    // The long side goes to the nearest even number: 853.33, 487.8.
    (2560, 1080, 854, 360), (999, 737, 488, 360), (4096, 16, 4096, 16),
  ])
  func theShortSideIs360(_ width: Int, _ height: Int, _ outWidth: Int, _ outHeight: Int) {
    #expect(geometry(width, height, .shortSide(360)) == [outWidth, outHeight, 0, 0, outWidth, outHeight])
  }

  @Test func anotherShapeGetsBars() {
    #expect(geometry(1920, 1080, .exact(width: 640, height: 640)) == [640, 640, 0, 140, 640, 360])
    #expect(geometry(1080, 1920, .exact(width: 640, height: 360)) == [640, 360, 218, 0, 202, 360])
    #expect(geometry(1920, 1080, .exact(width: 640, height: 360)) == [640, 360, 0, 0, 640, 360])
  }

  @Test func aSmallCanvasLiesInTheMiddle() {
    #expect(geometry(100, 100, .exact(width: 640, height: 360)) == [640, 360, 270, 130, 100, 100])
  }

  @Test func everythingIsEven() {
    for (width, height) in [(1919, 1079), (333, 777), (3, 1001), (1001, 3)] {
      for size in [OutputSettings.Size.shortSide(251), .exact(width: 301, height: 299)] {
        #expect(geometry(width, height, size).allSatisfy { $0 % 2 == 0 }, "\(width)x\(height) \(size)")
      }
    }
  }

  @Test func theCanvasOfTheSettingsWins() throws {
    let plan = try RenderPlan.ofSegments(
      #"{"u": "photo", "d": 1000}"#, OutputSettings(canvasWidth: 1000, canvasHeight: 2000))
    #expect((plan.canvas.width, plan.canvas.height) == (1000, 2000))
    #expect((plan.output.width, plan.output.height) == (360, 720))
  }

  /// A square of 1000 on 1920x1080, seen at a third of the size: where its box lies.
  private func box(_ properties: String, media: String = "photo") throws -> PixelBox {
    let plan = try RenderPlan.ofSegments(#"{"u": "\#(media)", "d": 1000, \#(properties)}"#)
    return try #require(plan.layers.last).placement.box
  }

  @Test(arguments: [
    ("contain", 140, 0, 360, 360), ("cover", 0, -140, 640, 640), ("stretch", 0, 0, 640, 360),
    ("none", 153, 13, 334, 334), ("blur", 140, 0, 360, 360),
  ])
  func fitsThePictureToTheCanvas(_ fit: String, _ x: Int, _ y: Int, _ width: Int, _ height: Int) throws {
    #expect(try box(#""ft": "\#(fit)""#) == PixelBox(x: x, y: y, width: width, height: height))
  }

  @Test func scaleAndPlaceComeAfterTheFit() throws {
    #expect(try box(#""sc": 0.5, "x": 0.25, "y": 0.75"#) == PixelBox(x: 70, y: 180, width: 180, height: 180))
    #expect(try box(#""sc": 2"#) == PixelBox(x: -40, y: -180, width: 720, height: 720))
    // Not cut to the canvas before it is moved.
    #expect(try box(#""ft": "cover", "x": 1"#) == PixelBox(x: 320, y: -140, width: 640, height: 640))
  }

  @Test func theCropComesBeforeTheFit() throws {
    // 1000x500 is left, as wide as the canvas allows.
    #expect(try box(#""cr": {"t": 0.25, "b": 0.25}"#) == PixelBox(x: 0, y: 20, width: 640, height: 320))
  }

  @Test func blurIsTwoLayers() throws {
    let plan = try RenderPlan.ofSegments(#"{"u": "photo", "d": 1000, "ft": "blur"}"#)
    #expect(plan.layers.map { ($0.media?.blur ?? 0) > 0 } == [true, false])
    #expect(plan.layers[0].placement.box == PixelBox(x: 0, y: 0, width: 640, height: 360))
    #expect(plan.layers[0].media?.crop == Crop(top: 0.21875, bottom: 0.21875))
  }

  @Test(arguments: [(90.0, 90.0), (-90, 270), (360, 0), (725, 5), (1e300, nil)] as [(Double, Double?)])
  func rotationIsInOneTurn(_ degrees: Double, _ expected: Double?) throws {
    let plan = try RenderPlan.ofSegments(#"{"u": "photo", "d": 1000, "r": \#(degrees)}"#)
    let rotation = plan.layers[0].placement.rotation
    #expect((0..<360).contains(rotation))
    if let expected { #expect(rotation == expected) }
  }
}
