import DraftModel
import Media

/// What preflight says of a file.
public struct FileReport: Sendable {
  public var path: String
  /// Nil where that cannot be known.
  public var byteCount: Int?
  /// Nil where the file is nothing that can be opened.
  public var description: MediaDescription?
  /// Nil where nothing was decoded.
  public var decoding: DecodingReport?
  /// Worst first.
  public var findings: [PreflightFinding]

  public init(
    path: String, byteCount: Int?, description: MediaDescription? = nil, decoding: DecodingReport? = nil,
    findings: [PreflightFinding]
  ) {
    self.path = path
    self.byteCount = byteCount
    self.description = description
    self.decoding = decoding
    self.findings = Self.sorted(findings)
  }

  public var verdict: PreflightVerdict { PreflightVerdict(findings) }

  /// What the service would answer; nil where it takes the file, or would not say.
  public var serviceCode: Int? { findings.lazy.compactMap(\.serviceCode).first }

  /// One line that says what to do.
  public var advice: String {
    guard let worst = findings.first, worst.level != .note else {
      return findings.first { $0.help != nil }?.help ?? "upload it"
    }
    if let help = worst.help { return help }
    return verdict == .refused ? "use another file" : "upload it, or look at what is said above first"
  }

  /// The same for whoever runs another command: options of `preflight` that it names are those of this one.
  /// - Parameter command: `workprint preflight 'a.mp4'`.
  public func advice(running command: String) -> String {
    advice.replacing("add `--fix", with: "`\(command) --fix")
  }

  public func has(_ kind: PreflightFinding.Kind) -> Bool { findings.contains { $0.kind == kind } }

  mutating func add(_ finding: PreflightFinding) { findings = Self.sorted(findings + [finding]) }

  /// Whether `--fix` can make an acceptable file of it, as far as that can be told beforehand.
  func isMendable(_ options: PreflightOptions) -> Bool {
    guard verdict != .ready else { return true }
    let wanted = FixOptions(limit: options.limit, stripsLocation: has(.location))
    do throws(FixFailure) {
      return try FixPlan.plan(for: self, options: wanted, looksAtPixels: false) != nil
    } catch { return false }
  }

  /// The same without advice to let `--fix` do it.
  var withoutFixes: FileReport {
    var report = self
    report.findings = findings.map(\.withoutFix)
    return report
  }

  /// By level; within one, in the order found.
  private static func sorted(_ findings: [PreflightFinding]) -> [PreflightFinding] {
    func rank(_ finding: PreflightFinding) -> Int {
      -2 * finding.level.rawValue + (finding.comesLast ? 1 : 0)
    }
    return findings.enumerated().sorted {
      (rank($0.element), $0.offset) < (rank($1.element), $1.offset)
    }
    .map(\.element)
  }
}
