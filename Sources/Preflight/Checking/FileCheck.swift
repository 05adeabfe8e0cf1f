import DraftModel
import Media

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Whether the service will take a file: by what it is, by its name, and by both agreeing.
public enum FileCheck {
  /// Looks at a file. Never throws: what cannot be read is refused, with the reason.
  /// - Parameter name: what the file will be called, where that is not what it is called now.
  public static func report(
    on path: String, named name: String? = nil, options: PreflightOptions = PreflightOptions(),
    progress: (Double) -> Void = { _ in }
  ) -> FileReport {
    let size = byteCount(path)
    var findings = SizeCheck.findings(byteCount: size, limit: options.limit)
    let description: MediaDescription
    do throws(MediaError) { description = try MediaProbe.describe(path: path) } catch {
      findings += NameCheck.findings(path: name ?? path, content: nil)
      findings.append(refusal(error))
      return FileReport(path: path, byteCount: size, findings: findings)
    }
    findings += NameCheck.findings(path: name ?? path, content: description)
    findings += ContentCheck(description: description, options: options).findings
    var decoding: DecodingReport?
    if DecodingCheck.isWorthwhile(description) {
      do throws(MediaError) {
        let report = try MediaProbe.decode(path: path, extent: options.extent, progress: progress)
        findings += DecodingCheck(description: description, decoding: report).findings
        decoding = report
      } catch {
        findings.append(
          PreflightFinding(
            .undecodable, .refusal, "it cannot be decoded: \(error.reason)",
            help: "make the file anew; what it holds is damaged"))
      }
    }
    return FileReport(
      path: path, byteCount: size, description: description, decoding: decoding, findings: findings)
  }

  private static func byteCount(_ path: String) -> Int? {
    var info = stat()
    guard stat(path, &info) == 0, info.st_mode & S_IFMT == S_IFREG else { return nil }
    return Int(info.st_size)
  }

  /// Why a file that cannot be opened is refused.
  private static func refusal(_ error: MediaError) -> PreflightFinding {
    switch error.code {
    case .notFound:
      PreflightFinding(.unreadable, .refusal, "there is no such file", help: "correct its name")
    case .unreadable:
      PreflightFinding(
        .unreadable, .refusal, "it cannot be read: \(error.reason)",
        help: "name a file that may be read; folders and devices cannot be uploaded")
    case .limit:
      PreflightFinding(
        .largePicture, .refusal, error.reason, help: "make a smaller picture of it, or use another file")
    default:
      PreflightFinding(
        .notMedia, .refusal, "it is no media file that can be opened: \(error.reason)",
        help: "use a file of one of the accepted types: \(ServiceLimits.acceptedPhrase)",
        serviceCode: ServiceLimits.unsupportedTypeCode)
    }
  }
}

/// The size against the limit.
enum SizeCheck {
  static func findings(byteCount: Int?, limit: Int) -> [PreflightFinding] {
    guard let byteCount else { return [] }
    if byteCount == 0 {
      return [PreflightFinding(.empty, .refusal, "it is empty", help: "save the file again")]
    }
    guard byteCount > limit else { return [] }
    return [
      PreflightFinding(
        .tooLarge, .refusal,
        "it has \(ByteCount(byteCount)), and \(ByteCount(limit)) are accepted",
        help: "make it smaller: add `--fix -o DIR`", serviceCode: ServiceLimits.tooLargeCode)
    ]
  }
}
