import ArgumentParser
import Cloud
import DraftCommands
import JSONTree

/// `workprint cloud credits`: what is left to spend.
///
///     {"schema": "workprint.cloud.credits/1", "available": 80, "frozen": 0, "total": 100}
struct CreditsCommand: CloudCommand {
  static let configuration = CommandConfiguration(
    commandName: "credits", abstract: "Show how many credits are left.",
    discussion: """
      EXAMPLES
        workprint cloud credits
        workprint cloud credits --json
      """)

  @OptionGroup var options: CloudOptions

  func perform(_ client: CloudClient) async throws -> Int32 {
    let balance = try await client.credits()
    if json {
      func figure(_ value: Double?) -> JSONLiteral { value.map(JSONLiteral.decimal) ?? .null }
      Self.write(
        .object([
          "schema": .string(Self.schema), "available": figure(balance.available),
          "frozen": figure(balance.frozen), "total": figure(balance.total),
        ]))
    } else {
      StandardStream.output.write(balance.sentence + "\n")
    }
    return 0
  }
}

extension CreditBalance {
  /// `80 credits available, 5 frozen, 100 in total`
  var sentence: String {
    func words(_ value: Double?, _ phrase: String) -> String? {
      value.map { JSONLiteral.decimal($0).text() + phrase }
    }
    let parts = [words(available, " credits available"), words(frozen, " frozen"), words(total, " in total")]
    return parts.compactMap(\.self).joined(separator: ", ")
  }
}
