import TestSupport
import Testing

@testable import Cloud

/// What the backend says, and what the person gets to see of it.
@Suite struct BackendTranslationTests {
  private func translate(_ sentence: String) -> BackendTranslation { BackendTranslation(of: sentence) }
  private func actions(_ sentence: String) -> [InterfaceStep.Action] {
    translate(sentence).steps.map(\.action)
  }

  // MARK: The rows of the table

  @Test(arguments: [
    ("Click the \"Add Music\" button.", "Add Music"),
    ("Click \"Apply\" to add the warm filter.", "Add the warm filter"),
    ("点击“添加音乐”按钮。", "添加音乐"), ("请点击“应用”来添加暖色滤镜。", "添加暖色滤镜"),
    ("Then tap on **Generate**.", "Then tap on Generate"),
  ])
  func clickRow(sentence: String, words: String) {
    #expect(actions(sentence) == [.edit(words)])
    #expect(translate(sentence).shown == "")
  }

  @Test(arguments: [
    "Open the Effects panel.", "Please open the media library on the left.", "打开特效面板。", "请打开左侧的素材库。",
    "Go to the Text tab.", "Switch to the Audio tab.",
  ])
  func openRow(sentence: String) {
    #expect(actions(sentence) == [.state])
    #expect(translate(sentence).shown == "")
  }

  @Test(arguments: [
    ("Drag the title to 2 seconds.", "Move the title to 2 seconds"),
    ("Drag and drop the clip to the beginning.", "Move the clip to the beginning"),
    ("拖拽标题到开头。", "移动标题到开头"), ("把标题拖到开头。", "把标题移动到开头"),
    ("Now drag your clip onto the second track!", "Move your clip onto the second track"),
  ])
  func dragRow(sentence: String, words: String) { #expect(actions(sentence) == [.edit(words)]) }

  @Test(arguments: [
    "Preview it in the timeline.", "You can preview the result in the timeline.", "preview in timeline",
    "在时间线中预览效果。", "您可以在时间轴上查看效果。", "Check the result on the timeline.",
  ])
  func previewInTimelineRow(sentence: String) { #expect(actions(sentence) == [.tracks]) }

  @Test(arguments: [
    "Click the Export button.", "Use the Export button to save your film.", "Export button", "点击“导出”按钮。",
    "导出视频。", "Hit the Export button at the top right.", "Export your video now.",
    "请点击右上角的导出按钮下载视频。", "点击导出即可下载。", "Press the \"Download\" button.",
  ])
  func exportButtonRow(sentence: String) {
    #expect(actions(sentence) == [.export])
    #expect(translate(sentence).shown == "")
  }

  @Test(arguments: [
    "Check your account.", "Please check your billing page.", "Go to the billing page to upgrade.",
    "请查看您的账户余额。", "Open your account settings.", "Click \"Upgrade\" to buy credits.", "前往账单页面查看。",
  ])
  func checkAccountOrBillingRow(sentence: String) { #expect(actions(sentence) == [.credits]) }

  // MARK: Offers

  @Test(arguments: [
    "You can now export your video.", "When you're ready, click Export.",
    "If you like it, click the Export button to download.", "To download your video, click Export.",
    "您可以点击导出按钮下载视频。",
    "如果满意，点击导出。", "Feel free to click Export.", "The Export button is at the top right.", "导出按钮在右上角。",
  ])
  func whatThePersonMayDoIsAnOffer(sentence: String) {
    let translation = translate(sentence)
    #expect(translation.steps.map(\.action) == [.export])
    #expect(translation.steps.allSatisfy { $0.isOffer })
    #expect(translation.shown == "")
  }

  @Test(arguments: ["Click the Export button.", "Now click Export to download it.", "请点击导出按钮。"])
  func whatIsAskedForIsNone(sentence: String) { #expect(translate(sentence).steps.map(\.isOffer) == [false]) }

  @Test(arguments: [
    "You can preview in timeline, click the Export button in the top right to download it, or open the text panel to change the title.",
    "可以在时间线中预览，然后点击右上角的导出按钮下载，或打开文字面板修改标题。",
  ])
  func whatIsOfferedInOneSentenceAreOffers(sentence: String) {
    let steps = translate(sentence).steps
    #expect(steps.map(\.action) == [.tracks, .export, .state])
    #expect(steps.map(\.isOffer) == [true, true, true])
    #expect(translate(sentence).shown == "")
  }

  // MARK: What stays

  @Test(arguments: [
    ("I've added the title, and you can click Export to download it.", "I've added the title."),
    ("Done! ", "Done! "), ("The title is in place; drag it to move it.", "The title is in place."),
    (
      "I added lofi music at 30% and trimmed the intro, then click Export.",
      "I added lofi music at 30% and trimmed the intro."
    ),
    ("标题已添加，请点击导出按钮下载。", "标题已添加。"), ("已添加背景音乐，您可以在时间线中预览。\n", "已添加背景音乐。\n"), ("1. Click Export.\n", ""),
  ])
  func descriptionsStayAndStepsGo(sentence: String, shown: String) {
    #expect(translate(sentence).shown == shown)
  }

  @Test(arguments: [
    "I added a title that says \"Click here\".", "The last scene says \"Hurry, click the Export button\".",
    "I added a button sticker: “点击购买”。", "A person opens the door and clicks a photo.",
    "The clip opens with a drone shot.", "Scene 2: Open on a city skyline.", "1. Drag race footage (3-6s)",
    "Click track at 120 bpm.", "2. Tap dance scene (0-4s)",
    "The timeline has 3 tracks.", "Your draft is 18 s long.", "Export documentary about coffee (0-10s)",
    "The film was exported in 2020.", "画面中她点击手机屏幕。", "点击率上升的动画已添加。", "打开的窗户那一段已经剪短。",
    "一个人打开门走进房间。", "导出完成后的画面是白色的。", "I moved the title to 2s.", "If you want, I can add music.",
    "When the music starts, the title fades in.", "Select shots of the city are in slow motion.",
    "Press conference footage comes first.", "Title: Click here (0-3s)", "Would you like me to add music?",
    "It has 1,000 frames, and 3.5 s of black.", "如果需要，我可以添加字幕。", "我把标题放在时间线的开头。",
    "To make it calm, I chose slow music.", "", " ", "\n", "…", "，，，", "(((", "“",
    "You have 40 credits left.", "The status bar shows 50%.",
  ])
  func whatIsAboutTheFilmStaysAsItIs(sentence: String) {
    #expect(translate(sentence) == BackendTranslation(shown: sentence, steps: []))
  }

  @Test func anyTextIsTranslated() {
    let words = [
      "click", "the", "Export", "button", "，", "\"", "“", "and", "drag", "打开", "点击", "(", "a\u{301}", "👩‍👩‍👧",
      ",", " ", "\n", "then", "if you", "导出",
    ]
    var generator = SeededGenerator(seed: 7)
    for _ in 0..<2000 {
      let sentence = (0..<Int.random(in: 0...14, using: &generator)).map { _ in
        words.randomElement(using: &generator) ?? ""
      }.joined(separator: " ")
      let translation = translate(sentence)
      #expect(translation.shown.count <= sentence.count + 1)
    }
  }
}
