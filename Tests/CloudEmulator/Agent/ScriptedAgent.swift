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

  var turn = AgentTurn()
  var editor: TimelineEditor?
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

  mutating func say(_ english: String, _ chinese: String) {
    let text = isChinese ? chinese : english
    var isSameText = false
    if case .text = turn.steps.last { isSameText = true }
    turn.steps.append(.text(isSameText && !isChinese ? " " + text : text))
  }

  mutating func call(_ name: String, _ arguments: KeyValuePairs<String, JSONLiteral>) {
    turn.steps.append(
      .call(name, .object(arguments), result: .object(["status": .string("success")])))
  }

  func identifier() -> String { Store.identifier() }

  mutating func edit(_ body: (inout TimelineEditor) throws -> Void) throws {
    guard var editor else {
      throw TimelineEditor.Refusal(
        english: "There is no video yet. Tell me what to make.", chinese: "还没有视频，请告诉我要做什么。")
    }
    try body(&editor)
    self.editor = editor
  }

  // MARK: A first cut

  private mutating func makeFirstCut(_ message: String, _ sentences: [Sentence]) throws -> Bool {
    // Those that are named, else what came since the last cut, else all there is.
    let pictures = session.uploads.filter { $0.type != "audio" }
    let named = pictures.filter { message.contains($0.filename) }
    let fresh = session.freshUploads
    let clips = named.isEmpty ? (fresh.isEmpty ? pictures : fresh) : named
    let asks = sentences.contains(where: \.asksForVideo)
    guard asks || (!session.uploads.isEmpty && sentences.contains(where: \.asksForEdit)) else { return false }
    let subject =
      (asks ? Sentence.subject(of: message) : nil) ?? clips.first.map { MediaName.title($0.filename) }
      ?? "Untitled"
    if clips.isEmpty {
      return try makeFirstCut(
        of: maker.pictures(for: subject, count: 3, session: session.id), isMade: true, subject, asks,
        sentences)
    }
    return try makeFirstCut(of: clips, isMade: false, subject, asks, sentences)
  }

  private mutating func makeFirstCut(
    of pictures: [StoredMedia], isMade: Bool, _ subject: String, _ asks: Bool, _ sentences: [Sentence]
  ) throws -> Bool {
    let seconds = sentences.filter(\.asksForVideo).compactMap(\.seconds).first
    if isMade {
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
      "Your video is ready: \(pictures.count) \(pictures.count == 1 ? "clip" : "clips"), \(made) in all.",
      "视频做好了：共\(pictures.count)个片段，时长\(made)。")
    guard asks else {
      for sentence in sentences { _ = attempt { try $0.carryOut(sentence) } }
      return true
    }
    // What comes after the first result.
    let music = sentences.first { $0.isAboutMusic && $0.percent != nil }
    try addMusic(volume: music?.percent ?? 0.35)
    if let words = sentences.first(where: { $0.has("title", "标题", "text", "字幕") })?.quoted.first {
      try addTitle(words, start: .zero, seconds: 3)
    } else {
      try addTitle(subject, start: .zero, seconds: 3)
    }
    for sentence in sentences.dropFirst() where !sentence.asksForVideo && !sentence.leavesTitleOpen {
      if let music, sentence.text == music.text { continue }
      _ = attempt { try $0.carryOut(sentence) }
    }
    return true
  }

  private static func naturalLength(of clips: [StoredMedia]) -> Double {
    min(30, clips.reduce(0) { $0 + min(10, $1.duration ?? 3) })
  }

  mutating func addTitle(_ text: String, start: Time, seconds: Double) throws {
    let identifier = identifier()
    try edit {
      let end = $0.pictureEnd
      let duration = min(Time(milliseconds: Int(seconds * 1000)), max(end - start, Time(milliseconds: 500)))
      try $0.addTitle(text, at: start, duration: duration, identifier: identifier)
    }
    call("add_text", ["text": .string(text)])
    say("I added the title “\(text)”.", "已添加标题“\(text)”。")
  }

  mutating func addMusic(volume: Double) throws {
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
}
