import ArgumentParser

/// `workprint cloud`: the service.
struct CloudGroup: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cloud",
    abstract: "Talk to the service: upload, say what to edit, export.",
    discussion: """
      The first command connects by itself. A token in NEMO_TOKEN is used as it is; without one a free one is \
      asked for and kept. NEMO_API_URL names another service than the public one.

      EXAMPLES
        workprint cloud upload city.mp4 music.mp3
        workprint cloud say "make a 15 second film of it, with a title"
        workprint cloud state -o draft.json
        workprint cloud export -o final.mp4
      """,
    subcommands: [
      SayCommand.self, BatchCommand.self, LogCommand.self, UploadCommand.self, CreditsCommand.self,
      StateCommand.self, ExportCommand.self, OpenCommand.self,
      SessionGroup.self,
    ])
}
