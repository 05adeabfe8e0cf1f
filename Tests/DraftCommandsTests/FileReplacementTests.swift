import Foundation
import Testing

@testable import DraftCommands

/// Files are replaced whole or not at all.
@Suite struct FileReplacementTests {
  private let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)

  private func inFolder(_ body: (String) throws -> Void) throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try body(folder.path)
  }

  @Test func keepsModeAndSymbolicLink() throws {
    try inFolder { folder in
      let file = folder + "/draft.json"
      let link = folder + "/link.json"
      try Data("old".utf8).write(to: URL(fileURLWithPath: file))
      try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: file)
      try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "draft.json")
      try replaceFile(link, with: Array("new".utf8))
      #expect(try String(contentsOfFile: file, encoding: .utf8) == "new")
      #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link) == "draft.json")
      let mode = try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? Int
      #expect(mode == 0o640)
      #expect(
        try FileManager.default.contentsOfDirectory(atPath: folder).sorted() == ["draft.json", "link.json"])
    }
  }

  @Test func aFailedWriteLeavesNothingBehind() throws {
    try inFolder { folder in
      // A folder in the file's place: the last step, the renaming, cannot be done.
      try FileManager.default.createDirectory(
        atPath: folder + "/draft.json/inner", withIntermediateDirectories: true)
      #expect(throws: CommandFailure.self) { try replaceFile(folder + "/draft.json", with: [1, 2, 3]) }
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["draft.json"])
    }
  }
}
