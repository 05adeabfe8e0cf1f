import TestSupport
import Testing

@testable import Cloud

/// What the backend says, and what the person gets to see of it.
@Suite struct BackendTranslationTests {
  private func translate(_ sentence: String) -> BackendTranslation { BackendTranslation(of: sentence) }
  private func actions(_ sentence: String) -> [InterfaceStep.Action] {
    translate(sentence).steps.map(\.action)
  }

  @Test func everyRuleCanBeUsed() { #expect(InterfacePhrases.grammar.problems == []) }

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

  /// The condition may stand behind: nothing is done without a word of the person's.
  @Test(arguments: [
    ("Click Undo if you want the old title back.", "Click Undo"),
    ("Click Undo, if you want the old title back.", "Click Undo"),
    ("Click Delete to remove the clip if you no longer need it.", "Remove the clip"),
    ("Click Reset to start over if this is not what you wanted.", "Start over"),
    ("Tap Delete only if you are sure.", "Tap Delete"),
    ("Drag it to the corner when you are ready.", "Move it to the corner"),
    ("Click Apply in case the picture is too dark.", "Click Apply"),
    ("Drag the title to 2s once you like it.", "Move the title to 2s"),
    ("Clicking Undo will bring the old title back.", "Clicking Undo will bring the old title back"),
    ("如果不满意，点击撤销恢复。", "点击撤销恢复"), ("点击撤销恢复，如果不满意。", "点击撤销恢复"), ("需要时点击撤销。", "需要时点击撤销"),
    ("不满意的话点击删除按钮。", "点击删除按钮"), ("点击删除按钮，不满意的话。", "点击删除按钮"), ("若不满意，请点击撤销。", "请点击撤销"),
    ("点击撤销可以恢复原来的标题。", "恢复原来的标题"), ("點擊撤銷可恢復原來的標題。", "點擊撤銷可恢復原來的標題"),
    ("如需调整，请拖动音量滑块。", "请移动音量滑块"),
  ])
  func aConditionAnywhereMakesAnOffer(sentence: String, words: String) {
    #expect(translate(sentence).steps.map(\.action) == [.edit(words)])
    #expect(translate(sentence).steps.allSatisfy { $0.isOffer })
    #expect(translate(sentence).shown == "")
  }

  @Test(arguments: [
    "Click the Export button when you are ready.", "Click Export if you are happy with it.",
    "Click Export, once you like it.",
    "满意的话点击导出按钮。", "点击导出按钮，如果满意。", "点击导出可以下载视频。",
  ])
  func aConditionalExportIsAnOffer(sentence: String) {
    #expect(translate(sentence).steps.map(\.action) == [.export])
    #expect(translate(sentence).steps.allSatisfy { $0.isOffer })
  }

  /// Consent is the person's.
  @Test(arguments: [
    "Click Confirm to go on.", "Click Yes to confirm.", "Click \"OK\".", "Tap the Continue button.",
    "Press the Buy button.",
    "Click Delete and confirm.", "Press Enter to confirm.", "点击“确认”按钮。", "请点击确定。", "点击“是”继续。", "請點擊「確認」。",
    "点击同意按钮。",
  ])
  func consentIsNeverGiven(sentence: String) {
    #expect(!translate(sentence).steps.isEmpty)
    #expect(translate(sentence).steps.allSatisfy { $0.isOffer })
  }

  @Test(arguments: [
    "Drag the title to 2 seconds.", "Click \"Apply\" to add the warm filter.", "Click Export.", "点击导出即可。",
    "把标题拖到开头。",
    "Click Split to cut the start of the clip.", "拖拽片段即可调整顺序。",
  ])
  func whatIsAskedForWithoutConditionIsNone(sentence: String) {
    #expect(translate(sentence).steps.map(\.isOffer) == [false])
  }

  // MARK: Ways to say it

  @Test(arguments: [
    ("請點擊「匯出」按鈕。", InterfaceStep.Action.export), ("在時間軸中預覽影片。", .tracks), ("請打開音訊面板。", .state),
    ("點擊匯出按鈕下載影片。", .export),
    ("您可以將片段拖曳到第二軌。", .edit("您可以將片段移动到第二軌")), ("請查看您的帳戶餘額。", .credits), ("匯出影片。", .export),
    ("點擊「新增音樂」按鈕。", .edit("新增音樂")),
  ])
  func traditionalCharactersAreRead(sentence: String, action: InterfaceStep.Action) {
    #expect(actions(sentence) == [action])
    #expect(translate(sentence).shown == "")
  }

  @Test(arguments: [
    "在右上角找到导出按钮。", "You'll find the Export button at the top right.",
    "In the top right corner, there is an Export button.",
    "The Export button is now in the toolbar.", "Scroll down to the Export section.",
    "Look for the Export button on the toolbar.",
  ])
  func whereTheExportIsIsAnOffer(sentence: String) {
    #expect(translate(sentence).steps.map(\.action) == [.export])
    #expect(translate(sentence).steps.allSatisfy { $0.isOffer })
    #expect(translate(sentence).shown == "")
  }

  @Test(arguments: [
    ("Simply choose File > Export.", InterfaceStep.Action.export), ("Go to File > Export.", .export),
    ("Press Ctrl+E to export.", .export),
    ("Hit Enter to render.", .export), ("Press the spacebar to play.", .tracks), ("按空格键播放。", .tracks),
    ("Upload your photos using the Upload button.", .upload), ("使用上传按钮添加照片。", .upload),
    ("Choose 1080p. ", .none), ("3. Press Start.", .edit("3. Press Start")),
    ("Press Delete to remove the clip.", .edit("Remove the clip")), ("Swipe left to see the panel.", .state),
  ])
  func keysMenusAndDialogsAreSteps(sentence: String, action: InterfaceStep.Action) {
    #expect(actions(sentence) == [action])
    #expect(translate(sentence).shown == "")
  }

  @Test func aDialogIsNotGoneThroughForThePerson() {
    for sentence in ["2. Choose 1080p. ", "3. Press Start."] {
      #expect(translate(sentence).steps.allSatisfy { $0.isOffer }, "\(sentence)")
    }
  }

  /// Each step of a sentence is one, however many `and`s there are.
  @Test(arguments: [
    (
      "Open the Media panel and drag beach.mp4 onto track 1.",
      [InterfaceStep.Action.state, .edit("Move beach.mp4 onto track 1")]
    ),
    ("Click the Text tool and drag the title to 2s.", [.state, .edit("Move the title to 2s")]),
    ("Select the Text tool and drag the title to 2s.", [.state, .edit("Move the title to 2s")]),
    ("点击文字工具，把标题拖到2秒。", [.state, .edit("把标题移动到2秒")]),
    (
      "Open the Media panel and find beach.mp4 and drag it onto track 1.",
      [.state, .edit("Find beach.mp4, move it onto track 1")]
    ),
    (
      "Open the Media panel, then drag clip A to 1s and drag clip B to 2s.",
      [.state, .edit("Move clip A to 1s"), .edit("Move clip B to 2s")]
    ),
    ("Drag my_beach.mp4 onto track 1.", [.edit("Move my_beach.mp4 onto track 1")]),
    ("Drag my holiday.mp4 into the timeline.", [.edit("Move my holiday.mp4 into the timeline")]),
    ("Click the Trim tool to cut the first clip.", [.edit("Cut the first clip")]),
  ])
  func noStepIsLost(sentence: String, steps: [InterfaceStep.Action]) {
    #expect(actions(sentence) == steps)
    #expect(translate(sentence).shown == "")
  }

  @Test func whatIsSelectedBelongsToWhatIsDoneWithIt() {
    let translation = translate("Go to the Media tab, select beach.mp4, and drag it onto track 1.")
    #expect(translation.steps.map(\.action) == [.state, .edit("Select beach.mp4, move it onto track 1")])
    #expect(translation.steps.map(\.isOffer) == [false, false])
    #expect(translation.shown == "")
    let choice = translate("Choose a style you like, then click Generate.")
    #expect(choice.steps.map(\.isOffer) == [true])
    #expect(choice.shown == "")
    #expect(translate("Open the Effects panel, choose Sepia.").shown == "")
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
    "The Subscribe button is now at the bottom right of the video.",
    "The Subscribe button in the last shot is blue now.",
    "The play icon at 0:03 is 20% larger.", "The Like button is on the left for the first three seconds.",
    "Your logo icon is in the top left corner.", "The red menu in the restaurant scene is at 0:04.",
    "The tab on the folder is yellow.",
    "Your button animation will appear at 0:05.", "视频里的订阅按钮在右下角。", "按钮动画在第三秒出现。", "查看余额的画面在第五秒出现。",
    "The solar panel is in the background of clip 2.",
    "The control panel is on the left side of the cockpit shot.",
    "The final panel of the comic is at 8s.",
    "The button on his shirt is blue and he opens the panel of the door.",
    "The Download button is at the end of the video.", "There is an Export button sticker in the last scene.",
    "視頻裡的訂閱按鈕在右下角。",
    "In the background, there is a Subscribe button.", "Use the second clip as preview.",
    "Push the button in shot 2 earlier by 1s.",
    "See the timeline below: clip A 0-4s, clip B 4-9s.", "Check the timeline: clip A 0-4s, title 0-3s.",
    "查看时间线：片段一0-4秒，片段二4-9秒。",
    "The Export button will stay grey until the film is rendered.", "Exporting the film takes a minute.",
    "Press coverage comes at 0:05.",
    "Choose a style: minimal, bold or retro?", "Select HD footage of the sea is the first shot.",
    "Find the moment where he opens the door.",
    "Swipe transitions are between the clips.", "点击这里，是按钮上的字。", "\"Click here\" is what the button says.",
    "Click Here, is what the button says.", "Drag queens walk onto the stage.",
    "Drag clip of the race (3-6s)", "点击按钮的画面在第三秒。",
  ])
  func whatIsAboutTheFilmStaysAsItIs(sentence: String) {
    #expect(translate(sentence) == BackendTranslation(shown: sentence, steps: []))
  }

  /// A link is what a person needs to see.
  @Test(arguments: [
    "Click here to register: https://nemovideo.com/register?bind=77",
    "Visit https://nemovideo.com/pricing for more credits.",
    "Click https://nemovideo.com/pricing to top up.", "Click here: https://nemovideo.com/x",
    "Go to nemovideo.com to upgrade your account.",
    "点击这里注册：https://nemovideo.com/register?bind=77",
  ])
  func linksStay(sentence: String) {
    #expect(translate(sentence) == BackendTranslation(shown: sentence, steps: []))
  }

  @Test func besideALinkAStepGoes() {
    let translation = translate("Click Export, or visit https://nemovideo.com/help for more.")
    #expect(translation.steps.map(\.action) == [.export])
    #expect(translation.shown.contains("https://nemovideo.com/help"))
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
