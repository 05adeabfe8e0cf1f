import DraftModel
import DraftValidation
import JSONTree

/// One run of `check`, with or without someone who can look at media and fonts.
public struct CheckRun {
  let options: CheckOptions
  let media: (any MediaFactsProvider)?
  let text: (any TextFacts)?

  public init(options: CheckOptions, media: (any MediaFactsProvider)?, text: (any TextFacts)?) {
    self.options = options
    self.media = media
    self.text = text
  }

  /// - Parameter whenRead: called with the draft before it is checked.
  /// - Returns: the exit code.
  public func execute(whenRead: (Draft) throws -> Void = { _ in }) throws -> Int32 {
    let levels = try RuleLevels.read(folders: options.ownFolders)
      .merging(try RuleLevels.parse(options.ruleLevels)) { $1 }
    let draft: Draft
    do { draft = try options.input.load() } catch is NoDraftYet {
      answerNoDraft()
      return 0
    }
    try whenRead(draft)
    let checker = DraftChecker(levels: levels)
    guard options.fix else {
      let report = report(checker.check(draft, media: media, text: text), draft)
      write(report, fixed: nil)
      return exitCode(report)
    }
    let fixed = try checker.fix(draft, media: media, text: text)
    return try options.dryRun ? show(fixed) : apply(fixed)
  }

  private func report(_ diagnostics: [Diagnostic], _ draft: Draft) -> CheckReport {
    CheckReport(diagnostics, draft: draft, file: inputName(options.input.draft))
  }

  private func exitCode(_ report: CheckReport) -> Int32 {
    options.failOn.severity.map(report.reaches) ?? false ? 1 : 0
  }

  // MARK: Fixing

  private func apply(_ fixed: DraftChecker.Fixed) throws -> Int32 {
    let done = report(fixed.applied, fixed.source)
    let left = report(fixed.remaining, fixed.draft)
    let isStream = options.input.draft == "-"
    if isStream {
      StandardStream.output.write(fixed.draft.document.bytes)
    } else if !fixed.applied.isEmpty {
      try replaceFile(options.input.draft, with: Array(fixed.draft.document.bytes))
    }
    write(left, fixed: done, to: isStream ? .error : .output)
    return exitCode(left)
  }

  /// The diff of what would be done. Nothing is changed, so what counts is what is there now.
  private func show(_ fixed: DraftChecker.Fixed) -> Int32 {
    let now = report(fixed.found, fixed.source)
    let diff = UnifiedDiff(
      old: Array(fixed.source.document.bytes), new: Array(fixed.draft.document.bytes), file: now.file)
    let done = report(fixed.applied, fixed.source)
    switch options.format {
    case .text:
      StandardStream.error.write(TextReport.fixed(done, done: false))
      StandardStream.error.write(TextReport(now).summary)
      StandardStream.output.write(diff.bytes)
    case .json:
      var form = JSONReport(now)
      form.trial = (done, String(decoding: diff.bytes, as: UTF8.self))
      CheckCommand.write(form.literal)
    case .sarif: CheckCommand.write(SARIFReport(now, version: Workprint.version).literal)
    }
    return exitCode(now)
  }

  // MARK: Answering

  private func write(_ report: CheckReport, fixed: CheckReport?, to stream: StandardStream = .output) {
    switch options.format {
    case .text:
      var form = TextReport(report)
      form.showsColor = stream.showsColor
      if options.all { form.limitForEachRule = .max }
      stream.write((fixed.map { TextReport.fixed($0, done: true) } ?? "") + form.text)
    case .json: stream.write(JSONReport(report, fixed: fixed).literal.text(style: .pretty) + "\n")
    case .sarif:
      stream.write(SARIFReport(report, version: Workprint.version).literal.text(style: .pretty) + "\n")
    }
  }

  private func answerNoDraft() {
    let file = inputName(options.input.draft)
    switch options.format {
    case .text: StandardStream.output.write("no draft yet\n")
    case .json:
      CheckCommand.write(
        .object([
          "schema": .string(JSONReport.schema), "file": .string(file), "draft": .null, "findings": .array([]),
        ]))
    case .sarif: CheckCommand.write(SARIFReport(version: Workprint.version).literal)
    }
  }
}
