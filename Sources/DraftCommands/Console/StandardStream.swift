import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Standard output and standard error. Answers go to the first, everything else to the second.
public enum StandardStream: Int32, Sendable {
  case output = 1
  case error = 2

  /// What every text is written through: takes secrets out of it, whoever wrote them into it. Bytes of a
  /// document are written as they are.
  private static let secretFilter = Mutex<(@Sendable (String) -> String)?>(nil)

  public static func filter(through filter: @escaping @Sendable (String) -> String) {
    Self.secretFilter.withLock { $0 = filter }
  }

  /// Writes all of a text. A reader that has gone away is no error: the program ends, quietly and
  /// well, with the code that it would have ended with.
  public func write(_ text: String, endingIn code: Int32 = 0) {
    var text = Self.secretFilter.withLock { $0 }?(text) ?? text
    text.withUTF8 { write(UnsafeRawBufferPointer($0), endingIn: code) }
  }

  public func write(_ bytes: some Sequence<UInt8>, endingIn code: Int32 = 0) {
    Array(bytes).withUnsafeBytes { write($0, endingIn: code) }
  }

  private func write(_ bytes: UnsafeRawBufferPointer, endingIn code: Int32) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let buffer = UnsafeRawBufferPointer(rebasing: rest)
      let written = systemWrite(rawValue, buffer.baseAddress, buffer.count)
      if written > 0 {
        rest = rest.dropFirst(written)
      } else if written < 0, errno == EINTR || errno == EAGAIN {
        continue
      } else {
        guard self == .output else { return }
        if errno == EPIPE { exit(code) }
        StandardStream.error.write("error: cannot write the answer: \(lastSystemError()) [output.failed]\n")
        exit(2)
      }
    }
  }

  public var isTerminal: Bool { isatty(rawValue) == 1 }

  /// Whether what is written to both is read as one text: `2>&1`.
  public func isSame(as other: StandardStream) -> Bool {
    var (own, others) = (stat(), stat())
    return fstat(rawValue, &own) == 0 && fstat(other.rawValue, &others) == 0 && own.st_dev == others.st_dev
      && own.st_ino == others.st_ino
  }

  /// Colour is for terminals only, and never with `NO_COLOR` (no-color.org).
  public var showsColor: Bool {
    isTerminal && (getenv("NO_COLOR").map { String(cString: $0).isEmpty } ?? true)
  }

  /// Columns of the terminal, else of `COLUMNS`, else 80; 20 at least, 1000 at most.
  public var columns: Int {
    var size = winsize()
    if ioctl(rawValue, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 {
      return min(max(Int(size.ws_col), 20), 1000)
    }
    let named = getenv("COLUMNS").flatMap { Int(String(cString: $0)) }.flatMap { $0 > 0 ? $0 : nil }
    return min(max(named ?? 80, 20), 1000)
  }

  /// Makes a closed pipe an answer of `write` instead of a signal. Called once, by `main`.
  public static func ignoreClosedPipes() { signal(SIGPIPE, SIG_IGN) }
}

private func systemWrite(_ file: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
  #if canImport(Glibc)
    Glibc.write(file, bytes, count)
  #else
    Darwin.write(file, bytes, count)
  #endif
}

/// The C library's word for the last error.
public func lastSystemError() -> String { String(cString: strerror(errno)) }
