import CloudState
import DraftModel

/// Everything that a client is told before its first request.
public struct CloudConfiguration: Sendable {
  public var api: APIOrigin
  /// The web site, for links that a person opens; without a slash at its end.
  public var web: String
  /// A token that the person gave: used as it is, and never replaced by another.
  public var token: AccessToken?
  /// The person's own client id; else the file's, which is made where it is missing.
  public var clientID: ClientIdentifier?
  var clientIDFile: ClientIdentifierFile?
  public var attribution: SkillAttribution
  /// The language of new sessions: `en`, `zh`; told by the first message or the locale unless said.
  public var language: String?
  /// The locale's language: `de`.
  public var localeLanguage: String?
  public var stateFolder: StateFolder
  public var pace = Pace()
  /// In place of every request's own limit.
  var idleLimit: Duration?
  /// How long anything is waited for in silence.
  var patience = Duration.seconds(5)
  /// Told what a person should know while it waits: `Setting up...`, once, when the service is asked for a
  /// token or a session.
  public var notice: @Sendable (String) -> Void = { _ in }
  /// Told what goes over the wire, secrets redacted, a line at a time.
  public var trace: (@Sendable (String) -> Void)?

  /// Reads `NEMO_API_URL`, `NEMO_WEB_URL`, `NEMO_TOKEN`, `NEMO_CLIENT_ID`, `SKILL_SOURCE`, the folders of
  /// the XDG specification and the locale.
  /// - Parameters:
  ///   - isAnonymous: whether `NEMO_TOKEN` is passed over, for a free token of this machine's own.
  ///   - skillFile: a skill file to ask in the name of.
  ///   - language: the language of new sessions.
  /// - Throws: which variable holds what it cannot.
  public init(
    environment: [String: String], isAnonymous: Bool = false, skillFile: String? = nil,
    language: String? = nil
  ) throws(CloudError) {
    func value(_ name: String) -> String? {
      environment[name].flatMap { $0.trimmed.isEmpty ? nil : $0.trimmed }
    }
    do throws(InvalidOrigin) {
      api = try APIOrigin(value("NEMO_API_URL") ?? APIOrigin.productionAddress)
    } catch {
      throw CloudError(
        .configuration, "NEMO_API_URL cannot be used: \(error.reason)",
        help: "an address looks like https://api.example.com, or http://127.0.0.1:8080 on this machine")
    }
    web = try Self.webAddress(value("NEMO_WEB_URL"))
    if !isAnonymous, let text = value("NEMO_TOKEN") {
      guard let token = AccessToken(text) else {
        throw CloudError(
          .configuration, "NEMO_TOKEN holds characters that a token cannot have",
          help: "copy it again, or take a free one with --anonymous")
      }
      self.token = token
    }
    if let text = value("NEMO_CLIENT_ID") {
      guard let id = ClientIdentifier(text) else {
        throw CloudError(.configuration, "NEMO_CLIENT_ID is not a UUID", help: "`uuidgen` makes one")
      }
      clientID = id
    }
    clientIDFile = ClientIdentifierFile(environment: environment)
    attribution =
      if let skillFile {
        try SkillAttribution(skillFile: skillFile, environment: environment)
      } else {
        SkillAttribution.own(environment: environment)
      }
    if let language {
      guard Language.isPlausible(language) else {
        throw CloudError(
          .configuration, "`\(language.visible)` is not a language", help: "such as en, zh or pt-BR")
      }
    }
    self.language = language
    localeLanguage = Language.ofLocale(environment)
    guard let folder = StateFolder(origin: api, environment: environment) else {
      throw CloudError(
        .configuration, "there is no place to keep the session in",
        help: "HOME or XDG_STATE_HOME has to name a folder")
    }
    stateFolder = folder
    pace = try Pace(environment: environment)
  }

  private static func webAddress(_ text: String?) throws(CloudError) -> String {
    var address = text ?? "https://nemovideo.com"
    while address.hasSuffix("/") { address.removeLast() }
    guard let origin = try? APIOrigin(address) else {
      throw CloudError(.configuration, "NEMO_WEB_URL is not the address of a web site")
    }
    return origin.address
  }
}
