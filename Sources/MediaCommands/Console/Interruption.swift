import DraftCommands
import Media
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Ctrl-C: unfinished files go, and the program ends with 130.
public enum Interruption {
  public static let nothingLeft = "nothing was left behind"
  private static let words = Mutex(nothingLeft)

  /// What is told at the end: what goes on without this program, where anything does.
  public static var lastWords: String {
    get { words.withLock { $0 } }
    set { words.withLock { $0 = newValue } }
  }

  /// Folders that were made for what was not finished; those that are empty go as well.
  private static let folders = Mutex<[String]>([])

  public static func note(folders made: [String]) { folders.withLock { $0 += made } }

  /// Takes the signals over, for a thread that waits for nothing else. Called once, by `main`, before
  /// any other thread is started.
  public static func install() {
    var signals = sigset_t()
    sigemptyset(&signals)
    for signal in [SIGINT, SIGTERM, SIGHUP] { sigaddset(&signals, signal) }
    pthread_sigmask(SIG_BLOCK, &signals, nil)
    #if canImport(Glibc)
      var thread = pthread_t()
    #else
      var thread: pthread_t?
    #endif
    pthread_create(
      &thread, nil,
      { _ in
        var signals = sigset_t()
        sigemptyset(&signals)
        for signal in [SIGINT, SIGTERM, SIGHUP] { sigaddset(&signals, signal) }
        var signal: Int32 = 0
        sigwait(&signals, &signal)
        AtomicFile.removeAllUnfinished()
        Interruption.folders.withLock { OutputFolder.removeEmpty($0) }
        StandardStream.error.write("\ninterrupted; \(Interruption.lastWords)\n")
        _exit(130)
      }, nil)
  }
}
