import DraftModel

/// The documented codes, as status or in the body, and what to do about each.
extension ServiceAnswer {
  func error(code: Int?) -> CloudError {
    var error = Self.meaning(code: code ?? impliedCode, explanation: explanation)
    error.status = status
    error.serviceCode = code
    error.retryAfter = answer.head.retryAfter(now: Clock.now)
    if error.code == .rateLimited, let wait = error.retryAfter {
      error.help = "the service asks to wait \(wait.words), then try again"
    }
    if error.code == .refused { error.message = unknownMessage(code) }
    return error
  }

  /// The code that a status stands for where the body has none.
  private var impliedCode: Int {
    switch status {
    case 401: 1001
    case 404 where explanation?.lowercased().contains("session not found") == true: 1002
    case 413: 4002
    case 415: 4001
    default: status
    }
  }

  private func unknownMessage(_ code: Int?) -> String {
    let said = explanation.map { ": \($0.trimmed.shortened(to: 400).visible)" } ?? ""
    if let code { return "the service refused it with code \(code)\(said)" }
    if said.isEmpty, answer.looksLikeAPage {
      return "the service answered with status \(status) and a web page instead of data"
    }
    return "the service refused it with status \(status)\(said)"
  }

  private static func meaning(code: Int, explanation: String?) -> CloudError {
    switch code {
    case 1001:
      CloudError(.tokenRefused, "the service refuses the token: it is wrong or has expired")
    case 1002:
      CloudError(
        .sessionNotFound, "the service does not know the session any more",
        help: "--new-session begins another one")
    case 2001: CloudError(.outOfCredits, "no credits are left")
    case 4001:
      CloudError(
        .unsupportedType, "the service does not accept files of this kind",
        help: "it accepts \(ServiceLimits.acceptedExtensions.joined(separator: ", "))")
    case 4002:
      CloudError(
        .tooLarge,
        "the file is too large: at most \(ServiceLimits.largestUpload.bytesInWords) are accepted",
        help: "compress or trim it")
    case 400 where explanation?.lowercased().contains("client") == true:
      CloudError(.clientIDMissing, "the service misses a client id")
    case 402:
      CloudError(
        .planBlocked,
        "exports are blocked on this plan: that is the subscription, not the credits",
        help: "change the plan, or ask in the name of a skill that may export, with --skill SKILL.md")
    case 429:
      CloudError(
        .rateLimited, "the service was asked too often", help: "wait half a minute, then try again")
    case 500...599:
      CloudError(.refused, "", help: "the service has a problem of its own; \(CloudError.tryLater)")
    default: CloudError(.refused, "")
    }
  }
}
