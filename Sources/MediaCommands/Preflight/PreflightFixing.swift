import DraftCommands
import DraftModel
import JSONTree
import Media
import Preflight
import Preview

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// `--fix`: makes what was refused or doubtful anew, in a folder of its own.
struct PreflightFixing {
  let folder: String
  let force: Bool
  let options: FixOptions
  /// Where a draft's media are looked for, its own folder left aside.
  let mediaFolders: [String]
  /// Where the file of a draft's reference is found.
  let locate: (_ reference: String, _ draft: String) -> LocatedMedia

  func run(_ checked: CheckedInputs) throws -> FixedInputs {
    var jobs = try plan(checked)
    // Nothing to make, no folder to make.
    guard jobs.contains(where: { $0.output != nil }) else { return FixedInputs(jobs: jobs) }
    let madeFolders = try OutputFolder.make(folder)
    defer { OutputFolder.removeEmpty(madeFolders) }
    for job in jobs { if let output = job.output { try refuseToOverwrite(output) } }
    let drafts = draftOutputs(checked)
    for output in drafts { try refuseToOverwrite(output) }
    let bar = ProgressBar()
    let count = Double(max(1, jobs.count { $0.plan != nil }))
    var done = 0.0
    for index in jobs.indices {
      guard let plan = jobs[index].plan, let output = jobs[index].output else { continue }
      let before = done
      do throws(FixFailure) {
        let result = try FileFixer(options: options).fix(jobs[index].report, plan: plan, to: output) {
          bar.update((before + $0) / count)
        }
        jobs[index].outcome = .made(result)
      } catch {
        if case .media(let failure) = error, failure.file == output {
          bar.finish()
          throw CommandFailure(failure)
        }
        jobs[index].outcome = .failed(error)
      }
      done += 1
    }
    bar.finish()
    var fixed = FixedInputs(jobs: jobs)
    for (index, draft) in checked.drafts.enumerated() {
      let made = replacements(index, jobs)
      if !made.isEmpty {
        let (renamed, misses) = try copyUnchanged(draft, Set(made.keys))
        try write(draft, made.merging(renamed) { made, _ in made }, to: drafts[index])
        fixed.writtenDrafts.append(
          .init(
            path: draft.path, output: drafts[index],
            mediaFolders: misses ? mediaFolders + [MediaFolders.ownFolder(of: draft.path)] : []))
      }
    }
    return fixed
  }

  // MARK: Planning

  private func plan(_ checked: CheckedInputs) throws -> [FixJob] {
    var jobs = checked.files.map { FixJob(report: $0) }
    for (draft, checkedDraft) in checked.drafts.enumerated() {
      for (use, file) in checkedDraft.report.files.enumerated() {
        guard let report = file.report else { continue }
        jobs.append(
          FixJob(report: report, place: (draft, use), used: file.ranges == nil ? nil : file.use.hull))
      }
    }
    let originals = Set(
      checked.files.map { InputKind.realPath($0.path) }
        + checked.drafts.flatMap { draft in
          [InputKind.realPath(draft.path)]
            + draft.report.files.compactMap { $0.report.map { InputKind.realPath($0.path) } }
        })
    var names = OutputNames(folder: folder) {
      originals.contains(InputKind.realPath($0)) || isFoundElsewhere($0, checked.drafts)
    }
    for index in jobs.indices {
      do throws(FixFailure) {
        guard
          let plan = try FixPlan.plan(for: jobs[index].report, used: jobs[index].used, options: options)
        else { continue }
        jobs[index].plan = plan
        jobs[index].output = names.path(for: jobs[index].report.path, fileExtension: plan.fileExtension)
      } catch {
        jobs[index].outcome = .failed(error)
      }
    }
    return jobs
  }

  /// Whether a draft that names a file in the folder would be given another one: media folders come first.
  private func isFoundElsewhere(_ output: String, _ drafts: [CheckedInputs.CheckedDraft]) -> Bool {
    let name = MediaName.fileName(output)
    return drafts.contains { draft in
      if draft.report.files.contains(where: { $0.use.references.contains { MediaName.fileName($0) == name } })
      {
        return true
      }
      guard case .file(let path) = locate(name, draft.path) else { return false }
      return InputKind.realPath(path) != InputKind.realPath(output)
    }
  }

