/// What a person typed, brought into the form in which phrases are compared: words in lower case, Chinese
/// character by character, without punctuation, politeness marks of typography, or differences of width
/// and of script.
///
/// `Please, EXPORT it!` and `please export it` are the same; `"export"` in the middle of a sentence is
/// not the word export, and keeps its quotes.
struct PhraseTokens: Hashable, Sendable {
  /// Longer messages are no commands, and have no words here.
  static let limit = 48
  static let scalarLimit = 1000
  /// Stands for the name of a file or the address of one.
  static let file = "\u{FFFC}"

  private(set) var words: [String] = []

  init(_ text: String) {
    var reader = Reader()
    var scalars = text.unicodeScalars.prefix(Self.scalarLimit + 1).map(Self.plain)
    guard scalars.count <= Self.scalarLimit else { return }
    // `0` stands for the end.
    scalars.append("\0")
    for index in scalars.indices.dropLast() {
      if Self.isRefusal(at: index, scalars) {
        reader.takeSign(scalars[index])
      } else {
        reader.take(scalars[index], next: scalars[index + 1])
      }
      guard reader.words.count <= Self.limit else { return }
    }
    reader.endWord()
    words = Self.unquoted(reader.words)
  }

  /// A message of nothing but quoted words is those words.
  private static func unquoted(_ words: [String]) -> [String] {
    guard words.count > 2, words.first == "\"", words.last == "\"",
      !words.dropFirst().dropLast().contains("\"")
    else { return words }
    return Array(words.dropFirst().dropLast())
  }

  private struct Reader {
    var words: [String] = []
    private var word = String.UnicodeScalarView()

    mutating func take(_ scalar: Unicode.Scalar, next: Unicode.Scalar) {
      switch PhraseTokens.kind(of: scalar) {
      case .letter: word.append(scalar)
      case .ideograph:
        endWord()
        words += PhraseTokens.written(scalar)
      case .point where word.last.map(PhraseTokens.isASCIIWord) == true && PhraseTokens.isASCIIWord(next):
        word.append(scalar)
      case .point, .separator: endWord()
      case .mark: break
      case .and:
        endWord()
        words.append("and")
      case .sign: takeSign(scalar)
      }
    }

    mutating func takeSign(_ scalar: Unicode.Scalar) {
      endWord()
      words.append(String(scalar))
    }

    mutating func endWord() {
      guard !word.isEmpty else { return }
      words.append(String(word))
      word = .init()
    }
  }

  /// Whether a character says no, as a word would: a cross beside a word, or the mark that turns a word into
  /// its opposite or strikes it out, `!export` and `~~export~~`.
  private static func isRefusal(at index: Int, _ scalars: [Unicode.Scalar]) -> Bool {
    guard !scalars[index].isASCII else { return isOpposite(at: index, scalars) }
    return refusals.contains(scalars[index])
  }

  private static func isOpposite(at index: Int, _ scalars: [Unicode.Scalar]) -> Bool {
    guard scalars[index] == "!" || scalars[index] == "~" else { return false }
    let rest = scalars[index...]
    let mark = rest.starts(with: "~~".unicodeScalars) ? 2 : rest.starts(with: "!".unicodeScalars) ? 1 : 0
    guard mark > 0, index == 0 || scalars[index - 1].properties.isWhitespace else { return false }
    switch kind(of: scalars[index + mark]) {
    case .letter, .ideograph: return true
    default: return false
    }
  }

  private static let refusals: Set<Unicode.Scalar> = [
    "🚫", "❌", "❎", "⛔", "🛑", "👎", "🙅", "✖", "✕", "✗", "✘", "¬",
  ]

  /// A character that stands for a word of two, as people type it, is that word: 啥 is 什么, 咋 is 怎么.
  private static func written(_ ideograph: Unicode.Scalar) -> [String] {
    switch ideograph {
    case "啥": ["什", "么"]
    case "咋": ["怎", "么"]
    default: [String(ideograph)]
    }
  }

