import TestSupport
import Testing

/// Photos that a camera stored turned or mirrored.
@Suite struct OrientationRenderingTests {
  private let stage: Stage

  init() throws { stage = try Stage() }

  /// A picture of 80x40: red, green; blue, yellow.
  private func upright(_ x: Int, _ y: Int) -> Color {
    y < 20 ? (x < 40 ? .red : .green) : (x < 40 ? .blue : .yellow)
  }

  /// What the file holds at a place, by where EXIF says that its row 0 and column 0 are.
  private func stored(_ x: Int, _ y: Int, _ orientation: Int) -> Color {
    switch orientation {
    case 2: upright(79 - x, y)
    case 3: upright(79 - x, 39 - y)
    case 4: upright(x, 39 - y)
    case 5: upright(y, x)
    case 6: upright(79 - y, x)
    case 7: upright(79 - y, 39 - x)
    case 8: upright(y, 39 - x)
    default: upright(x, y)
    }
  }

  private func addPhoto(_ orientation: Int) throws {
    let (width, height) = orientation >= 5 ? (40, 80) : (80, 40)
    let jpeg = try PictureMaker.jpeg(width: width, height: height) { stored($0, $1, orientation) }
    try stage.folder.write(PictureBytes.jpeg(jpeg, orientation: orientation), to: "a.jpg")
  }

  private func expect(
    _ pixels: Pixels, _ corners: [Color], _ location: SourceLocation = #_sourceLocation
  ) {
    for (place, color) in zip([(8, 8), (150, 8), (8, 70), (150, 70)], corners) {
      let (x, y) = place
      let found = pixels[x, y]
      #expect(
        found.distance(to: color) <= 8, "(\(x), \(y)) is \(found), not \(color)", sourceLocation: location)
    }
  }

  @Test(arguments: 1...8) func photosStandUpright(_ orientation: Int) throws {
    try addPhoto(orientation)
    expect(
      try stage.picture(ofSegments: #"{"u": "a.jpg", "d": 1000}"#), [.red, .green, .blue, .yellow])
  }

  @Test(arguments: 1...8) func cropAndFlipComeAfter(_ orientation: Int) throws {
    try addPhoto(orientation)
    expect(
      try stage.picture(
        ofSegments: #"{"u": "a.jpg", "d": 1000, "cr": {"r": 0.5}, "ft": "stretch", "fl": "v"}"#),
      [.blue, .blue, .red, .red])
  }

  @Test(arguments: 1...8) func theSegmentsOwnTurnComesLast(_ orientation: Int) throws {
    try addPhoto(orientation)
    expect(
      try stage.picture(ofSegments: #"{"u": "a.jpg", "d": 1000, "r": 180, "fl": "h"}"#),
      [.blue, .yellow, .red, .green])
  }
}
