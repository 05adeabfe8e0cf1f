import DraftCommands
import MediaCommands

StandardStream.ignoreClosedPipes()
Interruption.install()
WorkprintMedia.main()
