import ArgumentParser
import Cloud
import DraftCommands
import JSONTree

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// `workprint cloud open`: the project in a browser.
///
///     {"schema": "workprint.cloud.open/1", "url": "https://nemovideo.com/workspace/claim?ct=..."}
struct OpenCommand: CloudCommand {
  static let configuration = CommandConfiguration(
    commandName: "open", abstract: "Open the session's project in a browser.",
    discussion: """
      The link is a key to the project, good once: give it to nobody else.

      EXAMPLES
        workprint cloud open
        workprint cloud open --print
      """)

  @OptionGroup var options: CloudOptions

  @Flag(name: .customLong("print"), help: "Only print the link.")
  var printsOnly = false

  func perform(_ client: CloudClient) async throws -> Int32 {
    let link = try await client.withSession { (session) throws(CloudError) in
      try await client.claimLink(for: session)
    }
    if json {
      Self.write(.object(["schema": .string(Self.schema), "url": .string(link)]))
    } else {
      StandardStream.output.write(link + "\n")
    }
    if !printsOnly, !json, StandardStream.output.isTerminal { Browser.open(link) }
    return 0
  }
}

/// The person's browser.
private enum Browser {
  /// Starts it, where there is a way to; the link was printed in any case.
  static func open(_ link: String) {
    #if os(Linux)
      let opener = "xdg-open"
    #else
      let opener = "open"
    #endif
    var words: [UnsafeMutablePointer<CChar>?] = [strdup(opener), strdup(link), nil]
    defer { for word in words { free(word) } }
    var identifier: pid_t = 0
    guard posix_spawnp(&identifier, opener, nil, nil, &words, environ) == 0 else { return }
    var status: Int32 = 0
    waitpid(identifier, &status, 0)
  }
}
