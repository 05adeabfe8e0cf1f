import DraftModel
import Foundation
import Media
import Preview
import TestSupport
import Testing

/// Which picture of a source is shown when, and what is shown where there is none.
@Suite struct SourceRenderingTests {
  private let stage: Stage

  init() throws { stage = try Stage() }

  private func number(_ segments: String, at milliseconds: Int) throws -> Int? {
    let plan = try stage.plan(#"{"tt": 0, "sg": [\#(segments)]}"#)
    return FrameCode.read(try stage.frame(of: plan, at: milliseconds))
  }

  private func addFilm(_ frames: Int = 60) throws {
    try FilmMaker(width: 160, height: 80, keyInterval: 15).writeNumbered(
      frames, to: stage.folder.file("film.mp4"))
  }

  @Test func greyPhotosHaveTheirFullRange() throws {
    // 16x16 pixels of 226, of one component, as JPEG files without colours have it.
    let photo = try #require(
      Data(
        base64Encoded: """
          /9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAAMCAgMCAgMDAwMEAwMEBQgFBQQEBQoHBwYIDAoMDAsKCwsN\
          DhIQDQ4RDgsLEBYQERMUFRUVDA8XGBYUGBIUFRT/wAALCAAQABABAREA/8QAFQABAQAAAAAAAAAAAAAA\
          AAAAAAn/xAAUEAEAAAAAAAAAAAAAAAAAAAAA/9oACAEBAAA/AKCgP//Z
          """))
    try stage.folder.write(Array(photo), to: "grey.jpg")
    let pixel = try stage.picture(ofSegments: #"{"u": "grey.jpg", "d": 1000, "ft": "cover"}"#)[20, 20]
    #expect(pixel.distance(to: Color(226, 226, 226)) <= 3, "\(pixel)")
  }

  @Test func aFilmPlaysFromItsInPoint() throws {
    try addFilm()
    let segment = #"{"u": "film.mp4", "s": 500, "d": 1000, "ss": 700}"#
    #expect(try number(segment, at: 500) == 21)
    #expect(try number(segment, at: 1000) == 36)
    #expect(try number(segment, at: 1467) == 50)
  }

  @Test(arguments: [("2", 30), ("0.5", 7), ("1.25", 18), ("3.9", 58)])
  func speedCountsSourceTime(_ speed: String, _ frame: Int) throws {
    try addFilm()
    #expect(try number(#"{"u": "film.mp4", "d": 1000, "sp": \#(speed)}"#, at: 500) == frame)
  }

  @Test func pastItsEndTheLastPictureIsHeldAndSaid() throws {
    try addFilm(30)
    let plan = try stage.plan(#"{"tt": 0, "sg": [{"u": "film.mp4", "d": 3000}]}"#)
    #expect(FrameCode.read(try stage.frame(of: plan, at: 2900)) == 29)
    #expect(plan.fidelity[0].status == .approximated)
    #expect(plan.fidelity[0].notes[0].contains("2s"))
  }

  @Test func framesAreTheSameInWhateverOrder() throws {
    try addFilm()
    let plan = try stage.plan(#"{"tt": 0, "sg": [{"u": "film.mp4", "d": 2000}]}"#)
    let renderer = try FrameRenderer(plan: plan)
    for index in [59, 0, 30, 31, 29, 1, 58] {
      #expect(FrameCode.read(try renderer.frame(index, layers: [0])) == index)
    }
  }

  @Test func twoSegmentsOfOneFilmKeepApart() throws {
    try addFilm()
    // The second lies below the row that is read.
    let plan = try stage.plan(
      """
      {"tt": 0, "sg": [{"u": "film.mp4", "d": 2000}]},
      {"tt": 0, "sg": [{"u": "film.mp4", "d": 2000, "ss": 1000, "ft": "stretch", "y": 1.2}]}
      """)
    let frame = try stage.frame(of: plan, at: 500)
    #expect(FrameCode.read(frame) == 15)
    #expect(FrameCode.read(frame, row: 0.9) == 45)
  }

  @Test func animationsPlayForEver() throws {
    let frames = try [Color.red, .green, .blue].map { color in
      try PictureMaker.transparent(width: 160, height: 80) { _, _ in (color, alpha: 255) }
    }
    try AnimationFile.writeGIF(frames, framesPerSecond: 10, to: stage.folder.file("a.gif"))
    let expected = [(0, Color.red), (100, .green), (234, .blue), (300, .red), (1500, .red), (2900, .blue)]
    for (time, color) in expected {
      let pixels = try stage.picture(ofSegments: #"{"u": "a.gif", "d": 3000}"#, at: time)
      #expect(pixels.isNearly(color, 80, 40), "\(time)")
    }
  }

  @Test func coloursOfFilmsAreKept() throws {
    for color in [Color.red, .green, .blue, .yellow, .white] {
      try FilmMaker(width: 160, height: 80).write(5, color: color, to: stage.folder.file("film.mp4"))
      let pixels = try stage.picture(ofSegments: #"{"u": "film.mp4", "d": 100}"#)
      #expect(pixels.isNearly(color, 80, 40, within: 6), "\(pixels[80, 40]) for \(color)")
    }
  }

  @Test func missingMediaAreASlate() throws {
    func slate(_ name: String) throws -> Pixels {
      try stage.picture(ofSegments: #"{"u": "\#(name)", "d": 1000, "sc": 0.5}"#)
    }
    let (gone, lost) = try (slate("gone.mp4"), slate("lost.mp4"))
    #expect(gone.isNearly(Stage.background, 36, 40))
    #expect(!gone.isNearly(Stage.background, 44, 24, within: 20))
    // It carries the name.
    #expect((40..<120).contains { x in (20..<60).contains { gone[x, $0] != lost[x, $0] } })
  }

  @Test func mediaThatFailWhileTheyAreRenderedAreASlateAndSaid() throws {
    try stage.addPhoto("a.png", .red)
    let plan = try stage.plan(#"{"tt": 0, "sg": [{"u": "a.png", "d": 1000}]}"#)
    try stage.folder.write("gone bad", to: "a.png")
    let notes = RenderNotes()
    let pixels = try Pixels(film: stage.frame(of: plan, at: 0, notes: notes))
    #expect(!pixels.isNearly(.red, 80, 40, within: 40))
    #expect(plan.fidelity[0].status == .drawn)
    let report = notes.report(for: plan)
    #expect(report[0].status == .notDrawn)
    #expect(report[0].notes.count == 1)
  }

  @Test func textLiesAboveThePicture() throws {
    try stage.addPhoto("a.png", width: 160, height: 80, .blue)
    let pixels = try stage.picture(
      ##"""
      {"tt": 0, "sg": [{"u": "a.png", "d": 1000}]},
      {"tt": 7, "sg": [{"tx": "██", "d": 500, "x": 0.25, "y": 0.5, "ts": {"z": 0.3, "c": "#FFFFFF"}}]}
      """##)
    #expect(pixels.isNearly(.white, 40, 40, within: 10))
    #expect(pixels.isNearly(.blue, 130, 40))
    #expect(pixels.isNearly(.blue, 40, 76))
  }
}
