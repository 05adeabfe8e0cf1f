import Foundation
import TestSupport
import Testing

@testable import Cloud

extension OnTheWire {
  @Suite struct SkillAttributionTests {
    private let home: TemporaryFolder

    init() throws { home = try TemporaryFolder() }

    private func write(_ text: String, to path: String) throws -> String {
      let folder = (path as NSString).deletingLastPathComponent
      try FileManager.default.createDirectory(atPath: home.file(folder), withIntermediateDirectories: true)
      try home.write(text, to: path)
      return home.file(path)
    }

    private let matter =
      "---\nname: ai-video-generator-free-credits\nversion: \"1.2.0\"\nother: [1, 2]\n---\n# Text\n"

    @Test(arguments: [
      (".clawhub/skills/x/SKILL.md", "clawhub"), (".cursor/skills/x/SKILL.md", "cursor"),
      ("elsewhere/.clawhub/SKILL.md", "unknown"), (".cursor/SKILL.md", "unknown"),
    ])
    func nameVersionAndPlaceAreRead(_ path: String, _ platform: String) throws {
      let skill = try SkillAttribution(
        skillFile: try write(matter, to: path), environment: ["HOME": home.path])
      #expect(
        skill
          == SkillAttribution(
            source: "ai-video-generator-free-credits", version: "1.2.0", platform: platform))
    }

    @Test func aLinkCountsAsWhereItLeads() throws {
      _ = try write(matter, to: ".clawhub/skills/x/SKILL.md")
      try FileManager.default.createSymbolicLink(
        atPath: home.file("link.md"), withDestinationPath: home.file(".clawhub/skills/x/SKILL.md"))
      let skill = try SkillAttribution(skillFile: home.file("link.md"), environment: ["HOME": home.path])
      #expect(skill.platform == "clawhub")
      let named = try SkillAttribution(
        skillFile: home.file("link.md"), environment: ["HOME": home.path, "SKILL_SOURCE": "mine"])
      #expect(named.platform == "mine")
    }

    @Test(arguments: [
      "", "# no matter\n", "---\nname: a\n", "---\nname: a\n---\n", "---\nversion: 1\n---\n",
      "---\nname: [\n---\n", "---\nname: \"a\\nb\"\nversion: 1\n---\n", "---\n- a\n---\n",
      "---\nname: {}\nversion: 1\n---\n",
    ])
    func refusesFilesWithoutNameOrVersion(_ text: String) throws {
      let path = try write(text, to: "SKILL.md")
      #expect(throws: CloudError.self) { try SkillAttribution(skillFile: path, environment: [:]) }
    }

    @Test func everyRequestCarriesIt() async throws {
      let path = try write(matter, to: "SKILL.md")
      try await Bench.run { bench in
        let client = try bench.client(skillFile: path)
        _ = try await client.readState(of: try await client.session())
        let requests = bench.emulator.record.requests.filter { !$0.path.contains("anonymous-token") }
        #expect(requests.count == 2)
        for request in requests {
          #expect(request.headers["x-skill-source"] == "ai-video-generator-free-credits")
          #expect(request.headers["x-skill-version"] == "1.2.0")
          #expect(request.headers["x-skill-platform"] == "unknown")
          #expect(request.headers["authorization"]?.hasPrefix("Bearer ") == true)
        }
        #expect(bench.emulator.record.violations == [])
      }
    }
  }
}
