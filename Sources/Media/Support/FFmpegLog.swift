import CFFmpeg
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// FFmpeg's log, silenced, but for the last line that each thread caused: it often says more than
/// the return code.
enum FFmpegLog {
  private static let lines = Mutex<[UInt: String]>([:])
  /// All different lines of threads that asked for them.
  private static let collections = Mutex<[UInt: [String]]>([:])
  private static let collectionLimit = 12

  /// Takes the log over, once for the process.
  static let install: Void = {
    av_log_set_level(AV_LOG_ERROR)
    av_log_set_callback { object, level, format, arguments in
      guard level <= AV_LOG_ERROR, let format, let arguments else { return }
      var buffer = [CChar](repeating: 0, count: 512)
      let length = wp_format_log_line(object, level, format, arguments, &buffer, Int32(buffer.count))
      guard length > 0 else { return }
      let text = String(decoding: buffer.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
      FFmpegLog.keep(text)
    }
  }()

  private static func keep(_ text: String) {
    var line = Substring(text)
    while let last = line.last, last == "\n" || last == "." || last == " " { line.removeLast() }
    // "[mov,mp4 @ 0x55...] moov atom not found": the address differs from run to run.
    if line.first == "[", let end = line.firstIndex(of: "]") {
      line = line[line.index(after: end)...].drop { $0 == " " }
    }
    guard !line.isEmpty else { return }
    let kept = String(line)
    lines.withLock { $0[currentThread] = kept }
    collections.withLock { collections in
      guard let known = collections[currentThread], known.count < collectionLimit, !known.contains(kept)
      else {
        return
      }
      collections[currentThread]?.append(kept)
    }
  }

  /// Keeps the lines that this thread causes from now on, the first of each and not very many.
  static func startCollecting() {
    _ = install
    collections.withLock { $0[currentThread] = [] }
  }

  /// The lines since ``startCollecting()``, with which collecting ends.
  static func collected() -> [String] { collections.withLock { $0.removeValue(forKey: currentThread) ?? [] } }

  /// The last line that this thread caused since it was last asked.
  static func takeLastLine() -> String? { lines.withLock { $0.removeValue(forKey: currentThread) } }

  private static var currentThread: UInt { UInt(bitPattern: pthread_self().hashValue) }
}
