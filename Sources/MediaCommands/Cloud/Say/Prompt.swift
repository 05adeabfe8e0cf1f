import Dispatch
import DraftCommands

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Standard input as a person types it.
enum Prompt {
  static var isTerminal: Bool { isatty(STDIN_FILENO) == 1 && StandardStream.error.isTerminal }

  /// Waits for a line; nil at the end of the input.
  /// - Parameter question: what is shown before it, on a terminal.
  static func line(_ question: String) async -> String? {
    if isTerminal { StandardStream.error.write(question) }
    // A thread of its own waits, not one that others share.
    return await withCheckedContinuation { continuation in
      DispatchQueue.global().async { continuation.resume(returning: readLine(strippingNewline: true)) }
    }
  }

  /// Asks for a yes or no; anything but a yes is a no.
  static func confirm(_ question: String) async -> Bool {
    guard isTerminal, let answer = await line(question + " [y/N] ") else { return false }
    return ["y", "yes", "j", "ja", "是", "好", "ok"].contains(answer.lowercased().filter { !$0.isWhitespace })
  }
}
