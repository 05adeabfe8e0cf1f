import DraftModel
import Foundation
import JSONTree
import Testing

@testable import CloudEmulator

/// What the agent makes of sentences, told in the summary of the timeline.
struct AgentTests {
  private static let before =
    #"Timeline (3 tracks): 1. Video: sea (0-3s), train (3-6s), map (6-9s) 2. BGM: waves (0-9s, 35%) 3. Title: "The trip" (0-3s)"#

  private func media(_ name: String, _ type: String, _ duration: Double?) -> StoredMedia {
    StoredMedia(
      id: name, session: "s", filename: name, type: type, path: "/nowhere/\(name)", size: 1, hash: name,
      url: "http://127.0.0.1:1/cdn/\(name)/\(name)", duration: duration, width: nil, height: nil,
      frameRate: nil)
  }

  private func session(_ draft: Draft? = nil) -> Session {
    var session = Session(id: "s", taskID: "t", bindID: "b", owner: "o", language: "en", draft: draft)
    session.uploads = [
      media("sea.mp4", "video", 8), media("train.mov", "video", 8), media("map.png", "image", nil),
      media("waves.mp3", "audio", 60),
    ]
    session.used = Set(draft?.tracks.flatMap(\.segments).compactMap(\.media) ?? [])
    return session
  }

  private func agent(_ session: Session, _ keys: Settings.Keys = .standard) -> ScriptedAgent {
    ScriptedAgent(
      session: session, spelling: .of(keys),
      maker: MediaMaker(folder: "/nowhere", baseURL: "http://127.0.0.1:1"))
  }

  private func firstCut(_ keys: Settings.Keys = .standard) throws -> Draft {
    var agent = agent(session(), keys)
    return try #require(agent.answer("make a 9-second video about the trip").draft)
  }

  @Test(arguments: Settings.Keys.allCases)
  func makesAFirstCutOfUploads(_ keys: Settings.Keys) throws {
    #expect(try firstCut(keys).summary == Self.before)
  }

  @Test(arguments: [
    (
      "trim the first clip to 2 seconds",
      "sea (0-2s), train (2-5s), map (5-8s)|waves (0-8s, 35%)|\"The trip\" (0-3s)"
    ),
    (
      "Please cut 1 second off the start of clip 2",
      "sea (0-3s), train (3-5s), map (5-8s)|waves (0-8s, 35%)|\"The trip\" (0-3s)"
    ),
    (
      "shorten the last clip by 1.5 seconds",
      "sea (0-3s), train (3-6s), map (6-7.5s)|waves (0-7.5s, 35%)|\"The trip\" (0-3s)"
    ),
    ("把第二个片段剪到1秒", "sea (0-3s), train (3-4s), map (4-7s)|waves (0-7s, 35%)|\"The trip\" (0-3s)"),
    ("最后一个片段缩短两秒", "sea (0-3s), train (3-6s), map (6-7s)|waves (0-7s, 35%)|\"The trip\" (0-3s)"),
    (
      "change the title to \"Winter\"",
      "sea (0-3s), train (3-6s), map (6-9s)|waves (0-9s, 35%)|\"Winter\" (0-3s)"
    ),
    (
      "add the title \"The end\" at the end for 2 seconds",
      "sea (0-3s), train (3-6s), map (6-9s)|waves (0-9s, 35%)|\"The trip\" (0-3s), \"The end\" (7-9s)"
    ),
    ("把标题改成“冬天”", "sea (0-3s), train (3-6s), map (6-9s)|waves (0-9s, 35%)|\"冬天\" (0-3s)"),
    ("remove the title", "sea (0-3s), train (3-6s), map (6-9s)|waves (0-9s, 35%)"),
    ("remove the music", "sea (0-3s), train (3-6s), map (6-9s)|\"The trip\" (0-3s)"),
    (
      "set the music volume to 20%",
      "sea (0-3s), train (3-6s), map (6-9s)|waves (0-9s, 20%)|\"The trip\" (0-3s)"
    ),
    ("背景音乐音量调到50%", "sea (0-3s), train (3-6s), map (6-9s)|waves (0-9s, 50%)|\"The trip\" (0-3s)"),
    (
      "mute the second clip", "sea (0-3s), train (3-6s, 0%), map (6-9s)|waves (0-9s, 35%)|\"The trip\" (0-3s)"
    ),
    (
      "swap the first two clips", "train (0-3s), sea (3-6s), map (6-9s)|waves (0-9s, 35%)|\"The trip\" (0-3s)"
    ),
    (
      "move the last clip to the front",
      "map (0-3s), sea (3-6s), train (6-9s)|waves (0-9s, 35%)|\"The trip\" (0-3s)"
    ),
    ("把最后一个片段移到最前面", "map (0-3s), sea (3-6s), train (6-9s)|waves (0-9s, 35%)|\"The trip\" (0-3s)"),
    ("play clip 2 at 1.5x", "sea (0-3s), train (3-5s), map (5-8s)|waves (0-8s, 35%)|\"The trip\" (0-3s)"),
    ("第一个片段2倍速", "sea (0-1.5s), train (1.5-4.5s), map (4.5-7.5s)|waves (0-7.5s, 35%)|\"The trip\" (0-3s)"),
    (
      "cut the whole video to 4 seconds",
      "sea (0-3s), train (3-4s)|waves (0-4s, 35%)|\"The trip\" (0-3s)"
    ),
    ("delete the second clip", "sea (0-3s), map (3-6s)|waves (0-6s, 35%)|\"The trip\" (0-3s)"),
    ("删除第二个片段", "sea (0-3s), map (3-6s)|waves (0-6s, 35%)|\"The trip\" (0-3s)"),
    (
      "trim the first clip to 1 second and change the title to \"Cut, and done\", then mute the music",
      "sea (0-1s), train (1-4s), map (4-7s)|waves (0-7s, 0%)|\"Cut, and done\" (0-3s)"
    ),
    (
      "trim clip 1 to 1 second, trim clip 2 to 1 second, delete the last clip",
      "sea (0-1s), train (1-2s)|waves (0-2s, 35%)|\"The trip\" (0-2s)"
    ),
  ])
  func editsAsItIsTold(_ message: String, _ tracks: String) throws {
    for keys in Settings.Keys.allCases {
      var agent = agent(session(try firstCut(keys)), keys)
      let turn = agent.answer(message)
      let summary = try #require(turn.draft, "\(turn.text)").summary
      let shown = summary.replacing(/\ ?\d\. (?:Video|BGM|Title):\s/, with: "|")
        .drop { $0 != "|" }.dropFirst()
      #expect(shown == tracks, "\(keys)")
      #expect(!turn.text.isEmpty)
      #expect(turn.steps.contains { if case .call = $0 { true } else { false } })
    }
  }

