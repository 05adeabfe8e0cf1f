import DraftModel
import Media

/// What came of decoding parts of a file, or all of it.
struct DecodingCheck {
  let description: MediaDescription
  let decoding: DecodingReport

  /// Whether decoding says more than the description does: not of nothing, and not of what is encrypted.
  static func isWorthwhile(_ description: MediaDescription) -> Bool {
    (description.shownStream != nil || description.heardStream != nil) && !description.isEncrypted
  }

  var findings: [PreflightFinding] {
    [(description.shownStream, "picture"), (description.heardStream, "sound")].compactMap { stream, name in
      stream.flatMap { finding($0, name) }
    }
  }

  /// At most one of each stream.
  private func finding(_ stream: MediaDescription.Stream, _ name: String) -> PreflightFinding? {
    let problems = decoding.problems.filter { $0.stream == stream.index }
    let empty = decoding.emptyRanges[stream.index] ?? []
    if decoding.decodedFrames[stream.index, default: 0] == 0, problems.isEmpty, empty.isEmpty,
      let reason = decoding.undecoded[stream.index]
    {
      // What is known to be too large is told by another finding.
      return PreflightFinding(.unchecked, .note, "its \(name) was not decoded to check it: \(reason.visible)")
    }
    if decoding.decodedFrames[stream.index, default: 0] == 0 {
      let reason = problems.first.map { ": \($0.reason.visible)" } ?? ""
      if stream.kind == .audio, description.shownStream != nil {
        return PreflightFinding(
          .soundUndecodable, .warning, "nothing of its sound can be decoded\(reason)",
          help: "leave the sound out", fix: ": `--fix -o DIR` does; or make the file anew")
      }
      return PreflightFinding(
        .undecodable, .refusal, "nothing of its \(name) can be decoded\(reason)",
        help: "make the file anew; what it holds is damaged")
    }
    if let range = empty.first {
      return PreflightFinding(
        .damaged, .warning, "its \(name) cannot be decoded at \(range)\(more(empty.count))", help: Self.help,
        fix: Self.fix)
    }
    guard let first = problems.first else { return nil }
    let place = first.range.map { " at \($0)" } ?? ""
    return PreflightFinding(
      .damaged, .warning, "its \(name) is damaged\(place): \(first.reason.visible)\(more(problems.count))",
      help: Self.help, fix: Self.fix)
  }

  static let help = "look at it before it is uploaded"
  static let fix = "; `--fix -o DIR` keeps what can be played"

  private func more(_ count: Int) -> String { count > 1 ? ", and at \(count - 1) more places" : "" }
}
