import CloudState
import Foundation
import Media
import TestSupport
import Testing

@Suite struct KeepingTests {
  private let home: TemporaryFolder
  private let folder: StateFolder

  init() throws {
    home = try TemporaryFolder()
    folder = StateFolder(path: home.file("state"))
  }

  private func hash(_ number: Int) -> String {
    let digits = String(number, radix: 16)
    return String(repeating: "0", count: 64 - digits.count) + digits
  }

  // MARK: Drafts

  @Test func draftsAreKeptNewestFirstAndEachOnceInARow() throws {
    let history = DraftHistory(session: "s", in: folder)
    #expect(try history.entries() == [])
    #expect(try history.add([1], hash: hash(1), time: 1))
    #expect(try !history.add([1], hash: hash(1), time: 2))
    #expect(try history.add([2], hash: hash(2), time: 3))
    #expect(try history.add([1], hash: hash(1), time: 4))
    #expect(try history.entries().map(\.time) == [4, 3, 1])
    #expect(FileManager.default.contents(atPath: try history.entries()[1].path) == Data([2]))
  }

  @Test func theLast200AreKept() throws {
    let history = DraftHistory(session: "s", in: folder)
    for number in 0..<205 { try history.add([UInt8(number)], hash: hash(number), time: number) }
    let entries = try history.entries()
    #expect(entries.map(\.time) == Array((5..<205).reversed()))
    let inside = try FileManager.default.contentsOfDirectory(
      atPath: (entries[0].path as NSString).deletingLastPathComponent)
    #expect(inside.filter { $0.hasSuffix(".json") }.count == 200)
  }

  @Test func whatIsNoHashNeverBecomesAPath() throws {
    let history = DraftHistory(session: "s", in: folder)
    for bad in ["../x", "", String(repeating: "A", count: 64), String(repeating: "/", count: 64)] {
      #expect(throws: StateError.self) { try history.add([1], hash: bad, time: 0) }
    }
    try history.add([1], hash: hash(1), time: 0)
    let log = (try history.entries()[0].path as NSString).deletingLastPathComponent + "/drafts.jsonl"
    try Data(#"{"hash": "../../secret", "time": 1}"#.utf8).write(to: URL(fileURLWithPath: log))
    #expect(try history.entries() == [])
  }

  @Test(arguments: ["../../etc", "a/b", ".", "..", "", "x\0y", String(repeating: "é", count: 300)])
  func aSessionsIDIsNoPath(_ id: String) throws {
    let place = SessionBook.folder(of: id, in: folder).path
    #expect(place.hasPrefix(folder.path + "/sessions/"))
    let name = place.dropFirst(folder.path.count + 10)
    #expect(!name.contains("/"))
    #expect(name.utf8.count < 100)
    #expect(name != "." && name != "..")
    #expect(SessionBook.folder(of: id + "x", in: folder).path != place)
  }

  @Test func referencesNameDraftsOfTheSessionInUse() throws {
    let environment = ["HOME": home.path, "NEMO_API_URL": "https://api.example.com"]
    let reference = try #require(DraftReference("@0"))
    #expect(throws: DraftReference.Missing.noSession) { try reference.path(environment: environment) }
    let folder = try #require(
      StateFolder(origin: APIOrigin("https://api.example.com"), environment: environment))
    try SessionBook.update(in: folder) {
      $0.use(.init(id: "s", taskID: nil, language: nil, created: 0))
    }
    #expect(throws: DraftReference.Missing.onlySoMany(0)) { try reference.path(environment: environment) }
    try DraftHistory(session: "s", in: folder).add([7], hash: hash(7), time: 0)
    let path = try reference.path(environment: environment)
    #expect(FileManager.default.contents(atPath: path) == Data([7]))
    // Another API has nothing of it.
    #expect(throws: DraftReference.Missing.noSession) {
      try reference.path(environment: ["HOME": home.path])
    }
    for text in ["@", "@x", "@-1", "@0x", "0", "@1234567", "@٣"] { #expect(DraftReference(text) == nil) }
  }

  // MARK: Uploads

  private func entry(
    _ name: String, hash: String, path: String = "/a", session: String = "s", size: Int = 0,
    status: UploadLedger.Status = .sent
  ) -> UploadLedger.Entry {
    UploadLedger.Entry(
      session: session, path: path, hash: hash, size: size, modified: 0, name: name,
      url: "https://cdn.example.com/\(hash)/\(name)?sig=1", status: status, time: 0)
  }

