import ArgumentParser
import DraftValidation
import Foundation
import Testing

@testable import DraftCommands

/// The user's own levels.
@Suite struct RuleLevelsTests {
  @Test func argumentsAreCodesAndLevels() throws {
    #expect(
      try RuleLevels.parse(["track.gap=error", "key.unknown=off"]) == [
        "track.gap": .error, "key.unknown": .off,
      ])
  }

  @Test(arguments: ["track.gap", "track.gap=loud", "=off", "track.gab=off"])
  func otherArgumentsAreWrongUsage(argument: String) {
    #expect(throws: ValidationError.self) { try RuleLevels.parse([argument]) }
  }

  @Test func aWrongCodeGetsASuggestion() {
    #expect(RuleLevels.suggestion("segment.overlpa") == "segment.overlap")
    #expect(RuleLevels.suggestion("overlap") == "segment.overlap")
    #expect(RuleLevels.suggestion("x") == nil)
  }

  @Test func theFileBesideTheDraftIsRead() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    #expect(try RuleLevels.read(folder: folder.path) == [:])
    let file = folder.appendingPathComponent(".workprint.json")
    try Data(#"{"rules": {"track.gap": "off"}, "other": 1}"#.utf8).write(to: file)
    #expect(try RuleLevels.read(folder: folder.path) == ["track.gap": .off])
    for wrong in [#"{"rules": {"track.gab": "off"}}"#, #"{"rules": {"track.gap": 3}}"#, "[]", "{"] {
      try Data(wrong.utf8).write(to: file)
      #expect(throws: CommandFailure.self) { try RuleLevels.read(folder: folder.path) }
    }
  }
}
