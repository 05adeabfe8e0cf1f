import DraftCommands

StandardStream.ignoreClosedPipes()
let arguments = Array(CommandLine.arguments.dropFirst())
// The help of a command of the sibling program is that program's to give.
if arguments.count >= 2, arguments[0] == "help", MediaProgram.commands.contains(arguments[1]) {
  ProgramMain.run(Workprint.self, arguments: arguments.dropFirst() + ["--help"])
}
ProgramMain.run(Workprint.self, arguments: arguments)
