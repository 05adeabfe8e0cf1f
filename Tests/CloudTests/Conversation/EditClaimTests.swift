import Testing

@testable import Cloud

@Suite struct EditClaimTests {
  @Test(arguments: [
    "Done.", "All set!", "I've added the title “The sea”.", "I have now trimmed the first clip to 2 seconds.",
    "The volume is now 20%.", "The first clip has been moved to the end.", "The two titles were removed.",
    "I successfully muted it. Anything else?", "I went ahead and looked. I've also cut the end.",
    "已将音量调到20%。", "我已经把标题改成冬天", "好了，第一段删掉了", "为您添加了字幕了",
  ])
  func isMade(text: String) {
    #expect(EditClaim.isMade(in: text))
  }

  @Test(arguments: [
    "", "Hello!", "I can trim the first clip for you.", "Shall I say that it was added?",
    "I couldn't find a clip that was trimmed.", "Once it is done I will tell you.",
    "If the title was changed, the film gets longer.", "Your video has 3 clips.",
    "Nothing was changed.", "The music is Lo-fi.", "Which clip should be removed?",
    "抱歉，我没有找到已删除的片段", "您想把标题改成什么？", "如果已经完成了请告诉我", "你好，我是剪辑助手", "现在有3个片段",
  ])
  func isNotMade(text: String) {
    #expect(!EditClaim.isMade(in: text))
  }

  @Test(arguments: ["What did you change?", "which clip was removed", "刚才改了什么", "标题改了吗"])
  func whatIsAskedForIsNoEdit(text: String) {
    #expect(EditClaim.isQuestion(text))
  }

  @Test(arguments: ["Trim the first clip", "can you trim the first clip?", "把标题改大", "能帮我把音量调低吗"])
  func aRequestIsNoQuestion(text: String) {
    #expect(!EditClaim.isQuestion(text))
  }
}
