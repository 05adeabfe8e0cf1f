import DraftModel
import Media
import Synchronization

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
    let start = ContinuousClock.now
    let size = byteCount(path)
    var findings = SizeCheck.findings(byteCount: size, limit: options.limit)
    let description: MediaDescription
    do throws(MediaError) { description = try MediaProbe.describe(path: path) } catch {
      // The name of what is not there matters to nobody.
      if error.code != .notFound, error.code != .unreadable {
        findings += NameCheck.findings(path: name ?? path, content: nil)
      }
      findings.append(refusal(error, path))
      return FileReport(path: path, byteCount: size, findings: findings)
    }
    findings += NameCheck.findings(path: name ?? path, content: description)
    findings += ContentCheck(description: description, options: options).findings
    let time = max(leastSampleTime, min(sampleTime, totalTime - (.now - start)))
    let decoding = Self.decoding(path, description, options.extent, time, progress, &findings)
    let report = FileReport(
      path: path, byteCount: size, description: description, decoding: decoding, findings: findings)
    return report.isMendable(options) ? report : report.withoutFixes
  }

  private static func decoding(
    _ path: String, _ description: MediaDescription, _ extent: DecodingExtent, _ time: Duration,
    _ progress: (Double) -> Void,
    _ findings: inout [PreflightFinding]
  ) -> DecodingReport? {
    guard DecodingCheck.isWorthwhile(description) else { return nil }
    do throws(MediaError) {
      // One at a time of those whose pictures take much memory.
      let isHeavy = description.picture.map { $0.pixelCount > heavyPicture } ?? false
      if isHeavy { heavyWork.wait() }
      defer { if isHeavy { heavyWork.signal() } }
      let report = try MediaProbe.decode(
        path: path, description: description, extent: extent,
        timeLimit: extent == .everything ? nil : time, progress: progress)
      findings += DecodingCheck(description: description, decoding: report).findings
      return report
    } catch {
      findings.append(
        PreflightFinding(
          .undecodable, .refusal, "it cannot be decoded: \(error.reason)",
          help: "make the file anew; what it holds is damaged"))
      return nil
    }
  }

  /// How long samples of a file are decoded at most.
  private static let sampleTime = Duration.milliseconds(2500)
  /// How long a file is looked at in all, its description included, unless that took too long already.
  private static let totalTime = Duration.milliseconds(4000)
  private static let leastSampleTime = Duration.milliseconds(500)
  /// Pixels.
  private static let heavyPicture = 16_000_000
  private static let heavyWork = Gate()

  private static func byteCount(_ path: String) -> Int? {
    var info = stat()
    guard stat(path, &info) == 0, info.st_mode & S_IFMT == S_IFREG else { return nil }
    return Int(info.st_size)
  }

  /// Why a file that cannot be opened is refused.
  private static func refusal(_ error: MediaError, _ path: String) -> PreflightFinding {
    switch error.code {
    // What stands for bytes that are no text.
    case .notFound where path.unicodeScalars.contains("\u{FFFD}"):
      PreflightFinding(
        .unreadable, .refusal, "its name is not in UTF-8, or there is no such file",
        help: "names that are no UTF-8 cannot be given here; a link with another name will do")
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

/// Lets one through at a time.
private final class Gate: Sendable {
  private let isTaken = Mutex(false)

  func wait() {
    while !isTaken.withLock({ taken in
      defer { taken = true }
      return !taken
    }) {
      usleep(2000)
    }
  }

  func signal() { isTaken.withLock { $0 = false } }
}

/// The size against the limit.
enum SizeCheck {
  static func findings(byteCount: Int?, limit: Int) -> [PreflightFinding] {
    guard let byteCount else { return [] }
    if byteCount == 0 {
      return [PreflightFinding(.empty, .refusal, "it is empty", help: "save the file again")]
    }
    guard byteCount > limit else { return [] }
    let (size, largest) = (ByteCount(byteCount), ByteCount(limit))
    return [
      PreflightFinding(
        .tooLarge, .refusal,
        "it has \(size.description(beside: largest)), and \(largest.description(beside: size)) are accepted",
        help: "make it smaller", fix: ": add `--fix -o DIR`", serviceCode: ServiceLimits.tooLargeCode)
    ]
  }
}