  @Test func otherContentGetsAnotherName() throws {
    let ledger = UploadLedger(entries: [
      entry("a.mp4", hash: "1"), entry("a-2.mp4", hash: "2"), entry("b", hash: "3"),
      entry("gone.mp4", hash: "4", status: .failed),
    ])
    #expect(ledger.freeName(for: "a.mp4", hash: "1", session: "s") == "a.mp4")
    #expect(ledger.freeName(for: "a.mp4", hash: "9", session: "s") == "a-3.mp4")
    #expect(ledger.freeName(for: "a.mp4", hash: "9", session: "t") == "a.mp4")
    #expect(ledger.freeName(for: "b", hash: "9", session: "s") == "b-2")
    #expect(ledger.freeName(for: "gone.mp4", hash: "9", session: "s") == "gone.mp4")
  }

  @Test func severalRunsNeverTakeOneName() async throws {
    let folder = self.folder
    let names = try await withThrowingTaskGroup(of: String.self) { group in
      for number in 0..<20 {
        group.addTask {
          var ledger = UploadLedger()
          let wanted = UploadLedger.Entry(
            session: "s", path: "/\(number)", hash: "h\(number)", size: 1, modified: 0, name: "a.mp4",
            url: nil, status: .unsure, time: 0)
          return try ledger.reserve(wanted, in: folder).name
        }
      }
      return try await group.reduce(into: Set<String>()) { $0.insert($1) }
    }
    #expect(names.count == 20)
    #expect(try UploadLedger(in: folder).entries.count == 20)
  }

  @Test func aLineThatWasCutIsPassedOver() throws {
    try UploadLedger.add(entry("a.mp4", hash: "1"), in: folder)
    let file = folder.file("uploads.jsonl")
    let text = try String(contentsOfFile: file, encoding: .utf8)
    try (text + text.prefix(40)).write(toFile: file, atomically: true, encoding: .utf8)
    try UploadLedger.add(entry("b.mp4", hash: "2"), in: folder)
    #expect(try UploadLedger(in: folder).entries.map(\.name) == ["a.mp4", "b.mp4"])
  }

  @Test func aURLsQueryDoesNotMatter() {
    let ledger = UploadLedger(entries: [entry("a.mp4", hash: "1")])
    #expect(ledger.entries(for: "https://cdn.example.com/1/a.mp4?sig=2").count == 1)
    #expect(ledger.entries(for: "https://cdn.example.com/2/a.mp4").isEmpty)
    #expect(ledger.entries(for: "a.mp4").count == 1)
  }

  // MARK: Damage

  @Test(arguments: ["", "{", "[]", #"{"sessions": 5, "jobs": [1, {}]}"#, "\u{0}\u{1}"])
  func damagedFilesCountAsNone(_ text: String) throws {
    for name in ["sessions.json", "jobs.json", "uploads.jsonl"] {
      try folder.write(Array(text.utf8), to: name)
    }
    #expect(try SessionBook(in: folder).entries == [])
    #expect(try JobBook(in: folder).entries == [])
    #expect(try UploadLedger(in: folder).entries == [])
  }

  @Test func aFolderThatCannotBeWrittenIsNamed() throws {
    try home.write("file", to: "blocked")
    #expect(throws: StateError.self) {
      try SessionBook.update(in: StateFolder(path: home.file("blocked/state"))) { _ in }
    }
  }

  @Test func jobsAreOpenUntilTheirFilmIsThere() throws {
    var job = JobBook.Entry(
      id: "render_1", session: "s", output: "/o.mp4", draftHash: "", duration: 1, status: .submitting, time: 0
    )
    try JobBook.put(job, in: folder)
    #expect(try JobBook(in: folder).open(in: "s") == job)
    #expect(try JobBook(in: folder).open(in: "t") == nil)
    for (status, isOpen) in [(JobBook.Status.completed, true), (.downloaded, false), (.failed, false)] {
      job.status = status
      try JobBook.put(job, in: folder)
      #expect((try JobBook(in: folder).open(in: "s") != nil) == isOpen)
    }
    #expect(try JobBook(in: folder).entries.count == 1)
  }
}
