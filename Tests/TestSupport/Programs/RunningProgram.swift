import Foundation
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A `workprint` that was started and may be looked at, fed and interrupted while it runs.
public final class RunningProgram {
  public let identifier: pid_t
  private let outputs: TemporaryFolder
  private var input: Int32
  private var result: ProgramResult?
  /// No program is started between the making of a pipe and its being marked as not to be inherited.
  private static let spawning = Mutex(())

  /// - Parameters:
  ///   - environment: variables that are set. What it caches goes to a folder of this run alone, unless
  ///     they say otherwise.
  ///   - shellScript: how the shell starts the program, which it knows as `"$@"`.
  public init(
    _ arguments: [String], in folder: TemporaryFolder, environment: [String: String] = [:],
    shellScript: String = "exec \"$@\""
  ) throws {
    signal(SIGPIPE, SIG_IGN)
    let outputs = try TemporaryFolder()
    self.outputs = outputs
    let pipe = try Self.spawning.withLock { _ in try ClosingPipe() }
    let files = try ["output", "errors"].map { try Self.create(outputs.file($0)) }
    defer { for file in files + [pipe.reading] { close(file) } }
    input = pipe.writing
    // The shell goes where the program is to run, and becomes it.
    let words = ["/bin/sh", "-c", "cd \"$0\" && " + shellScript, folder.path, try Program.path()] + arguments
    let variables = Self.inherited.merging(["XDG_CACHE_HOME": outputs.file("cache")]) { $1 }
      .merging(environment) { $1 }
    identifier = try Self.spawning.withLock { _ in
      try Self.spawn(words, variables.map { "\($0.key)=\($0.value)" }, files: [pipe.reading] + files)
    }
  }

  deinit {
    if input >= 0 { close(input) }
    if result == nil {
      kill(identifier, SIGKILL)
      _ = try? waitForEnd()
    }
  }

  /// Writes all of it to the program's standard input, as fast as the program reads.
  public func write(_ bytes: [UInt8]) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { systemWrite(input, $0) }
      guard count > 0 else { return }
      rest = rest.dropFirst(count)
    }
  }

  /// Writes to the program's standard input and ends it.
  public func feed(_ bytes: [UInt8]) {
    write(bytes)
    close(input)
    input = -1
  }

  public func send(signal: Int32) { kill(identifier, signal) }

  /// Whether it is writing a file in a folder, which has no name there yet, or a hidden one.
  public func isWriting(in folder: TemporaryFolder) throws -> Bool {
    if try folder.names().contains(where: { $0.hasSuffix(".partial") }) { return true }
    let files = "/proc/\(identifier)/fd/"
    let names = (try? FileManager.default.contentsOfDirectory(atPath: files)) ?? []
    return names.contains { name in
      let target = (try? FileManager.default.destinationOfSymbolicLink(atPath: files + name)) ?? ""
      return target.hasPrefix(folder.path + "/") && target.hasSuffix(" (deleted)")
    }
  }

  /// Waits until something shows that the program has come far enough.
  /// - Throws: where it ends before.
  public func wait(until isReached: () throws -> Bool) throws {
    while try !isReached() {
      var status: Int32 = 0
      if waitpid(identifier, &status, WNOHANG) == identifier {
        throw ProgramError.endedTooEarly(try finish(status))
      }
      sched_yield()
    }
  }

  public func waitForEnd() throws -> ProgramResult {
    if let result { return result }
    var status: Int32 = 0
    while waitpid(identifier, &status, 0) < 0, errno == EINTR {}
    return try finish(status)
  }

  private func finish(_ status: Int32) throws -> ProgramResult {
    // As WIFEXITED and WEXITSTATUS read it; Swift sees no such macros.
    let signal = status & 0x7F
    let ended = ProgramResult(
      exitCode: signal == 0 ? (status >> 8) & 0xFF : -signal, output: try outputs.text(of: "output"),
      errors: try outputs.text(of: "errors"))
    result = ended
    return ended
  }

  private static func create(_ path: String) throws -> Int32 {
    let file = open(path, O_CREAT | O_WRONLY | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw ProgramError.cannotStart(reason: String(cString: strerror(errno))) }
    return file
  }
}

extension RunningProgram {
  /// Starts a program with these files as its standard streams.
  private static func spawn(_ words: [String], _ environment: [String], files: [Int32]) throws -> pid_t {
    #if canImport(Darwin)
      var actions: posix_spawn_file_actions_t?
      var attributes: posix_spawnattr_t?
    #else
      var actions = posix_spawn_file_actions_t()
      var attributes = posix_spawnattr_t()
    #endif
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    for (target, file) in files.enumerated() {
      posix_spawn_file_actions_adddup2(&actions, file, Int32(target))
    }
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    // The tests may have been started with signals ignored or blocked; the program is not.
    var signals = sigset_t()
    sigemptyset(&signals)
    posix_spawnattr_setsigmask(&attributes, &signals)
    for signal in [SIGPIPE, SIGINT, SIGTERM, SIGHUP] { sigaddset(&signals, signal) }
    posix_spawnattr_setsigdefault(&attributes, &signals)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF) | Int16(POSIX_SPAWN_SETSIGMASK))

    var identifier: pid_t = 0
    let code = withCStrings(words) { words in
      withCStrings(environment) { environment in
        posix_spawn(&identifier, "/bin/sh", &actions, &attributes, words, environment)
      }
    }
    guard code == 0 else { throw ProgramError.cannotStart(reason: String(cString: strerror(code))) }
    return identifier
  }

  /// This process's, but for what would change how the program writes.
  private static var inherited: [String: String] {
    var variables = ProcessInfo.processInfo.environment
    variables["COLUMNS"] = "80"
    variables["NO_COLOR"] = nil
    return variables
  }

  private static func withCStrings<Result>(
    _ strings: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Result
  ) -> Result {
    let pointers = strings.map { strdup($0) }
    defer { for pointer in pointers { free(pointer) } }
    return body(pointers + [nil])
  }
}

/// A pipe whose ends no other program inherits.
private struct ClosingPipe {
  let reading: Int32
  let writing: Int32

  init() throws {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { throw ProgramError.cannotStart(reason: String(cString: strerror(errno))) }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    (reading, writing) = (ends[0], ends[1])
  }
}

private func systemWrite(_ file: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
  #if canImport(Glibc)
    Glibc.write(file, bytes.baseAddress, bytes.count)
  #else
    Darwin.write(file, bytes.baseAddress, bytes.count)
  #endif
}
