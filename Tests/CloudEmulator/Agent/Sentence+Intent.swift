import Foundation

/// What a sentence asks for.
extension Sentence {
  var asksForVideo: Bool {
    let thing = has(
      "video", "film", "clip from", "reel", "short", "promo", "ad ", "slideshow", "montage", "mp4",
      "rough cut",
      "视频", "短片", "宣传片", "影片", "广告", "vlog")
    var start = Substring(text)
    for word in ["please ", "can you ", "could you ", "now ", "i want to ", "i'd like to ", "let's "]
    where start.hasPrefix(word) { start = start.dropFirst(word.count) }
    let makes =
      ["create ", "generate ", "make ", "produce ", "turn ", "build ", "edit ", "start with a "].contains {
        start.hasPrefix($0)
      } && !start.hasPrefix("make the ") && !start.hasPrefix("turn the ") && !start.hasPrefix("turn up")
      && !start.hasPrefix("turn down")
      || has("制作", "生成", "创建", "做一个", "做个", "做成", "剪辑成", "做一段", "做条")
    return makes && thing && ordinals.isEmpty && !has("louder", "quieter", "volume", "faster", "slower")
  }

  /// An edit of a whole film, where files were uploaded that are in none yet: a new film of those.
  func startsAnew(_ session: Session) -> Bool {
    !session.freshUploads.isEmpty && ordinals.isEmpty && !isAboutTitle && !isAboutMusic && !addsMedia
      && has("trim", "cut", "shorten", "speed", "slow", "剪", "加速", "慢")
  }

  /// "add these photos", "append the new clip", "把新素材加到结尾".
  var addsMedia: Bool {
    has("add ", "append", "insert ", "加", "插入")
      && has(
        "clip", "photo", "picture", "image", "footage", "file", "upload", "them", "素材", "照片", "图片", "片段", "视频"
      )
  }

  /// The shape that is asked for, as a canvas.
  var canvas: (Int, Int)? {
    if has("16:9", "landscape", "横屏", "widescreen", "horizontal") { return (1920, 1080) }
    if has("1:1", "square", "方形", "正方形") { return (1080, 1080) }
    if has("9:16", "portrait", "vertical", "竖屏") { return (1080, 1920) }
    return nil
  }

  /// Anything that can only be done to a video.
  var asksForEdit: Bool {
    isAboutTitle || isAboutMusic
      || has("trim", "cut", "speed", "volume", "swap", "剪", "加速", "音量", "交换", "remove", "删除")
  }

  var isAboutMusic: Bool { has("music", "bgm", "soundtrack", "lo-fi", "lofi", "音乐", "配乐", "bgm") }
  var isAboutTitle: Bool {
    has("title", "caption", "subtitle", "headline", "标题", "字幕", "文字", "text ") || hasWord("text")
  }

  /// How much larger a title is wanted: "bigger", "smaller", "缩小", "改大".
  var sizeFactor: Double? {
    if has("bigger", "larger", "enlarge", "放大", "改大", "变大", "大一点", "大一些", "更大") { return 1.5 }
    if has("smaller", "shrink", "缩小", "改小", "变小", "小一点", "小一些", "更小") { return 1 / 1.5 }
    return nil
  }

  /// Whether it only says that there is to be a title, as the first cut makes one anyway.
  var leavesTitleOpen: Bool {
    isAboutTitle && quoted.isEmpty && unquotedTitle == nil && sizeFactor == nil
      && !has("remove", "delete", "删除", "去掉", "删掉", "移除")
  }

  /// "add a title that says hello", "add a title: hello", "加标题：你好".
  var unquotedTitle: String? {
    for word in [
      "says ", "saying ", "title: ", "caption: ", "text: ", "标题：", "标题:", "字幕：", " to ", "改成", "改为", "写着",
      "title ",
    ] {
      guard let range = text.range(of: word) else { continue }
      let words = text[range.upperBound...].trimmingCharacters(in: .whitespacesAndNewlines)
      if !words.isEmpty { return words }
    }
    return nil
  }

  /// What a video is about, for its title; nil where that is not said.
  static func subject(of message: String) -> String? {
    var text = message.replacing(/[(（].*?[)）]/, with: "")
    let isChinese = text.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) }
    let place = [" about ", " from ", " of ", " for ", "关于"].lazy.compactMap { text.range(of: $0) }.first
    guard isChinese || place != nil else { return nil }
    if let place { text = String(text[place.upperBound...]) }
    if let end = text.firstIndex(where: { ",.;!?，。；！？\n\"“".contains($0) }) { text = String(text[..<end]) }
    text = text.replacing(/\ with (?:an? |the |some )?(?:title|caption|text|music|soundtrack).*/, with: "")
    // What Chinese says around it.
    text = text.replacing(/请|帮我|给我/, with: "")
      .replacing(/用.*?(?=制作|生成|创建|做|剪辑成)/, with: "")
      .replacing(/(?:制作|生成|创建|剪辑成|做成|做)(?:一个|一段|一条|个|条|段)?/, with: "")
      .replacing(/[0-9一二三四五六七八九十两]+秒钟?的?/, with: "")
      .replacing(/的?(?:视频|短片|影片)/, with: "")
    let subject = text.trimmingCharacters(in: .whitespaces)
    // What points at something says nothing of it.
    guard let first = subject.first,
      !["it", "this", "that", "them", "these", "those"].contains(subject.lowercased())
    else { return nil }
    return String((first.uppercased() + subject.dropFirst()).prefix(40))
  }
}