  private enum Kind { case letter, ideograph, point, separator, mark, and, sign }

  private static func kind(of scalar: Unicode.Scalar) -> Kind {
    switch scalar {
    case "a"..."z", "0"..."9": return .letter
    case " ", ",": return .separator
    case "'": return .mark
    case ".": return .point
    case "&": return .and
    case "\"", "+", "%", "$", "=", "<", ">", "^", "|", "/", "\\", "@", "#", "\u{FFFC}": return .sign
    default: break
    }
    if isIdeograph(scalar) { return .ideograph }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark: return scalar.value == 0xFE0F ? .separator : .letter
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .spacingMark,
      .decimalNumber, .letterNumber, .otherNumber:
      return .letter
    // Zero width, inside words of some scripts.
    case .format: return .mark
    default: return .separator
    }
  }

  private static func isIdeograph(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF, 0x20000...0x3FFFF: true
    default: false
    }
  }

  private static func isASCIIWord(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isASCII && (scalar.properties.isAlphabetic || (0x30...0x39).contains(scalar.value))
  }

  /// One of all the ways to write a character.
  private static func plain(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    if scalar.isASCII {
      guard "A"..."Z" ~= scalar else { return scalar == "`" ? "'" : scalar }
      return Unicode.Scalar(UInt8(scalar.value) + 32)
    }
    var scalar = scalar
    // Full-width forms stand beside the others at a fixed distance.
    if (0xFF01...0xFF5E).contains(scalar.value) {
      scalar = Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar
    }
    switch scalar {
    case "\u{2018}", "\u{2019}", "\u{02BC}", "\u{2032}", "`", "\u{00B4}": return "'"
    case "\u{201C}", "\u{201D}", "\u{00AB}", "\u{00BB}", "\u{300C}", "\u{300D}", "\u{300E}", "\u{300F}",
      "\u{300A}", "\u{300B}":
      return "\""
    default: break
    }
    if let simplified = simplifiedForms[scalar] { return simplified }
    let lower = scalar.properties.lowercaseMapping.unicodeScalars
    return lower.count == 1 ? lower.first ?? scalar : scalar
  }

  /// Traditional characters of the words that are looked for, each with its simplified form.
  private static let simplifiedForms: [Unicode.Scalar: Unicode.Scalar] = {
    let traditional =
      "導匯輸載積餘額點數狀態進軌時間線軸傳檔視頻請幫給發還個這裡裏為嗎麼現開謝煩將們顯詢帳帐戶項條幾圖聲樂帶來對話後讓輯電腦機儲錄確認畫質準備總計結檢當專聽沒問題鏈連剛動處製產讀寫單檯賬號碼執馬趕緊幀鐘說報諮資訊攝像夾剪輯優長樣幫勞駕內構與"
      + "兩過編階張頭種託順驟級刪詳誤擇觀選實觸隨經鈕標換閱設籤續細轉盡雙試畢獲並暫輕唄邊啓塊鍵務況終擊訪於覽調庫廣費兒預冊臨訴敗欄夠錯爲會錢側無該區從盤頁訂屬滿體嘍繼親啟桿關閉捲"
    let simplified =
      "导汇输载积余额点数状态进轨时间线轴传档视频请帮给发还个这里里为吗么现开谢烦将们显询账账户项条几图声乐带来对话后让辑电脑机储录确认画质准备总计结检当专听没问题链连刚动处制产读写单台账号码执马赶紧帧钟说报咨资讯摄像夹剪辑优长样帮劳驾内构与"
      + "两过编阶张头种托顺骤级删详误择观选实触随经钮标换阅设签续细转尽双试毕获并暂轻呗边启块键务况终击访于览调库广费儿预册临诉败栏够错为会钱侧无该区从盘页订属满体喽继亲启杆关闭卷"
    return Dictionary(
      zip(traditional.unicodeScalars, simplified.unicodeScalars), uniquingKeysWith: { first, _ in first })
  }()
}
