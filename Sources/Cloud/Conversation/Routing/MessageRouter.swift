import DraftModel

/// Decides what is done with something that a person says.
///
/// | says | action | sent to the agent |
/// |---|---|---|
/// | "export", "导出", "download", "send me the video" | export | no |
/// | "credits", "积分", "balance", "余额" | credits | no |
/// | "status", "状态", "show tracks" | state | no |
/// | "upload", "上传", or names a local file | upload | no |
/// | anything else | message | yes |
///
/// A command is a *whole* message that, without politeness and object words, is one of the listed phrases
/// or a plain variant of one. "Don't export yet", "export with a bigger title" and "add the word export as
/// a title" hold a word too many, and are messages.
public struct MessageRouter: Sendable {
  private let home: String?
  private let isFile: @Sendable (String) -> Bool

  /// - Parameters:
  ///   - home: what `~` stands for.
  ///   - isFile: whether a path leads to a file on this machine.
  public init(home: String? = nil, isFile: @escaping @Sendable (String) -> Bool) {
    self.home = home
    self.isFile = isFile
  }

  public func route(_ text: String) -> MessageRoute {
    let mentions = FileMentions(in: text, home: home, isFile: isFile)
    if mentions.isNothingElse { return MessageRoute(.upload, files: mentions.files) }
    let grammar = CommandPhrases.grammar
    let words = PhraseTokens(mentions.rest).words
    if !mentions.files.isEmpty, mentions.addresses.isEmpty, grammar.matches("upload.files", words) {
      return MessageRoute(.upload, files: mentions.files)
    }
    if !mentions.addresses.isEmpty, mentions.files.isEmpty {
      let isBare = words.allSatisfy { $0 == PhraseTokens.file } && mentions.addresses.allSatisfy(Self.isMedia)
      if isBare || grammar.matches("address", words) {
        return MessageRoute(.upload, addresses: mentions.addresses)
      }
    }
    if let missing = misspelled(mentions) { return MessageRoute(.upload, files: missing) }
    for (name, action) in Self.commands where grammar.matches(name, words) { return MessageRoute(action) }
    return MessageRoute(.message, files: mentions.files)
  }

  /// Names of files that are not there, where the message would upload them if they were.
  private func misspelled(_ mentions: FileMentions) -> [String]? {
    guard mentions.files.isEmpty, mentions.addresses.isEmpty, !mentions.missing.isEmpty else { return nil }
    var rest = mentions.rest
    for name in mentions.missing {
      guard let range = rest.firstRange(of: name) else { return nil }
      rest.replaceSubrange(range, with: PhraseTokens.file)
    }
    let isUpload = CommandPhrases.grammar.matches("upload.files", PhraseTokens(rest).words)
    return isUpload ? mentions.missing : nil
  }

  private static let commands: [(String, MessageRoute.Action)] = [
    ("export", .export), ("credits", .credits), ("state", .state), ("upload", .upload),
  ]

  private static func isMedia(_ address: String) -> Bool {
    let path = address.prefix { $0 != "?" && $0 != "#" }
    return FileMentions.isMediaName(path.split(separator: "/").last ?? "")
  }
}
