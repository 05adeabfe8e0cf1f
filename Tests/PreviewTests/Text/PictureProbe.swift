import DraftModel
import Preview

/// Looks at a picture's pixels, which are addressed relative to the anchor's pixel.
struct PictureProbe {
  struct Box: Equatable {
    var left: Int
    var top: Int
    /// One past the last.
    var right: Int
    var bottom: Int
    var centerX: Double { Double(left + right) / 2 }
    var centerY: Double { Double(top + bottom) / 2 }
    var width: Int { right - left }
    var height: Int { bottom - top }
  }

  let picture: TextPicture

  /// The pixel as it is stored: premultiplied.
  subscript(x: Int, y: Int) -> RGBAColor {
    let (column, row) = (x - picture.originX, y - picture.originY)
    guard (0..<picture.width).contains(column), (0..<picture.height).contains(row) else {
      return RGBAColor(red: 0, green: 0, blue: 0, alpha: 0)
    }
    let start = (row * picture.width + column) * 4
    return RGBAColor(
      red: picture.pixels[start + 2], green: picture.pixels[start + 1], blue: picture.pixels[start],
      alpha: picture.pixels[start + 3])
  }

  /// The smallest box around the pixels that `isWanted`; nil where there is none.
  func box(of isWanted: (RGBAColor) -> Bool = { $0.alpha >= 128 }) -> Box? {
    var box: Box?
    forEachPixel { x, y, color in
      guard isWanted(color) else { return }
      let old = box ?? Box(left: x, top: y, right: x + 1, bottom: y + 1)
      box = Box(
        left: min(old.left, x), top: min(old.top, y), right: max(old.right, x + 1),
        bottom: max(old.bottom, y + 1))
    }
    return box
  }

  func count(of isWanted: (RGBAColor) -> Bool) -> Int {
    var count = 0
    forEachPixel { _, _, color in if isWanted(color) { count += 1 } }
    return count
  }

  private func forEachPixel(_ body: (Int, Int, RGBAColor) -> Void) {
    for row in 0..<picture.height {
      for column in 0..<picture.width {
        let (x, y) = (column + picture.originX, row + picture.originY)
        body(x, y, self[x, y])
      }
    }
  }
}

extension TextRenderer {
  /// A picture for a canvas of 1920x1080.
  func probe(
    _ text: String, _ style: TextStyle = TextStyle(size: 0.1), scale: Double = 1,
    anchor: (dx: Double, dy: Double) = (0, 0), shown: Int? = nil
  ) throws -> PictureProbe {
    PictureProbe(
      picture: try picture(
        text: text, style: style, canvasWidth: 1920, canvasHeight: 1080, outputScale: scale,
        anchorFraction: anchor, shownCharacters: shown))
  }

  func lines(_ text: String, _ style: TextStyle = TextStyle()) throws -> [String] {
    try measure(text: text, style: style, canvasWidth: 1920, canvasHeight: 1080).lines
  }
}
