import ArgumentParser
import Cloud
import DraftCommands
import DraftModel

/// What every command of the cloud is told.
struct CloudOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Ask in the name of this skill: its front matter's name and version go along.", valueName: "file"))
  var skill: String?

  @Option(help: ArgumentHelp("The language of a new session: en, zh, pt-BR.", valueName: "language"))
  var language: String?

  @Flag(help: "Pass NEMO_TOKEN over, and use a free token of this machine's own.")
  var anonymous = false

  @Flag(help: "Begin a new session first.")
  var newSession = false

  @Flag(help: "Show what goes over the wire, secrets aside, on standard error.")
  var trace = false

  @Flag(help: "Print the answer as a JSON document.")
  var json = false

  /// The service, as these options and the environment say.
  /// - Parameter tell: told each line that a person should see.
  func client(
    telling tell: @escaping @Sendable (String) -> Void = CloudOptions.tell
  ) throws(CloudError) -> CloudClient {
    var configuration = try CloudConfiguration(
      environment: ProgramEnvironment.variables, isAnonymous: anonymous, skillFile: skill,
      language: language)
    configuration.notice = { tell($0.visible) }
    if trace { configuration.trace = tell }
    let client = try CloudClient(configuration)
    StandardStream.filter(through: { client.redaction.withoutSecrets($0) })
    return client
  }

  private static func tell(_ line: String) {
    ProgressLine.shared.finish()
    StandardStream.error.write(line + "\n")
  }
}
