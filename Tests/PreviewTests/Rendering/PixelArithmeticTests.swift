import DraftModel
import Foundation
import Media
import TestSupport
import Testing

@testable import Preview

/// Arithmetic on pixels, against the formulas and filters that it stands for.
@Suite struct PixelArithmeticTests {
  /// Any values; in the last plane, a third each of nothing, of all and of what lies between.
  private func noise(_ width: Int, _ height: Int, seed: UInt64 = 1) throws -> VideoFrame {
    var generator = SeededGenerator(seed: seed)
    let frame = try VideoFrame(width: width, height: height, format: .yuva444p)
    for index in 0..<4 {
      guard let plane = frame.plane(index) else { continue }
      for y in 0..<height {
        for x in 0..<width {
          let value = generator.integer(0...255)
          plane.bytes[y * plane.stride + x] = UInt8(
            index < 3 ? value : [0, 255, value][generator.integer(0...2)])
        }
      }
    }
    return frame
  }

  private func value(_ frame: VideoFrame, _ plane: Int, _ x: Int, _ y: Int) -> Double {
    guard let plane = frame.plane(plane) else { return -1 }
    return Double(plane.bytes[y * plane.stride + x])
  }

  /// Steps of 256 from a formula.
  private func expect(_ value: Double, near formula: Double, _ place: String) {
    #expect(abs(value - min(max(formula, 0), 255)) <= 1, "\(place): \(value), not \(formula)")
  }

  @Test(arguments: [0.004, 0.5, 0.75, 0.996, 1])
  func layersAreBlendedByTheFormula(_ opacity: Double) throws {
    let (layer, below) = (try noise(37, 23), try noise(64, 48, seed: 2))
    Surface.premultiply(layer)
    let result = try below.cropped(.init(left: 0, top: 0, width: 64, height: 48))
    try result.makeWritable()
    Surface.paint(PaintedLayer(pixels: .blended(layer), x: 5, y: 7), on: result, opacity: opacity)
    for plane in 0..<4 {
      let neutral = Double(Surface.neutral[plane])
      for y in 0..<48 {
        for x in 0..<64 {
          let old = value(below, plane, x, y)
          guard (5..<42).contains(x), (7..<30).contains(y) else {
            #expect(value(result, plane, x, y) == old)
            continue
          }
          let alpha = value(layer, 3, x - 5, y - 7) / 255 * opacity
          let color = (value(layer, plane, x - 5, y - 7) - neutral) * opacity
          expect(
            value(result, plane, x, y), near: neutral + color + (1 - alpha) * (old - neutral),
            "\(plane) \(x) \(y)")
        }
      }
    }
  }

  /// The canvas has half the chroma: each pixel of it the mean of what four pixels make of it.
  @Test(arguments: [(0, 0), (1, 0), (0, 1), (3, 5), (-3, -2), (40, 30)], [0.3, 1])
  func layersOnTheCanvasAreBlendedByTheFormula(_ place: (x: Int, y: Int), _ opacity: Double) throws {
    let layer = try noise(37, 23)
    Surface.premultiply(layer)
    let canvas = try PictureMaker.film(width: 64, height: 48) { x, y in
      Color((x / 2 * 37) % 256, (y / 2 * 91) % 256, (x / 2 * y / 2) % 256)
    }
    let below = try canvas.cropped(.init(left: 0, top: 0, width: 64, height: 48))
    try canvas.makeWritable()
    Compositor.paint(
      PaintedLayer(pixels: .blended(layer), x: place.x, y: place.y), on: canvas,
      clip: PixelBox(x: 0, y: 0, width: 64, height: 48), opacity: opacity)
    func mixed(_ plane: Int, _ x: Int, _ y: Int, _ old: Double) -> Double {
      let (column, row) = (x - place.x, y - place.y)
      guard (0..<37).contains(column), (0..<23).contains(row) else { return old }
      let neutral = Double(Surface.neutral[plane])
      let alpha = value(layer, 3, column, row) / 255 * opacity
      return neutral + (value(layer, plane, column, row) - neutral) * opacity + (1 - alpha) * (old - neutral)
    }
    for y in 0..<48 {
      for x in 0..<64 {
        expect(value(canvas, 0, x, y), near: mixed(0, x, y, value(below, 0, x, y)), "luma \(x) \(y)")
      }
    }
    for plane in 1...2 {
      for y in 0..<24 {
        for x in 0..<32 {
          let old = value(below, plane, x, y)
          let sum = [(0, 0), (1, 0), (0, 1), (1, 1)].reduce(0.0) {
            $0 + mixed(plane, x * 2 + $1.0, y * 2 + $1.1, old)
          }
          expect(value(canvas, plane, x, y), near: sum / 4, "chroma \(x) \(y)")
        }
      }
    }
  }

