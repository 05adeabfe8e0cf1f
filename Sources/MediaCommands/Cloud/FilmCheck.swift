import Cloud
import DraftModel
import Media

/// Whether a film is what an export makes: all there, H.264, no larger than the service exports, as long as
/// the draft.
struct FilmCheck {
  let facts: MediaFacts
  /// What of the film is not there, as `workprint probe` says it; nil where all is. Such a film is worth
  /// another fetch, and never the film that was asked for.
  let missingPart: String?
  /// What is not as it should be; empty where all is.
  let findings: [String]

  /// - Parameter expected: how long the draft is, in milliseconds; nil where that is not known.
  /// - Throws: where it is no film at all.
  init(path: String, expected: Int?) throws(CloudError) {
    let description: MediaDescription
    do throws(MediaError) {
      description = try MediaProbe.describe(path: path)
      facts = try description.facts(path: path)
    } catch {
      throw CloudError(
        .unexpectedAnswer, "what was fetched is not a film: \(error.reason)",
        help: "`workprint cloud export --resume` fetches it again")
    }
    guard let picture = facts.picture, picture.kind == .video else {
      throw CloudError(
        .unexpectedAnswer, "what was fetched has no moving picture",
        help: "`workprint cloud export --resume` fetches it again")
    }
    let missing = description.damage.filter { $0.kind == .truncated }.map(\.reason)
    missingPart = missing.isEmpty ? nil : missing.joined(separator: "; ")
    // That looking took too long, or that it is very large, is no damage.
    var findings = description.damage.filter { [.inconsistent, .unusableStream, .garbage].contains($0.kind) }
      .map { "it is damaged: \($0.reason)" }
    if picture.codec != "h264" { findings.append("its codec is \(picture.codec), not H.264") }
    let (short, long) = (min(picture.width, picture.height), max(picture.width, picture.height))
    if short > ServiceLimits.exportShortSide || long > ServiceLimits.exportLongSide {
      findings.append(
        "it is \(picture.width)x\(picture.height), larger than an export can be")
    }
    if let expected, expected > 0, let duration = facts.duration {
      let length = duration.seconds.double
      let wanted = Double(expected) / 1000
      if abs(length - wanted) > max(0.5, wanted * 0.02) {
        findings.append("it is \(tenths(length))s long, and the draft \(tenths(wanted))s")
      }
    }
    self.findings = findings
  }
}
