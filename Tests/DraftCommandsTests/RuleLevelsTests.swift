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
    #expect(try RuleLevels.read(folders: [folder.path]) == [:])
    let file = folder.appendingPathComponent(".workprint.json")
    try Data(#"{"rules": {"track.gap": "off"}, "other": 1}"#.utf8).write(to: file)
    #expect(try RuleLevels.read(folders: [folder.path]) == ["track.gap": .off])
    for wrong in [#"{"rules": {"track.gab": "off"}}"#, #"{"rules": {"track.gap": 3}}"#, "[]", "{"] {
      try Data(wrong.utf8).write(to: file)
      #expect(throws: CommandFailure.self) { try RuleLevels.read(folders: [folder.path]) }
    }
  }

  @Test func aPipeInItsPlaceIsNotWaitedFor() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    #expect(mkfifo(folder.path + "/.workprint.json", 0o600) == 0)
    #expect(throws: CommandFailure.self) { try RuleLevels.read(folders: [folder.path]) }
  }

  @Test func theFolderOfTheLinkComesBeforeThatOfTheDraft() throws {
    let base = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: base) }
    let real = base.appendingPathComponent("real")
    let linked = base.appendingPathComponent("linked")
    for folder in [real, linked] {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }
    try Data("{}".utf8).write(to: real.appendingPathComponent("a.json"))
    let link = linked.appendingPathComponent("a.json")
    try FileManager.default.createSymbolicLink(
      at: link, withDestinationURL: real.appendingPathComponent("a.json"))
    try Data(#"{"rules": {"track.gap": "off", "segment.fades": "off"}}"#.utf8)
      .write(to: real.appendingPathComponent(".workprint.json"))
    try Data(#"{"rules": {"track.gap": "error"}}"#.utf8)
      .write(to: linked.appendingPathComponent(".workprint.json"))
    let folders = try CheckOptions.parse([link.path]).ownFolders
    #expect(folders.count == 2)
    #expect(try RuleLevels.read(folders: folders) == ["track.gap": .error, "segment.fades": .off])
    #expect(try CheckOptions.parse([real.path + "/a.json"]).ownFolders == [real.path])
  }

  @Test func aLinkThatLeadsNowhereIsAFailure() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.createSymbolicLink(
      atPath: folder.path + "/.workprint.json", withDestinationPath: "nowhere.json")
    #expect(throws: CommandFailure.self) { try RuleLevels.read(folders: [folder.path]) }
  }
}
