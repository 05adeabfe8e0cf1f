import DraftModel
import Foundation
import JSONTree

/// An agent that understands plain sentences and makes real edits.
///
/// It trims, retimes, reorders and removes clips, writes and changes titles, adds and removes music and
/// sets volumes; asked for a video where there is none yet, it makes a first cut of what was uploaded,
/// or of what it makes itself. It knows no more than this script.
struct ScriptedAgent {
  let session: Session
  let spelling: DraftSpelling
  let maker: MediaMaker

  private var turn = AgentTurn()
  private var editor: TimelineEditor?
  /// The language of the message.
  private(set) var isChinese = false

  init(session: Session, spelling: DraftSpelling, maker: MediaMaker) {
    self.session = session
    self.spelling = spelling
    self.maker = maker
    editor = session.draft.map { TimelineEditor($0, spelling: spelling) }
  }

  mutating func answer(_ message: String) -> AgentTurn {
    isChinese = message.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) }
    turn.steps.append(.thought("The person says: \(message.prefix(80))"))
    let sentences = Sentence.all(in: message)
    var wasUnderstood = false
    if editor == nil {
      wasUnderstood = attempt { try $0.makeFirstCut(message, sentences) }
    } else if let whole = sentences.first, whole.asksForVideo || whole.startsAnew(session) {
      wasUnderstood = attempt { try $0.makeFirstCut(message, sentences) }
    } else {
      for sentence in sentences where attempt({ try $0.carryOut(sentence) }) { wasUnderstood = true }
    }
    if !wasUnderstood { shrug() }
    if let editor, editor.draft.document.bytes != session.draft?.document.bytes {
      turn.draft = editor.draft
    }
    return turn
  }

  /// - Returns: whether it was understood, carried out or not.
  private mutating func attempt(_ body: (inout ScriptedAgent) throws -> Bool) -> Bool {
    let before = self
    do { return try body(&self) } catch {
      self = before
      switch error {
      case let error as TimelineEditor.Refusal: say(error.english, error.chinese)
      case let error as DraftEditError: say("I could not do that: \(error).", "我做不到：\(error)。")
      default: say("I could not do that: \(error).", "我做不到：\(error)。")
      }
      return true
    }
  }

  private mutating func say(_ english: String, _ chinese: String) {
    let text = isChinese ? chinese : english
    var isSameText = false
    if case .text = turn.steps.last { isSameText = true }
    turn.steps.append(.text(isSameText && !isChinese ? " " + text : text))
  }

  private mutating func call(_ name: String, _ arguments: KeyValuePairs<String, JSONLiteral>) {
    turn.steps.append(
      .call(name, .object(arguments), result: .object(["status": .string("success")])))
  }

  private func identifier() -> String { Store.identifier() }

  private mutating func edit(_ body: (inout TimelineEditor) throws -> Void) throws {
    guard var editor else {
      throw TimelineEditor.Refusal(
        english: "There is no video yet. Tell me what to make.", chinese: "还没有视频，请告诉我要做什么。")
    }
    try body(&editor)
    self.editor = editor
  }

  // MARK: A first cut

  private mutating func makeFirstCut(_ message: String, _ sentences: [Sentence]) throws -> Bool {
    // What came since the last cut, else all there is.
    let fresh = session.freshUploads
    let clips = fresh.isEmpty ? session.uploads.filter { $0.type != "audio" } : fresh
    let asks = sentences.contains(where: \.asksForVideo)
    guard asks || (!session.uploads.isEmpty && sentences.contains(where: \.asksForEdit)) else { return false }
    let subject =
      asks ? Sentence.subject(of: message) : clips.first.map { MediaName.title($0.filename) } ?? "Untitled"
    let seconds = sentences.filter(\.asksForVideo).compactMap(\.seconds).first
    var pictures = clips
    if pictures.isEmpty {
      pictures = try maker.pictures(for: subject, count: 3, session: session.id)
      turn.generated += pictures
      call("generate_video", ["prompt": .string(subject)])
      turn.steps.append(.heartbeat)
    }
    let canvas = sentences.lazy.compactMap(\.canvas).first ?? (1080, 1920)
    let length = seconds ?? Self.naturalLength(of: pictures)
    let draft = try FirstCut(spelling: spelling, identifier: identifier).draft(
      of: pictures, title: subject, seconds: length, width: canvas.0, height: canvas.1
    )
    editor = TimelineEditor(draft, spelling: spelling)
    call("create_timeline", ["clips": .int(pictures.count), "seconds": .decimal(length)])
    let made = "\(draft.duration)"
    say(
      "Your video is ready: \(pictures.count) clips, \(made) in all.",
      "视频做好了：共\(pictures.count)个片段，时长\(made)。")
    guard asks else {
      for sentence in sentences { _ = attempt { try $0.carryOut(sentence) } }
      return true
    }
    // What comes after the first result.
    try addMusic(volume: 0.35)
    if let words = sentences.first(where: { $0.has("title", "标题", "text", "字幕") })?.quoted.first {
      try addTitle(words, start: .zero, seconds: 3)
    } else {
      try addTitle(subject, start: .zero, seconds: 3)
    }
    for sentence in sentences.dropFirst() where !sentence.asksForVideo {
      _ = attempt { try $0.carryOut(sentence) }
    }
    return true
  }

  private static func naturalLength(of clips: [StoredMedia]) -> Double {
    min(30, clips.reduce(0) { $0 + min(10, $1.duration ?? 3) })
  }

  private mutating func addTitle(_ text: String, start: Time, seconds: Double) throws {
    let identifier = identifier()
    try edit {
      let end = $0.pictureEnd
      let duration = min(Time(milliseconds: Int(seconds * 1000)), max(end - start, Time(milliseconds: 500)))
      try $0.addTitle(text, at: start, duration: duration, identifier: identifier)
    }
    call("add_text", ["text": .string(text)])
    say("I added the title “\(text)”.", "已添加标题“\(text)”。")
  }

  private mutating func addMusic(volume: Double) throws {
    guard let end = editor?.pictureEnd else { return }
    let media: StoredMedia
    let name: String
    if let own = session.uploads.last(where: { $0.type == "audio" }) {
      (media, name) = (own, MediaName.title(own.filename))
    } else {
      media = try maker.music(seconds: end.seconds.double, session: session.id)
      name = "Lo-fi"
      turn.generated.append(media)
    }
    let identifier = identifier()
    try edit { try $0.setMusic(media, title: name, volume: volume, identifier: identifier) }
    call("add_bgm", ["name": .string(name), "volume": .decimal(volume)])
    let percent = Int((volume * 100).rounded())
    say("I added the music “\(name)” at \(percent)%.", "已添加背景音乐“\(name)”，音量\(percent)%。")
  }

  // MARK: Edits

  private mutating func carryOut(_ sentence: Sentence) throws -> Bool {
    if sentence.isAboutTitle { return try carryOutTitle(sentence) }
    if sentence.addsMedia, !session.freshUploads.isEmpty { return try carryOutAppend(sentence) }
    if let canvas = sentence.canvas {
      try edit { try $0.setCanvas(width: canvas.0, height: canvas.1) }
      call("set_canvas", ["width": .int(canvas.0), "height": .int(canvas.1)])
      say("The canvas is now \(canvas.0)x\(canvas.1).", "画布已改为\(canvas.0)x\(canvas.1)。")
      return true
    }
    if sentence.has("volume", "louder", "quieter", "softer", "音量", "静音", "大声", "小声", "调大", "调小")
      || sentence.hasWord("mute", "unmute", "loud", "quiet")
      || (sentence.isAboutMusic && sentence.percent != nil
        && sentence.has("set", "lower", "raise", "turn", "to", "调", "设"))
    {
      // "add music at 20% volume" is music first.
      if !(sentence.isAboutMusic && sentence.has("add ", "添加", "加上", "配上", "加个", "加一", "加背景")) {
        return try carryOutVolume(sentence)
      }
    }
    if sentence.isAboutMusic { return try carryOutMusic(sentence) }
    if sentence.factor != nil
      || sentence.has(
        "speed", "faster", "slower", "slow motion", "slow down", "倍速", "加速", "减速", "慢放", "慢动作", "快放", "速度")
    {
      return try carryOutSpeed(sentence)
    }
    if sentence.has("swap", "reorder", "move ", "reverse the order", "交换", "移到", "移动", "调换", "顺序", "放到", "放在")
      || sentence.hasWord("order")
    {
      return try carryOutOrder(sentence)
    }
    if sentence.has("remove", "delete", "drop the", "take out", "get rid of", "删除", "删掉", "去掉", "移除") {
      let ordinal = sentence.ordinals.first ?? -1
      let name = editor.flatMap { try? $0.clip(ordinal).label } ?? ""
      try edit { try $0.remove(ordinal) }
      call("remove_clip", ["index": .int(ordinal)])
      say("I removed the clip “\(name)”.", "已删除片段“\(name)”。")
      return true
    }
    if sentence.has(
      "trim", "cut", "shorten", "extend", "lengthen", "shorter", "longer", "裁剪", "剪到", "剪成", "剪短", "剪掉", "缩短",
      "延长", "剪")
    {
      return try carryOutTrim(sentence)
    }
    return false
  }

  private mutating func carryOutAppend(_ sentence: Sentence) throws -> Bool {
    let fresh = session.freshUploads
    try edit { try $0.append(fresh, seconds: sentence.seconds ?? 3, identifier: { Store.identifier() }) }
    call("add_clips", ["clips": .int(fresh.count)])
    let names = fresh.map { "“\(MediaName.title($0.filename))”" }.joined(separator: ", ")
    say("I added \(names) at the end.", "已在结尾添加\(names)。")
    return true
  }

  private mutating func carryOutTrim(_ sentence: Sentence) throws -> Bool {
    guard let seconds = sentence.seconds else {
      say("To how many seconds?", "要剪到几秒？")
      return true
    }
    if sentence.ordinals.isEmpty, sentence.has("video", "film", "whole", " it ", "视频", "整个", "全片", "短片") {
      let end = Time(milliseconds: max(1, Int((seconds * 1000).rounded())))
      try edit { try $0.trimFilm(to: end) }
      call("trim_video", ["duration_ms": .decimal(end.milliseconds.double)])
      say("The video now ends at \(end).", "视频已剪到\(end)。")
      return true
    }
    let ordinal = sentence.ordinals.first { $0 >= 0 || !sentence.has("last \(Self.plain(seconds))") } ?? 0
    let length = Time(milliseconds: max(1, Int((seconds * 1000).rounded())))
    let isHead = sentence.has(
      "from the start", "from the beginning", "off the start", "off the beginning",
      "first \(Self.plain(seconds)) second", "开头")
    let isLonger = sentence.has("extend", "lengthen", "longer", "延长")
    let isRelative =
      isHead
      || sentence.has(" by ", "off ", "缩短", "剪掉", "延长", "shorter", "longer")
        && !sentence.has(" to ", "到", "成")
    var result = Time.zero
    try edit {
      let clip = try $0.clip(ordinal)
      result = isRelative ? (isLonger ? clip.duration + length : clip.duration - length) : length
      try $0.trim(ordinal, to: result, at: isHead ? .head : .tail)
    }
    call("trim_clip", ["index": .int(ordinal), "duration_ms": .decimal(result.milliseconds.double)])
    say("I trimmed clip \(Self.name(ordinal)) to \(result).", "已将\(Self.chineseName(ordinal))剪到\(result)。")
    return true
  }

  private mutating func carryOutTitle(_ sentence: Sentence) throws -> Bool {
    if sentence.has("remove", "delete", "删除", "去掉", "删掉", "移除") {
      try edit { try $0.removeTitles() }
      call("remove_text", [:])
      say("I removed the title.", "已删除标题。")
      return true
    }
    guard let words = sentence.quoted.last ?? sentence.unquotedTitle else {
      say("What shall the title say?", "标题写什么？")
      return true
    }
    if sentence.has("change", "replace", "edit", "rename", "改", "换成"), !(editor?.titles.isEmpty ?? true) {
      let index = max(0, sentence.ordinals.first ?? 0)
      try edit { try $0.changeTitle(index, to: words) }
      call("edit_text", ["text": .string(words)])
      say("The title now says “\(words)”.", "标题已改为“\(words)”。")
      return true
    }
    let seconds = sentence.seconds ?? 3
    var start = Time.zero
    if sentence.has("at the end", "结尾", "片尾", "末尾"), let end = editor?.pictureEnd {
      start = max(.zero, end - Time(milliseconds: Int(seconds * 1000)))
    }
    try addTitle(words, start: start, seconds: seconds)
    return true
  }

  private mutating func carryOutMusic(_ sentence: Sentence) throws -> Bool {
    if sentence.has("remove", "delete", "without", "no music", "删除", "去掉", "删掉", "移除", "不要") {
      try edit { try $0.removeMusic() }
      call("remove_bgm", [:])
      say("I removed the music.", "已删除音乐。")
      return true
    }
    guard editor != nil else { return false }
    try addMusic(volume: sentence.percent ?? 0.35)
    return true
  }

  private mutating func carryOutVolume(_ sentence: Sentence) throws -> Bool {
    let ordinal = sentence.ordinals.first
    var result = 0.0
    try edit {
      let isClip =
        !sentence.isAboutMusic
        && (ordinal != nil || sentence.has("clip", "original", "video", "片段", "原声", "视频"))
      var segments = isClip || $0.music.isEmpty ? $0.clips : $0.music
      if sentence.isAboutMusic {
        segments = $0.music
      } else if let ordinal {
        segments = [try $0.clip(ordinal)]
      }
      try $0.setVolume(of: segments) { now in
        if let percent = sentence.percent {
          result = percent
        } else if sentence.has("unmute", "取消静音") {
          result = 1
        } else if sentence.has("mute", "静音") {
          result = 0
        } else if sentence.has("louder", "loud", "raise", "turn up", "increase", "大") {
          result = now * 1.5
        } else {
          result = now * 0.5
        }
        return result
      }
    }
    call("set_volume", ["volume": .decimal(result)])
    let percent = Int((result * 100).rounded())
    say("The volume is now \(percent)%.", "音量已调到\(percent)%。")
    return true
  }

  private mutating func carryOutSpeed(_ sentence: Sentence) throws -> Bool {
    let isSlow = sentence.has("slow", "减速", "慢")
    var factor = sentence.factor ?? (isSlow ? 0.5 : 2)
    if isSlow, factor > 1 { factor = 1 / factor }
    let ordinal = sentence.ordinals.first ?? 0
    let value = (factor * 1000).rounded() / 1000
    try edit { try $0.setSpeed(ordinal, to: value) }
    call("set_speed", ["index": .int(ordinal), "speed": .decimal(value)])
    say(
      "Clip \(Self.name(ordinal)) now plays at \(Self.plain(value))x.",
      "\(Self.chineseName(ordinal))已改为\(Self.plain(value))倍速。")
    return true
  }

  private mutating func carryOutOrder(_ sentence: Sentence) throws -> Bool {
    guard let count = editor?.clips.count, count > 1 else {
      say("There is only one clip.", "只有一个片段。")
      return true
    }
    var order = Array(0..<count)
    let places = sentence.ordinals.map { $0 < 0 ? count + $0 : $0 }.filter { $0 < count && $0 >= 0 }
    if sentence.has("reverse", "倒序", "反过来") {
      order.reverse()
    } else if sentence.has("swap", "交换", "调换") {
      let first = places.first ?? 0
      let second = places.dropFirst().first ?? min(first + 1, count - 1)
      order.swapAt(first, second)
    } else {
      guard let moved = places.first else { throw TimelineEditor.noClip }
      order.remove(at: moved)
      if places.count > 1, let at = order.firstIndex(of: places[1]) {
        order.insert(moved, at: sentence.has("after", "之后", "后面") ? at + 1 : at)
      } else if sentence.has("front", "beginning", "start", "最前", "开头", "前面") {
        order.insert(moved, at: 0)
      } else {
        order.append(moved)
      }
    }
    try edit { try $0.reorder(order) }
    call("reorder_clips", ["order": .array(order.map { .int($0) })])
    say("The clips are in the new order.", "片段顺序已调整。")
    return true
  }

  /// Nothing that it knows.
  private mutating func shrug() {
    if let editor {
      say(
        "I did not change anything. \(editor.draft.summary)", "没有做任何修改。\(editor.draft.summary)")
    } else {
      say(
        "Tell me what video to make, or upload media first.", "请告诉我要做什么视频，或先上传素材。")
    }
  }

  private static func plain(_ value: Double) -> String {
    value == value.rounded() ? String(Int(value)) : "\(value)"
  }
  private static func name(_ ordinal: Int) -> String { ordinal < 0 ? "the last" : String(ordinal + 1) }
  private static func chineseName(_ ordinal: Int) -> String {
    ordinal < 0 ? "最后一个片段" : "第\(ordinal + 1)个片段"
  }
}

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

  /// What a video is about, for its title.
  static func subject(of message: String) -> String {
    var text = message
    if let range = [" about ", " from ", " of ", " for ", "关于"].lazy.compactMap({ text.range(of: $0) }).first
    {
      text = String(text[range.upperBound...])
    }
    if let end = text.firstIndex(where: { ",.;!?，。；！？\n\"“".contains($0) }) { text = String(text[..<end]) }
    // What Chinese says around it.
    text = text.replacing(/请|帮我|给我/, with: "")
      .replacing(/用.*?(?=制作|生成|创建|做|剪辑成)/, with: "")
      .replacing(/(?:制作|生成|创建|剪辑成|做成|做)(?:一个|一段|一条|个|条|段)?/, with: "")
      .replacing(/[0-9一二三四五六七八九十两]+秒钟?的?/, with: "")
      .replacing(/的?(?:视频|短片|影片)/, with: "")
    let subject = text.trimmingCharacters(in: .whitespaces)
    guard let first = subject.first else { return "Untitled" }
    return String((first.uppercased() + subject.dropFirst()).prefix(40))
  }
}
