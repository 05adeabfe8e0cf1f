import DraftModel
import Media
import Preview
import TestSupport
import Testing

/// What effects do to pixels, by their formulas.
@Suite struct EffectRenderingTests {
  private let stage: Stage
  private static let color = Color(100, 140, 120)

  init() throws {
    stage = try Stage()
    try stage.addPhoto("flat.png", width: 160, height: 80, Self.color)
    try stage.addPhoto("edge.png", width: 160, height: 80) { x, _ in x < 80 ? .black : .white }
  }

  private func flat(_ effects: String) throws -> Color {
    try stage.picture(ofSegments: #"{"u": "flat.png", "d": 1000, "fx": [\#(effects)]}"#)[80, 40]
  }

  private func luma(_ color: Color) -> Double {
    0.2126 * Double(color.red) + 0.7152 * Double(color.green) + 0.0722 * Double(color.blue)
  }

  private func shifted(by amount: Double) -> Color {
    func channel(_ value: Int) -> Int { Int((Double(value) + amount).rounded()) }
    return Color(channel(Self.color.red), channel(Self.color.green), channel(Self.color.blue))
  }

  private func mixed(with grey: Double, keeping share: Double) -> Color {
    func channel(_ value: Int) -> Int { Int((grey + (Double(value) - grey) * share).rounded()) }
    return Color(channel(Self.color.red), channel(Self.color.green), channel(Self.color.blue))
  }

  @Test func brightnessIsAddedToTheLuma() throws {
    // A tenth of 255 steps of luma, of which white is 219.
    #expect(try flat(#"{"k": "brightness", "a": 0.1}"#).distance(to: shifted(by: 25.5 * 255 / 219)) <= 3)
    #expect(try flat(#"{"k": "brightness", "a": -0.2}"#).distance(to: shifted(by: -51.0 * 255 / 219)) <= 3)
  }

  @Test func contrastStretchesAboutTheMiddle() throws {
    let stored = 16 + luma(Self.color) * 219 / 255
    let change = (stored - 127.5) * 0.5 * 255 / 219
    #expect(try flat(#"{"k": "contrast", "a": 1.5}"#).distance(to: shifted(by: change)) <= 3)
  }

  @Test func saturationIsTheDistanceFromGrey() throws {
    let grey = luma(Self.color)
    #expect(try flat(#"{"k": "saturation", "a": 1.8}"#).distance(to: mixed(with: grey, keeping: 1.8)) <= 3)
    #expect(try flat(#"{"k": "saturation", "a": 0.25}"#).distance(to: mixed(with: grey, keeping: 0.25)) <= 3)
    #expect(try flat(#"{"k": "grayscale"}"#).distance(to: mixed(with: grey, keeping: 0)) <= 3)
    #expect(try flat(#"{"k": "grayscale", "a": 0.5}"#).distance(to: mixed(with: grey, keeping: 0.5)) <= 3)
  }

  @Test func sepiaIsItsMatrix() throws {
    let (r, g, b) = (Double(Self.color.red), Double(Self.color.green), Double(Self.color.blue))
    let sepia = Color(
      Int(0.393 * r + 0.769 * g + 0.189 * b), Int(0.349 * r + 0.686 * g + 0.168 * b),
      Int(0.272 * r + 0.534 * g + 0.131 * b))
    #expect(try flat(#"{"k": "sepia"}"#).distance(to: sepia) <= 4)
    #expect(
      try flat(#"{"k": "sepia", "a": 0.5}"#).distance(to: Self.color.covered(by: sepia, opacity: 0.5)) <= 4)
  }

  @Test func vignettesDarkenTheCorners() throws {
    let pixels = try stage.picture(ofSegments: #"{"u": "flat.png", "d": 1000, "fx": [{"k": "vignette"}]}"#)
    #expect(pixels.isNearly(Self.color, 80, 40))
    // cos^4 of a fifth of pi, nearly.
    #expect(pixels[1, 1].distance(to: Color.black.covered(by: Self.color, opacity: 0.446)) <= 4)
    let half = try stage.picture(
      ofSegments: #"{"u": "flat.png", "d": 1000, "fx": [{"k": "vignette", "a": 0.5}]}"#)
    #expect(half[1, 1].distance(to: Color.black.covered(by: Self.color, opacity: 0.723)) <= 4)
  }

  @Test func blursAreGaussian() throws {
    // A standard deviation of 4 pixels.
    let pixels = try stage.picture(
      ofSegments: #"{"u": "edge.png", "d": 1000, "fx": [{"k": "blur", "a": 0.05}]}"#)
    for (x, share) in [(60, 0.0), (72, 0.0304), (76, 0.1908), (83, 0.8092), (87, 0.9696), (100, 1)] {
      #expect(abs(Double(pixels[x, 40].green) - 255 * share) <= 8, "\(x): \(pixels[x, 40])")
    }
  }

  @Test func sharpeningExaggeratesEdgesOnly() throws {
    try stage.addPhoto("soft.png", width: 160, height: 80) { x, _ in
      x < 80 ? Color(100, 100, 100) : Color(150, 150, 150)
    }
    let pixels = try stage.picture(
      ofSegments: #"{"u": "soft.png", "d": 1000, "fx": [{"k": "sharpen", "a": 1}]}"#)
    #expect(pixels.isNearly(Color(100, 100, 100), 40, 40))
    #expect(pixels[79, 40].green < 92)
    #expect(pixels[80, 40].green > 158)
  }

  @Test func chromaKeysLetWhatIsBelowThrough() throws {
    try stage.addPhoto("below.png", width: 160, height: 80, .yellow)
    try stage.addPhoto("keyed.png", width: 160, height: 80) { x, _ in x < 80 ? Color(0, 255, 0) : .red }
    func picture(_ properties: String) throws -> Pixels {
      try stage.picture(
        ##"""
        {"tt": 0, "sg": [{"u": "below.png", "d": 1000}]},
        {"tt": 0, "sg": [{"u": "keyed.png", "d": 1000, \##(properties)
          "fx": [{"k": "chromakey", "c": "#00FF00", "s": 0.2}]}]}
        """##)
    }
    let pixels = try picture("")
    #expect(pixels.isNearly(.yellow, 40, 40))
    #expect(pixels.isNearly(.red, 120, 40))
    let half = try picture(#""o": 0.5,"#)
    #expect(half.isNearly(.yellow, 40, 40))
    #expect(half.isNearly(Color.yellow.covered(by: .red, opacity: 0.5), 120, 40))
  }

  @Test func whatIsTransparentStaysSo() throws {
    try stage.folder.write(
      PictureMaker.png(width: 160, height: 80) { x, _ in (Self.color, alpha: [0, 128, 255, 255][x / 40]) },
      to: "clear.png")
    for effects in [
      #"{"k": "brightness", "a": 0.1}"#,
      ##"{"k": "chromakey", "c": "#FF00FF"}, {"k": "brightness", "a": 0.1}"##,
    ] {
      let pixels = try stage.picture(ofSegments: #"{"u": "clear.png", "d": 1000, "fx": [\#(effects)]}"#)
      let bright = shifted(by: 25.5 * 255 / 219)
      #expect(pixels.isNearly(Stage.background, 20, 40))
      #expect(pixels.isNearly(Stage.background.covered(by: bright, opacity: 0.502), 60, 40, within: 4))
      #expect(pixels.isNearly(bright, 140, 40))
    }
  }

  @Test func effectsFollowEachOther() throws {
    let pixels = try stage.picture(
      ofSegments:
        #"{"u": "edge.png", "d": 1000, "fx": [{"k": "blur", "a": 0.05}, {"k": "brightness", "a": 0.2}]}"#)
    #expect(abs(pixels[10, 40].green - 59) <= 4)
    #expect(abs(pixels[76, 40].green - 59 - 49) <= 8)
  }

  @Test func textsAreBlurredBeyondTheirEdges() throws {
    func picture(_ effects: String) throws -> Pixels {
      try stage.picture(
        #"{"tt": 7, "sg": [{"tx": "██", "d": 500, "ts": {"z": 0.3}, "fx": [\#(effects)]}]}"#,
        canvas: #""width": 160, "height": 80"#)
    }
    let (sharp, soft) = try (picture(""), picture(#"{"k": "blur", "a": 0.05}"#))
    let edge = (0..<160).first { sharp[$0, 40].green > 128 } ?? 0
    #expect(edge > 10)
    #expect(sharp[edge - 4, 40].green == 0)
    #expect(soft[edge - 4, 40].green > 20)
    #expect(soft[edge - 20, 40].green == 0)
  }
}
