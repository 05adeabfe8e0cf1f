import ArgumentParser
import CloudState
import DraftCommands
import DraftModel
import DraftValidation
import Preview

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// `workprint check --media`: the same check, by someone who can open files and has fonts.
struct MediaCheckCommand: WorkprintCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: CheckCommand.configuration.abstract, discussion: CheckCommand.discussion)

  @OptionGroup var options: CheckOptions

  var json: Bool { options.isDocument }

  func execute() throws -> Int32 {
    let folders = MediaFolders(
      folders: options.mediaFolders + [options.ownFolder], allowsOutside: options.allowOutside,
      uploads: UploadLedger.inUse(environment: ProgramEnvironment.variables))
    return try CheckRun(
      options: options, media: FolderFacts(folders: folders, allowsOutside: options.allowOutside),
      text: try? FontFacts(renderer: TextRenderer())
    ).execute()
  }
}

/// The media folders, as the rules ask about them.
private struct FolderFacts: MediaFactsProvider {
  let folders: MediaFolders
  let allowsOutside: Bool

  func media(for reference: String) -> MediaLookup {
    switch folders.media(for: reference) {
    case .found(let path, let facts):
      var info = stat()
      let size = stat(path, &info) == 0 ? Int(info.st_size) : nil
      return .found(MediaFileFacts(facts, byteCount: size))
    case .missing(let reason):
      if reason == MediaFolders.missingReason { return .missing }
      if reason == MediaFolders.escapingReason { return .escapes }
      let prefix = MediaFolders.unreadablePrefix
      return .unreadable(reason: reason.hasPrefix(prefix) ? String(reason.dropFirst(prefix.count)) : reason)
    }
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
