import CloudEmulator
import Foundation
import JSONTree
import TestSupport
import Testing

@testable import Cloud

extension Bench {
  /// How the program is started: with the emulator for its service, and nothing of this machine's own.
  private func script(_ more: [String: String], together: Bool) -> String {
    let variables = environment(["XDG_STATE_HOME": home.file("state")]).merging(more) { $1 }
    let words = variables.map { "\($0.key)='\($0.value)'" }.joined(separator: " ")
    return "unset NEMO_TOKEN NEMO_CLIENT_ID NEMO_WEB_URL SKILL_SOURCE; export \(words); exec \"$@\""
      + (together ? " 2>&1" : "")
  }

  /// - Parameter together: whether both of its streams come as one.
  func start(
    _ arguments: [String], _ more: [String: String] = [:], together: Bool = false
  ) throws -> RunningProgram {
    try RunningProgram(arguments, in: home, shellScript: script(more, together: together))
  }

  /// Runs the program to its end, without keeping the emulator's threads from their work.
  func run(
    _ arguments: String..., environment more: [String: String] = [:], input: String = ""
  ) async throws -> ProgramResult {
    nonisolated(unsafe) let program = try start(arguments, more)
    program.feed(Array(input.utf8))
    return try await Self.end(of: program)
  }

  static func end(of program: RunningProgram) async throws -> ProgramResult {
    nonisolated(unsafe) let program = program
    return try await withCheckedThrowingContinuation { continuation in
      Thread.detachNewThread {
        continuation.resume(with: Result { try program.waitForEnd() })
      }
    }
  }

  /// A picture of a colour of its own.
  func addPicture(_ name: String, _ shade: Int) throws {
    try home.write(
      PictureMaker.png(width: 48, height: 48) { x, y in
        (Color(shade, x * 5, y * 5), alpha: 255)
      }, to: name)
  }
}

extension ProgramResult {
  var document: JSONDocument { get throws { try JSONDocument(parsing: output) } }

  /// The text at a pointer of the document that was printed.
  func text(_ pointer: String) throws -> String? {
    let document = try document
    return JSONPointer(pointer).flatMap { document.node(at: $0) }.flatMap { node in
      document.string(of: node) ?? document.numberSpelling(of: node)
    }
  }
}
