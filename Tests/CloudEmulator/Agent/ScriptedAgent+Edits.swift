import DraftModel
import JSONTree

/// One sentence, carried out.
extension ScriptedAgent {
  /// - Returns: whether it was understood.
  mutating func carryOut(_ sentence: Sentence) throws -> Bool {
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
    if sentence.quoted.isEmpty, let factor = sentence.sizeFactor {
      var size = 0.0
      try edit { size = try $0.scaleTitles(sentence.ordinals.first.map { max(0, $0) }, by: factor) }
      call("style_text", ["size": .decimal(size)])
      let percent = Self.plain((size * 1000).rounded() / 10)
      say("The title is now \(percent)% of the height.", "标题大小已改为画面高度的\(percent)%。")
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
  mutating func shrug() {
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
