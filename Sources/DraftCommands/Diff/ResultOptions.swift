import ArgumentParser

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Where a command that makes a draft of drafts puts it.
struct ResultOptions: ParsableArguments {
  @Option(name: .shortAndLong, help: ArgumentHelp("Write here instead.", valueName: "file"))
  var output: String?

  @Flag(help: "Write over an output that exists.")
  var force = false

  /// Refuses an output that is there already: to be called before any work.
  func refuseExisting() throws {
    guard let output, !force, output != "-", access(output, F_OK) == 0 else { return }
    throw CommandFailure(
      "the file exists already", code: "output.exists", place: .file(output),
      help: "--force writes over it, -o takes another name")
  }

  /// Writes the result whole or not at all.
  /// - Parameter file: where it goes without `-o`; nil and `-` are standard output.
  func write(_ bytes: [UInt8], elseTo file: String?) throws {
    if let target = output ?? file, target != "-" {
      try replaceFile(target, with: bytes)
    } else {
      StandardStream.output.write(bytes)
    }
  }
}
