import Testing

@testable import Cloud

/// What a person says, and what is done.
@Suite struct MessageRouterTests {
  private static let files: Set<String> = [
    "beach.mp4", "./clips/a b.mov", "/data/logo.PNG", "my holiday.mp4", "视频.mp4", "/home/ada/Films/end.mov",
    "notes.txt", "it's.mp4",
  ]
  private let router = MessageRouter(home: "/home/ada") { Self.files.contains($0) }

  private func action(_ text: String) -> MessageRoute.Action { router.route(text).action }

  @Test func everyRuleCanBeUsed() { #expect(CommandPhrases.grammar.problems == []) }

  // MARK: The rows of the table

  @Test(arguments: ["export", "导出", "download", "send me the video"])
  func exportRow(phrase: String) { #expect(router.route(phrase) == MessageRoute(.export)) }

  @Test(arguments: ["credits", "积分", "balance", "余额"])
  func creditsRow(phrase: String) { #expect(router.route(phrase) == MessageRoute(.credits)) }

  @Test(arguments: ["status", "状态", "show tracks"])
  func statusRow(phrase: String) { #expect(router.route(phrase) == MessageRoute(.state)) }

  @Test(arguments: ["upload", "上传"])
  func uploadRow(phrase: String) { #expect(router.route(phrase) == MessageRoute(.upload)) }

  @Test func uploadRowWhereAFileIsNamed() {
    #expect(router.route("beach.mp4") == MessageRoute(.upload, files: ["beach.mp4"]))
  }

  @Test(arguments: ["generate a film about tea", "make the title bigger", "add BGM", "把标题改大"])
  func everythingElseRow(phrase: String) { #expect(router.route(phrase) == MessageRoute(.message)) }

  // MARK: Phrases

  @Test(arguments: RoutingPhrases.lines(RoutingPhrases.export))
  func exports(phrase: String) { #expect(action(phrase) == .export) }

  @Test(arguments: RoutingPhrases.lines(RoutingPhrases.credits))
  func asksForCredits(phrase: String) { #expect(action(phrase) == .credits) }

  @Test(arguments: RoutingPhrases.lines(RoutingPhrases.state))
  func asksForTheState(phrase: String) { #expect(action(phrase) == .state) }

  @Test(arguments: RoutingPhrases.lines(RoutingPhrases.upload))
  func uploads(phrase: String) { #expect(action(phrase) == .upload) }

  @Test(arguments: RoutingPhrases.lines(RoutingPhrases.message))
  func goesToTheAgent(phrase: String) { #expect(action(phrase) == .message) }

  /// Whatever is added to a command in earnest makes it a message.
  @Test(arguments: RoutingPhrases.lines(RoutingPhrases.export) + RoutingPhrases.lines(RoutingPhrases.state))
  func aCommandWithAWishIsAMessage(phrase: String) {
    for wish in [" but make the title bigger first", "，先把标题改大", " without the music", " \"and\" red"] {
      #expect(action(phrase + wish) == .message, "\(phrase + wish)")
    }
    for wish in ["don't ", "after the intro is trimmed ", "不要", "write: "] {
      #expect(action(wish + phrase) == .message, "\(wish + phrase)")
    }
  }

  /// To put something into a video is an edit; to put the video somewhere is not.
  @Test(arguments: ["it", "this", "that", "everything", "everything together", "the logo"])
  func puttingIntoAVideoIsAnEdit(what: String) {
    for place in [
      "in a video", "into the video", "into a final video", "in HD", "over me", "like this", "as it is",
      "in full",
    ] {
      #expect(action("put \(what) \(place)") == .message, "\(place)")
      #expect(action("Can you put \(what) \(place), please?") == .message, "\(place)")
    }
  }

  @Test(arguments: ["it", "the video", "my final film"])
  func puttingTheVideoOnThisMachineIsAnExport(what: String) {
    #expect(action("put \(what) on my desktop") == .export)
  }

  /// "give me the promo video" is about one that is there, "give me promo video" about one to be made.
  @Test(arguments: ["new", "promo", "full", "updated", "promotional", "fresh"])
  func aFilmThatNothingPointsAtIsAskedForAnew(kind: String) {
    for verb in ["give me", "get me", "bring me", "render", "send me"] {
      #expect(action("\(verb) \(kind) promo video") == .message, "\(verb)")
    }
    if kind != "fresh" { #expect(action("give me the \(kind) video") == .export) }
  }

  /// Of a kind of film there may be others than the one that is there: only what points at it exports it.
  @Test(arguments: ["trailer", "promo", "ad", "teaser", "commercial"])
  func aFilmOfAKindIsAnother(kind: String) {
    for verb in ["export", "download"] {
      let article = kind == "ad" ? "an" : "a"
      #expect(action("\(verb) \(article) \(kind)") == .message)
      #expect(action("\(verb) \(kind), please") == .message)
      #expect(action("\(verb) my \(kind)") == .export)
      #expect(action("\(verb) the final \(kind)") == .export)
    }
  }

  @Test(arguments: ["广告", "宣传片", "广告片"])
  func aFilmOfAKindIsAnotherInChinese(kind: String) {
    for verb in ["导出", "下载", "渲染"] {
      #expect(action(verb + kind) == .message)
      #expect(action("请帮我\(verb)一下高清\(kind)") == .message)
      #expect(action(verb + "我的" + kind) == .export)
      #expect(action(verb + "做好的" + kind) == .export)
    }
    #expect(action("把\(kind)导出") == .export)
  }

  @Test(arguments: [
    ("render & export", MessageRoute.Action.export), ("Export & download, please", .export),
    ("导出&下载", .export), ("export & add music", .message), ("& export", .export), ("trim & export", .message),
  ])
  func anAmpersandIsAnAnd(text: String, expected: MessageRoute.Action) { #expect(action(text) == expected) }

  @Test func phrasesAreManyAndDistinct() {
    let all = [
      RoutingPhrases.export, RoutingPhrases.credits, RoutingPhrases.state, RoutingPhrases.upload,
      RoutingPhrases.message,
    ].flatMap(RoutingPhrases.lines)
    #expect(all.count > 500)
    #expect(Set(all).count == all.count)
  }

  // MARK: Files

  @Test(arguments: [
    ("beach.mp4", ["beach.mp4"]), ("'./clips/a b.mov'", ["./clips/a b.mov"]),
    ("./clips/a\\ b.mov ", ["./clips/a b.mov"]), ("my holiday.mp4", ["my holiday.mp4"]),
    ("file:///data/logo.PNG", ["/data/logo.PNG"]), ("~/Films/end.mov", ["/home/ada/Films/end.mov"]),
    ("beach.mp4 /data/logo.PNG", ["beach.mp4", "/data/logo.PNG"]),
    ("beach.mp4, /data/logo.PNG.", ["beach.mp4", "/data/logo.PNG"]), ("notes.txt", ["notes.txt"]),
    ("upload beach.mp4", ["beach.mp4"]),
    ("Please upload beach.mp4 and \"/data/logo.PNG\"!", ["beach.mp4", "/data/logo.PNG"]),
    ("上传beach.mp4", ["beach.mp4"]), ("上传视频.mp4", ["视频.mp4"]),
    ("请上传 beach.mp4 和 /data/logo.PNG", ["beach.mp4", "/data/logo.PNG"]),
    ("把beach.mp4上传", ["beach.mp4"]), ("it's.mp4", ["it's.mp4"]),
    // Not there, but certainly meant.
    ("beech.mp4", ["beech.mp4"]), ("upload ./gone.mov please", ["./gone.mov"]), ("上传没有.mp4", ["上传没有.mp4"]),
  ])
  func aNamedFileIsUploaded(text: String, files: [String]) {
    #expect(router.route(text) == MessageRoute(.upload, files: files))
  }

  @Test(arguments: [
    ("use beach.mp4 as the intro", ["beach.mp4"]), ("把beach.mp4加到开头", ["beach.mp4"]),
    ("put '/data/logo.PNG' in the corner, then beach.mp4.", ["/data/logo.PNG", "beach.mp4"]),
    ("add a title \"gone.mp4\"", []), ("trim gone.mp4 to 3 s", []),
    ("export beach.mp4 with a title", ["beach.mp4"]),
    ("upload beach.mp4 and make it the intro", ["beach.mp4"]), ("don't upload beach.mp4", ["beach.mp4"]),
  ])
  func aFileInASentenceIsOnlyMentioned(text: String, files: [String]) {
    #expect(router.route(text) == MessageRoute(.message, files: files))
  }

  @Test(arguments: [
    ("https://example.com/a/b.mp4?x=1", ["https://example.com/a/b.mp4?x=1"]),
    ("upload https://example.com/video", ["https://example.com/video"]),
    ("上传 https://example.com/a.mov 谢谢", ["https://example.com/a.mov"]),
  ])
  func anAddressIsUploaded(text: String, addresses: [String]) {
    #expect(router.route(text) == MessageRoute(.upload, addresses: addresses))
  }

  @Test(arguments: [
    "make it like https://example.com/a.mp4", "https://example.com/page", "summarize https://example.com",
  ])
  func anAddressInASentenceGoesToTheAgent(text: String) { #expect(action(text) == .message) }

  // MARK: Any text at all

  @Test func longAndStrangeTextsAreMessages() {
    for text in [
      "", " \n", "\u{0}", String(repeating: "export ", count: 10_000), String(repeating: "导", count: 100_000),
      String(repeating: "a.mp4", count: 20_000), String(repeating: "\"", count: 5_000), "\u{FFFC}", "'", "\\",
      String(repeating: "please ", count: 200) + "export", "file://", "file:///%", "http://", "e\u{301}xport",
    ] {
      #expect(action(text) == .message, "\(text.prefix(40))")
    }
  }
}
