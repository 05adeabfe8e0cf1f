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
    let draft: Draft
    do { draft = try options.input.load() } catch let state as NoDraftYet {
      answerNoDraft(state.document)
      return 0
    }
    // Another program may take this one's place: what is to be said once is said after that.
    try whenRead(draft)
    RuleLevels.warnOfRepeats(in: options.ruleLevels)
    let levels = try RuleLevels.read(folders: options.ownFolders)
      .merging(try RuleLevels.parse(options.ruleLevels)) { $1 }
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
    let done = fixed.rounds.map { report($0.applied, $0.source) }
    let left = report(fixed.remaining, fixed.draft)
    if isFixingStream {
      StandardStream.output.write(fixed.draft.document.bytes, endingIn: exitCode(left))
    } else if !fixed.rounds.isEmpty {
      try replaceFile(options.input.draft, with: Array(fixed.draft.document.bytes))
    }
    write(left, fixed: done, to: isFixingStream ? .error : .output)
    return exitCode(left)
  }

  /// Whether the mended draft goes to standard output, and everything else to standard error.
  private var isFixingStream: Bool { options.fix && !options.dryRun && options.input.draft == "-" }

  /// The diff of what would be done. Nothing is changed, so what counts is what is there now.
  private func show(_ fixed: DraftChecker.Fixed) -> Int32 {
    let now = report(fixed.found, fixed.source)
    let diff = UnifiedDiff(
      old: Array(fixed.source.document.bytes), new: Array(fixed.draft.document.bytes), file: now.file)
    let done = fixed.rounds.map { report($0.applied, $0.source) }
    switch options.format {
    case .text:
      StandardStream.error.write(TextReport.fixed(done, done: false))
      StandardStream.error.write(TextReport(now).summary)
      let output = StandardStream.output
      output.write(output.isTerminal ? diff.visible : diff.bytes, endingIn: exitCode(now))
    case .json:
      var form = JSONReport(now)
      form.trial = (done, String(decoding: diff.bytes, as: UTF8.self))
      write(form.literal, endingIn: exitCode(now))
    case .sarif: write(SARIFReport(now, version: Workprint.version).literal, endingIn: exitCode(now))
    }
    return exitCode(now)
  }

  // MARK: Answering

  private func write(_ report: CheckReport, fixed: [CheckReport]?, to stream: StandardStream = .output) {
    switch options.format {
    case .text:
      var form = TextReport(report)
      form.showsColor = stream.showsColor
      if options.all { form.limitForEachRule = .max }
      let text = (fixed.map { TextReport.fixed($0, done: true) } ?? "") + form.text
      stream.write(text, endingIn: exitCode(report))
    case .json:
      write(JSONReport(report, fixed: fixed).literal, to: stream, endingIn: exitCode(report))
    case .sarif:
      let form = SARIFReport(report, version: Workprint.version)
      write(form.literal, to: stream, endingIn: exitCode(report))
    }
  }

  private func write(_ document: JSONLiteral, to stream: StandardStream = .output, endingIn code: Int32) {
    stream.write(document.text(style: .answer) + "\n", endingIn: code)
  }

  /// Nothing is found in a state without a draft, and nothing mended.
  private func answerNoDraft(_ state: JSONDocument) {
    let stream = isFixingStream ? StandardStream.error : .output
    if isFixingStream { StandardStream.output.write(state.bytes) }
    switch options.format {
    case .text: stream.write("no draft yet\n")
    case .json:
      let isTrial = options.fix && options.dryRun
      var form = JSONReport(
        withoutDraft: inputName(options.input.draft), fixed: options.fix && !isTrial ? [] : nil)
      if isTrial { form.trial = ([], "") }
      write(form.literal, to: stream, endingIn: 0)
    case .sarif: write(SARIFReport(version: Workprint.version).literal, to: stream, endingIn: 0)
    }
  }
}
