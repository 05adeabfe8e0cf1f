import DraftModel
import Media

/// Whether the name's extension and the content are accepted, each by itself and together.
enum NameCheck {
  /// - Parameter content: nil where the content is nothing that can be opened.
  static func findings(path: String, content: MediaDescription?) -> [PreflightFinding] {
    let type = MediaName.fileExtension(path)
    var findings: [PreflightFinding] = []
    let isAccepted = ServiceLimits.acceptedExtensions.contains(type)
    if !isAccepted { findings.append(refusedName(type)) }
    guard let content else { return findings }
    guard let format = ServiceLimits.acceptedFormat(ofContent: content.format.name) else {
      return [refusedContent(content, name: isAccepted ? type : nil)] + findings
    }
    guard isAccepted else { return findings }
    if !format.fileExtensions.contains(type) {
      findings.append(disagreement(content, format, type))
    } else if type == "jpeg" {
      findings.append(
        PreflightFinding(
          .extensionRename, .note, "its name ends in .jpeg", help: "rename it to .jpg, which goes smoothest"))
    } else if type == "m4a", content.picture?.kind == .video {
      findings.append(
        PreflightFinding(
          .extensionRename, .warning, "it is a film under the name of a sound",
          help: "rename it to .mp4", fix: ": `--fix -o DIR` does"))
    }
    return findings
  }

  private static func refusedName(_ type: String) -> PreflightFinding {
    type.isEmpty
      ? PreflightFinding(
        .extensionMissing, .refusal, "its name has no extension",
        help: "give it one that says what it is", fix: ": `--fix -o DIR` does",
        serviceCode: ServiceLimits.unsupportedTypeCode)
      : PreflightFinding(
        .extensionRefused, .refusal, "files of type .\(String(type.prefix(20)).visible) are not accepted",
        help: "convert it", fix: ": add `--fix -o DIR`; accepted are \(ServiceLimits.acceptedPhrase)",
        serviceCode: ServiceLimits.unsupportedTypeCode)
  }

  private static func refusedContent(_ content: MediaDescription, name: String?) -> PreflightFinding {
    PreflightFinding(
      .formatRefused, .refusal,
      name.map { "it is \(content.format.phrase.visible), though its name ends in .\($0)" }
        ?? "it is \(content.format.phrase.visible), which is not accepted",
      help: "convert it", fix: ": add `--fix -o DIR`", serviceCode: ServiceLimits.unsupportedTypeCode)
  }

  private static func disagreement(
    _ content: MediaDescription, _ format: ServiceLimits.UploadFormat, _ type: String
  ) -> PreflightFinding {
    PreflightFinding(
      .disagree, .refusal, "it is \(content.format.phrase), though its name ends in .\(type)",
      help: "rename it to .\(format.fileExtensions.first ?? content.format.name)",
      fix: ": `--fix -o DIR` does",
      serviceCode: ServiceLimits.unsupportedTypeCode)
  }
}