  @Test(arguments: [
    ("make the title bigger", 0.075), ("把标题改大", 0.075), ("make the first title smaller", 0.033),
  ])
  func makesTitlesLargerAndSmaller(_ message: String, _ size: Double) throws {
    for keys in Settings.Keys.allCases {
      var agent = agent(session(try firstCut(keys)), keys)
      let titles = try #require(agent.answer(message).draft).tracks.filter { $0.type == .text }
      #expect(titles.flatMap(\.segments).map(\.text) == ["The trip"])
      #expect(titles.flatMap(\.segments).map(\.textStyle.size) == [size])
    }
  }

  @Test(arguments: [
    ("make a 9-second film of it, with a title, and music at 20%", "20%", "sea"),
    ("make a 9-second film of it with a title", "35%", "sea"),
    ("make a 9-second video about the trip, with music at 20%", "20%", "The trip"),
  ])
  func aFirstCutHasTheTitleAndTheMusicThatAreAskedFor(
    _ message: String, _ volume: String, _ title: String
  ) throws {
    var agent = agent(session())
    let turn = agent.answer(message)
    let summary = try #require(turn.draft).summary
    #expect(summary.contains("waves (0-9s, \(volume))"), "\(summary)")
    #expect(summary.hasSuffix("Title: \"\(title)\" (0-3s)"), "\(summary)")
    #expect(!turn.text.contains("?"), "\(turn.text)")
  }

  @Test(arguments: [
    "what can you do?", "make it more exciting", "trim the seventh clip to 2 seconds",
    "trim clip 5 to 2 seconds",
    "trim the first clip", "speed up the last clip 100x", "speed up clip 3", "你好",
  ])
  func saysSoWhenItDoesNothing(_ message: String) throws {
    var agent = agent(session(try firstCut()))
    let turn = agent.answer(message)
    #expect(turn.draft == nil)
    #expect(!turn.text.isEmpty)
  }

  @Test func makesANewFilmOfNewFiles() throws {
    var later = session(try firstCut())
    later.uploads.append(media("extra.mp4", "video", 20))
    let fresh = "Timeline (1 track): 1. Video: extra (0-5s)"
    var agent = agent(later)
    #expect(agent.answer("trim to 5 seconds").draft?.summary == fresh)
    agent = self.agent(later)
    #expect(
      agent.answer("make a 4-second video with the title \"New\"").draft?.summary
        == #"Timeline (3 tracks): 1. Video: extra (0-4s) 2. BGM: waves (0-4s, 35%) 3. Title: "New" (0-3s)"#)
    agent = self.agent(later)
    let longer = agent.answer("add the new clip for 2 seconds").draft?.summary
    #expect(longer?.contains("map (6-9s), extra (9-11s) 2. BGM") == true)
  }

  @Test(arguments: [
    ("make a 9-second video about the trip", "The trip"), ("请帮我用这些照片做一个15秒的海边视频", "海边"),
    ("生成一段关于咖啡的短片", "咖啡"), ("create a promotional video from my product photos, please", "My product photos"),
    ("做一个视频", nil), ("make a promo video (sea.mp4)", nil),
  ])
  func findsWhatAVideoIsAbout(_ message: String, _ subject: String?) {
    #expect(Sentence.subject(of: message) == subject)
    #expect(Sentence.all(in: message).contains { $0.asksForVideo })
  }

  @Test func answersInTheLanguageOfTheMessage() throws {
    var agent = agent(session(try firstCut()))
    #expect(agent.answer("删除第二个片段").text == "已删除片段“train”。")
  }

  @Test func spellsDraftsInForeignKeys() throws {
    let draft = try firstCut(.foreign)
    let text = String(decoding: draft.document.bytes, as: UTF8.self)
    #expect(text.contains(#""asset":{"uri":"http:"#))
    #expect(!text.contains(#""u":"#))
    // Without the table, the reader knows only the documented keys.
    let plain = try Draft(draft.document)
    #expect(plain.tracks.flatMap(\.segments).allSatisfy { $0.media == nil })
    let table = try DraftKeys(keyFile: Array(#require(DraftSpelling.of(.foreign).keyFile).utf8))
    #expect(try Draft(draft.document, keys: table).summary == Self.before)
  }
}