  private func refuseToOverwrite(_ output: String) throws { try OutputFile.check(output, force: force) }

  // MARK: Drafts

  /// Where each draft goes.
  private func draftOutputs(_ checked: CheckedInputs) -> [String] {
    var names = OutputNames(folder: folder) { output in
      checked.drafts.contains { InputKind.realPath($0.path) == InputKind.realPath(output) }
    }
    return checked.drafts.map { draft in
      names.path(for: draft.path == "-" ? "draft.json" : draft.path, fileExtension: "json")
    }
  }

  /// What was made of a draft's files, by their place among its uses.
  private func replacements(_ index: Int, _ jobs: [FixJob]) -> [Int: DraftRewrite.Replacement] {
    var replacements: [Int: DraftRewrite.Replacement] = [:]
    for job in jobs {
      guard let place = job.place, place.draft == index, case .made(let result) = job.outcome else {
        continue
      }
      let name = result.output.split(separator: "/").last.map(String.init) ?? result.output
      replacements[place.use] = .init(reference: name, start: result.start)
    }
    return replacements
  }

  /// Writes the draft that plays the new files.
  private func write(
    _ checked: CheckedInputs.CheckedDraft, _ replacements: [Int: DraftRewrite.Replacement], to output: String
  ) throws {
    do {
      let document = try DraftRewrite.document(
        checked.draft, uses: checked.report.files.map(\.use), replacements: replacements)
      try AtomicFile.write(Array(document.bytes), to: output)
    } catch let error as MediaError {
      throw CommandFailure(error)
    } catch {
      throw CommandFailure(
        "the draft cannot be written with the new files: \(error)", code: "draft.invalidResult",
        place: .file(checked.path))
    }
  }
}

extension PreflightFixing {
  /// Puts copies of the files that a draft still plays beside the one that is written, so that it finds them
  /// there as well. A hard link would save the room, and let whoever changes the copy change the original; a
  /// symbolic link leads out of the folder, where no draft may follow it.
  /// - Parameter made: the uses of which files were made anew.
  /// - Returns: new names for those of which another file has the name there already, and whether some
  ///   files are not there, and are found in the media folders only.
  private func copyUnchanged(
    _ checked: CheckedInputs.CheckedDraft, _ made: Set<Int>
  ) throws -> (renamed: [Int: DraftRewrite.Replacement], misses: Bool) {
    var renamed: [Int: DraftRewrite.Replacement] = [:]
    var misses = false
    for (use, file) in checked.report.files.enumerated() where !made.contains(use) {
      guard case .file(let path) = file.use.location else { continue }
      for reference in file.use.references {
        switch try copy(path, as: reference) {
        case .present: break
        case .impossible: misses = true
        case .taken:
          if let name = try copyUnderAnotherName(path, reference) {
            renamed[use] = .init(reference: name, start: .zero)
          } else {
            misses = true
          }
        }
      }
    }
    return (renamed, misses)
  }

  private enum Copy { case present, taken, impossible }

  /// - Returns: whether the file is found by that reference in the folder.
  private func copy(_ path: String, as reference: String) throws -> Copy {
    let parts = reference.split(separator: "/").map(String.init).filter { $0 != "." }
    // What leads out of a folder is looked for by its name there.
    let isPlain = !reference.hasPrefix("/") && !parts.contains("..") && !MediaName.isURL(reference)
    let wanted = isPlain ? parts : [MediaName.fileName(reference)]
    var place = folder
    for part in wanted.dropLast() {
      place += "/" + part
      try OutputFolder.make(place)
    }
    guard let name = wanted.last, !name.isEmpty else { return .impossible }
    return try copy(path, at: place + "/" + name)
  }

  private func copy(_ path: String, at place: String) throws -> Copy {
    var (old, new) = (stat(), stat())
    guard stat(path, &old) == 0 else { return .impossible }
    if stat(place, &new) == 0 {
      if new.st_ino == old.st_ino, new.st_dev == old.st_dev { return .present }
      guard new.st_mode & S_IFMT == S_IFREG, new.st_size == old.st_size,
        try ContentDigest.hex(ofFile: place) == ContentDigest.hex(ofFile: path)
      else { return .taken }
      return .present
    }
    do throws(MediaError) {
      let file = try AtomicFile(path: place)
      try file.copyContent(of: path)
      try file.commit()
      return .present
    } catch { return .impossible }
  }

