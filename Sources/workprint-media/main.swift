import DraftCommands
import MediaCommands

StandardStream.ignoreClosedPipes()
Interruption.install()
ProgramMain.run(WorkprintMedia.self, arguments: Array(CommandLine.arguments.dropFirst()))
