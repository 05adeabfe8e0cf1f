import CloudState
import DraftModel

extension CloudClient {
  /// An error inside an answer: the service's own codes mean there what they mean elsewhere.
  func error(for fault: AgentFault) -> CloudError {
    let words = redaction.withoutSecrets(fault.message).trimmedOfSpace
    let said = words.isEmpty ? "" : ": \(String(words.prefix(400)).visible)"
    switch fault.code {
    case "2001":
      return advised(
        CloudError(.outOfCredits, "no credits are left", serviceCode: 2001, mayHaveArrived: true))
    case "1001":
      return CloudError(
        .tokenRefused, "the service refuses the token in the middle of an answer", serviceCode: 1001,
        mayHaveArrived: true)
    case "1002":
      return CloudError(
        .refused, "the service lost the session in the middle of an answer", serviceCode: 1002,
        mayHaveArrived: true)
    case "SAFETY", "PROHIBITED_CONTENT", "BLOCKLIST", "IMAGE_SAFETY", "SPII", "RECITATION":
      return CloudError(
        .refused, "the agent's answer was stopped (\(fault.code))\(said)",
        help: "say it in other words", mayHaveArrived: true)
    case "MAX_TOKENS":
      return CloudError(
        .refused, "the agent's answer was cut off: it became too long\(said)", help: "ask for less at a time",
        mayHaveArrived: true)
    case "":
      return CloudError(
        .refused, "the agent failed\(said)", help: CloudError.tryLater, mayHaveArrived: true)
    default:
      return CloudError(
        .refused, "the agent failed (\(String(fault.code.prefix(60)).visible))\(said)",
        help: CloudError.tryLater,
        serviceCode: Int(fault.code), mayHaveArrived: true)
    }
  }
}