  /// Two files of one name, in different folders or of different drafts, cannot both have it here.
  /// - Returns: nil where no name is free.
  private func copyUnderAnotherName(_ path: String, _ reference: String) throws -> String? {
    let name = MediaName.fileName(reference)
    let dot = name.lastIndex(of: ".") ?? name.endIndex
    for number in 2..<1000 {
      let other = "\(name[..<dot])-\(number)\(name[dot...])"
      switch try copy(path, at: folder + "/" + other) {
      case .present: return other
      case .taken: continue
      case .impossible: return nil
      }
    }
    return nil
  }
}

/// A file that may have to be made anew.
struct FixJob {
  enum Outcome {
    /// Nothing had to be done.
    case none
    case made(FixResult)
    case failed(FixFailure)
  }

  var report: FileReport
  /// The draft and the file of it, by their places, where a draft uses it.
  var place: (draft: Int, use: Int)?
  /// The stretch that the draft needs.
  var used: TimeRange?
  var plan: FixPlan?
  var output: String?
  var outcome = Outcome.none

  init(report: FileReport, place: (draft: Int, use: Int)? = nil, used: TimeRange? = nil) {
    self.report = report
    self.place = place
    self.used = used
  }

  /// Whether the service would still refuse what there is.
  var isRefused: Bool {
    switch outcome {
    case .none: report.verdict == .refused
    case .made(let result): result.report.verdict == .refused
    case .failed: true
    }
  }
}

/// What `--fix` did.
struct FixedInputs {
  var jobs: [FixJob]
  var writtenDrafts: [WrittenDraft] = []

  struct WrittenDraft {
    var path: String
    var output: String
    /// Where files lie that it plays and that are not beside it.
    var mediaFolders: [String]

    /// What shows it.
    var previewCommand: String {
      "workprint preview \(shellWord(output))"
        + mediaFolders.map { " --media \(shellWord($0))" }.joined()
    }

    /// A word as a shell takes it.
    private func shellWord(_ word: String) -> String {
      let isPlain = word.utf8.allSatisfy {
        switch $0 {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"):
          true
        default: "/._-+:@%,".utf8.contains($0)
        }
      }
      return isPlain && !word.isEmpty ? word : "'" + word.replacing("'", with: "'\\''") + "'"
    }
  }

  init(jobs: [FixJob]) { self.jobs = jobs }

  var leavesRefused: Bool { jobs.contains(where: \.isRefused) }

  var text: String {
    var text = ""
    for job in jobs {
      switch job.outcome {
      case .none: break
      case .made(let result): text += PreflightText.text(result)
      case .failed(let failure): text += "\(job.report.path.visible): not mended: \(failure.reason.visible)\n"
      }
    }
    for draft in writtenDrafts {
      text += "\(draft.path.visible) -> \(draft.output.visible)\n"
      text += "  see it: \(draft.previewCommand.visible)\n"
    }
    return text.isEmpty ? "nothing to mend\n" : text
  }

  var members: [JSONLiteral.Member] {
    let fixes = jobs.compactMap { job -> JSONLiteral? in
      switch job.outcome {
      case .none: nil
      case .made(let result): PreflightDocument.literal(result)
      case .failed(let failure):
        .object(["path": .string(job.report.path), "output": .null, "error": .string(failure.reason)])
      }
    }
    return [
      .init("fixes", .array(fixes)),
      .init(
        "writtenDrafts",
        .array(
          writtenDrafts.map {
            .object([
              "path": .string($0.path), "output": .string($0.output),
              "mediaFolders": .array($0.mediaFolders.map(JSONLiteral.string)),
            ])
          })),
    ]
  }
}

extension FixFailure {
  /// In words, without the file's name.
  var reason: String {
    switch self {
    case .impossible(let reason): reason
    case .media(let error): "cannot \(error.operation): \(error.reason)"
    case .stillRefused(let report):
      "what came out is refused as well: \(report.findings.first?.message ?? "")"
    }
  }
}