  @Test(arguments: [(0.2, 0.1), (0.05, 0.0), (0.01, 0.3), (0.4, 0.01)])
  func chromaKeysAreThoseOfTheFilter(_ similarity: Double, _ blend: Double) throws {
    let frame = try noise(61, 43)
    // Some of the noise comes near the colour.
    for index in 1...2 {
      guard let plane = frame.plane(index) else { continue }
      for y in 10..<30 {
        for x in 0..<61 { plane.bytes[y * plane.stride + x] = UInt8(40 + (x * 3 + y * 5 + index * 20) % 90) }
      }
    }
    let expected = try PictureFilter("chromakey=color=0x00B140:similarity=\(similarity):blend=\(blend)")
      .apply(frame.cropped(.init(left: 0, top: 0, width: 61, height: 43)))
    try frame.makeWritable()
    let color = RGBAColor(red: 0, green: 0xB1, blue: 0x40)
    ChromaKey(color, similarity: similarity, blend: blend).apply(to: frame, keepsAlpha: false)
    var seen: Set<Int> = []
    // The filter looks beyond the picture's edge for the colour itself.
    for y in 1..<42 {
      for x in 1..<60 {
        let (ours, theirs) = (value(frame, 3, x, y), value(expected, 3, x, y))
        seen.insert(Int(theirs) / 128)
        #expect(abs(ours - theirs) <= (blend > 0 ? 4 : 0), "\(x) \(y): \(ours), not \(theirs)")
      }
    }
    #expect(seen == [0, 1])
  }

  /// Bilinear: the mean of four pixels, by their nearness; nothing around the picture.
  @Test(arguments: [0.0, 7, 90, 133, 270])
  func turnedPicturesAreInterpolatedByTheFormula(_ degrees: Double) throws {
    let frame = try noise(37, 23)
    Surface.premultiply(frame)
    let warp = AffineWarp(
      center: (30, 25), degrees: degrees, source: (17.3, 12.1), scaleX: 0.8, scaleY: 0.9)
    let result = try warp.apply(to: frame, box: PixelBox(x: 3, y: 2, width: 55, height: 41))
    let angle = degrees * .pi / 180
    var worst = 0.0
    for y in 0..<41 {
      for x in 0..<55 {
        let (dx, dy) = (Double(x + 3) + 0.5 - 30, Double(y + 2) + 0.5 - 25)
        let u = 17.3 + (dx * cos(angle) + dy * sin(angle)) * 0.8 - 0.5
        let v = 12.1 + (dy * cos(angle) - dx * sin(angle)) * 0.9 - 0.5
        for plane in 0..<4 {
          func at(_ column: Int, _ row: Int) -> Double {
            (0..<37).contains(column) && (0..<23).contains(row)
              ? value(frame, plane, column, row) : Double(Surface.neutral[plane])
          }
          let (column, row) = (Int(u.rounded(.down)), Int(v.rounded(.down)))
          let (right, below) = (u - u.rounded(.down), v - v.rounded(.down))
          let upper = at(column, row) * (1 - right) + at(column + 1, row) * right
          let lower = at(column, row + 1) * (1 - right) + at(column + 1, row + 1) * right
          worst = max(worst, abs(value(result, plane, x, y) - (upper * (1 - below) + lower * below)))
        }
      }
    }
    // Shares are 256ths, of noise that leaps by 255.
    #expect(worst <= 3, "\(worst)")
  }

  @Test func reductionsToFullChromaAreMeans() throws {
    let film = try PictureMaker.film(width: 96, height: 64) { x, y in
      Color((x / 2 * 37) % 256, (y / 2 * 91) % 256, (x / 2 * y / 2) % 256)
    }
    for (columns, rows) in [(2, 2), (4, 4), (2, 4), (8, 2)] {
      let (width, height) = (96 / columns, 64 / rows)
      let result = try PictureScaler().scale(film, width: width, height: height, format: .yuva444p)
      for plane in 0..<3 {
        let (across, down) = plane == 0 ? (columns, rows) : (columns / 2, rows / 2)
        for y in 0..<height {
          for x in 0..<width {
            var sum = 0.0
            for row in 0..<down {
              for column in 0..<across { sum += value(film, plane, x * across + column, y * down + row) }
            }
            #expect(abs(value(result, plane, x, y) - sum / Double(across * down)) <= 0.51)
          }
        }
      }
      #expect(value(result, 3, 0, 0) == 255 && value(result, 3, width - 1, height - 1) == 255)
    }
  }
}
