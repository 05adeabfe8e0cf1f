import Foundation
import Media
import TestSupport
import Testing

/// Files appear whole or not at all, and equal films are equal files.
@Suite struct WrittenFilesTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test func aFileAppearsWhenItIsComplete() throws {
    let file = try AtomicFile(path: folder.file("a.txt"))
    try folder.write("old", to: "a.txt")
    #if os(Linux)
      // Not even a hidden name: a process that is killed leaves nothing.
      #expect(try folder.names() == ["a.txt"])
    #endif
    let stream = try #require(fopen(file.temporaryPath, "w"))
    fputs("new", stream)
    fclose(stream)
    #expect(try folder.text(of: "a.txt") == "old")
    try file.commit()
    #expect(try folder.names() == ["a.txt"])
    #expect(try folder.text(of: "a.txt") == "new")
  }

  @Test func aFileThatIsGivenUpLeavesNothing() throws {
    struct Failure: Error {}
    func write() throws {
      let file = try AtomicFile(path: folder.file("a.txt"))
      #expect(try folder.names().filter { !$0.hasPrefix(".") } == [])
      withExtendedLifetime(file) {}
      throw Failure()
    }
    #expect(throws: Failure.self) { try write() }
    #expect(try folder.names() == [])
  }

  @Test func whatAProcessLeftThatIsNoMoreIsRemoved() throws {
    let own = ScratchFile(beside: folder.file("a.mp4"), suffixes: [".temp"])
    let name = try #require(own.path.split(separator: "/").last.map(String.init))
    // Beyond any process number.
    let other = name.replacingOccurrences(of: ".\(getpid())-", with: ".\(Int32.max)-")
    #expect(other != name)
    for left in [name, other, other + ".mbtree.temp", ".a.mp4.\(Int32.max)-elsewhere-1.scratch", ".scratch"] {
      try folder.write("", to: left)
    }
    let next = ScratchFile(beside: folder.file("b.mp4"))
    withExtendedLifetime((own, next)) {}
    let names = Set(try folder.names())
    #expect(!names.contains(other) && !names.contains(other + ".mbtree.temp"))
    #expect(names.contains(".a.mp4.\(Int32.max)-elsewhere-1.scratch") && names.contains(".scratch"))
  }

  @Test func aFileThatCannotTakeItsNameLeavesNothing() throws {
    try folder.makeFolder("taken/inside")
    let error = try #require(throws: MediaError.self) {
      try AtomicFile.write([1, 2, 3], to: folder.file("taken"))
    }
    #expect(error.file == folder.file("taken"))
    #expect(error.operation == "write")
    #expect(try folder.names() == ["taken"])
  }

  @Test func aFolderThatIsMissingIsNamed() throws {
    let path = folder.file("gone/a.txt")
    let error = try #require(throws: MediaError.self) { try AtomicFile(path: path) }
    #expect(
      error == MediaError(.unreadable, file: path, operation: "write", reason: "No such file or directory"))
  }

  @Test func aWholeFileIsWritten() throws {
    try AtomicFile.write(Array(0...255), to: folder.file("a.bin"))
    #expect(try folder.bytes(of: "a.bin") == Array(0...255))
  }

  @Test func filmsCarryTheirMarkAndTheirIndexInFront() throws {
    var maker = FilmMaker()
    maker.comment = "a mark"
    try maker.write(10, color: .blue, sound: SoundMaker.silence(count: 16_000), to: folder.file("a.mp4"))
    #expect(MediaTag.comment(of: folder.file("a.mp4")) == "a mark")
    let boxes = MovieBoxes.types(try folder.bytes(of: "a.mp4"))
    let index = try #require(boxes.firstIndex(of: "moov"))
    #expect(try index < #require(boxes.firstIndex(of: "mdat")))
    maker.comment = nil
    try maker.write(10, color: .blue, to: folder.file("b.mp4"))
    #expect(MediaTag.comment(of: folder.file("b.mp4")) == nil)
    #expect(MediaTag.comment(of: folder.file("c.mp4")) == nil)
  }

  @Test func equalFilmsAreEqualFiles() throws {
    for name in ["a.mp4", "b.mp4"] {
      try FilmMaker(keyInterval: 10).writeNumbered(
        30, sound: SoundMaker.noise(count: 48_000), to: folder.file(name))
    }
    #expect(try folder.bytes(of: "a.mp4") == folder.bytes(of: "b.mp4"))
  }

  @Test func aFilmThatCannotBeWrittenIsNamed() throws {
    let path = folder.file("gone/a.mp4")
    let error = try #require(throws: MediaError.self) { try FilmMaker().write(2, color: .red, to: path) }
    #expect(error.file == path)
    #expect(error.reason.contains("No such file or directory"))
  }
}
