import DraftCommands

StandardStream.ignoreClosedPipes()
Workprint.main()
