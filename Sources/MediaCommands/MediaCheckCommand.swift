import ArgumentParser
import CloudState
import DraftCommands
import DraftModel
import DraftValidation
import JSONTree
import Media
import Preview

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// `workprint check` of a draft with media: the same check, by someone who can open files and has fonts.
struct MediaCheckCommand: WorkprintCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: CheckCommand.configuration.abstract, discussion: CheckCommand.discussion)

  @OptionGroup var options: CheckOptions

  var json: Bool { options.isDocument }
  func document(of failure: CommandFailure) -> JSONLiteral? { options.document(of: failure) }

  func execute() throws -> Int32 {
    let folders = MediaFolders(
      folders: options.mediaFolders + options.ownFolders, allowsOutside: options.allowOutside,
      uploads: UploadLedger.inUse(environment: ProgramEnvironment.variables))
    return try CheckRun(
      options: options, media: FolderFacts(folders: folders, allowsOutside: options.allowOutside),
      text: try? FontFacts(renderer: TextRenderer())
    ).execute()
  }
}

/// The media folders, as the rules ask about them. Each file is looked at once.
private final class FolderFacts: MediaFactsProvider {
  private let folders: MediaFolders
  let allowsOutside: Bool
  private var known: [String: MediaLookup] = [:]

  init(folders: MediaFolders, allowsOutside: Bool) {
    self.folders = folders
    self.allowsOutside = allowsOutside
  }

  func media(for reference: String) -> MediaLookup {
    if let lookup = known[reference] { return lookup }
    let lookup = look(for: reference)
    known[reference] = lookup
    return lookup
  }

  private func look(for reference: String) -> MediaLookup {
    switch folders.media(for: reference) {
    case .found(let path, let facts):
      do throws(MediaError) { try MediaProbe.tryDecoding(path: path, facts: facts) } catch {
        return .unreadable(reason: error.reason)
      }
      var info = stat()
      let size = stat(path, &info) == 0 ? Int(info.st_size) : nil
      return .found(
        MediaFileFacts(facts, byteCount: size, hasVariableFrameRate: hasVariableFrameRate(path, facts)))
    case .missing(let reason):
      if reason == MediaFolders.missingReason { return .missing }
      if reason == MediaFolders.escapingReason { return .escapes }
      let prefix = MediaFolders.unreadablePrefix
      return .unreadable(reason: reason.hasPrefix(prefix) ? String(reason.dropFirst(prefix.count)) : reason)
    }
  }
}

extension FolderFacts {
  /// What `probe` says of it.
  private func hasVariableFrameRate(_ path: String, _ facts: MediaFacts) -> Bool? {
    guard facts.picture?.kind == .video else { return nil }
    return (try? MediaProbe.describe(path: path))?.picture?.hasVariableFrameRate
  }
}

/// The fonts of this machine, as the rules ask about them.
private struct FontFacts: TextFacts {
  let renderer: TextRenderer

  func missingCharacters(in text: String, style: TextStyle) -> [Character] {
    (try? renderer.missingCharacters(in: text, style: style)) ?? []
  }

  func size(of text: String, style: TextStyle, canvas: Canvas) -> (width: Double, height: Double)? {
    guard
      let measure = try? renderer.measure(
        text: text, style: style, canvasWidth: canvas.width, canvasHeight: canvas.height)
    else { return nil }
    return (measure.width, measure.height)
  }
}
