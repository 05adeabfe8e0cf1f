import DraftModel
import JSONTree

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// `inspect --suggest-keys FILE`: looks for a draft's own keys and writes the key file to try.
struct KeySuggesting {
  let input: DraftOptions
  let path: String
  let force: Bool
  let json: Bool

  func run() throws -> Int32 {
    guard force || access(path, F_OK) != 0 else {
      throw CommandFailure(
        "the file exists already", code: "output.exists", place: .file(path),
        help: "--force writes over it, another name does not")
    }
    let suggestion = suggestKeys(for: try loadDocument(input.draft), keys: try input.keys.load())
    try replaceFile(path, with: suggestion.keyFileBytes)
    let suggested = suggestion.candidates.filter(\.isSuggested)
    if json {
      InspectCommand.write(
        .object([
          "schema": .string("workprint.inspect.suggestion/1"), "keyFile": .string(path),
          "candidates": .array(suggestion.candidates.map(KeyReportText.literal)),
        ]))
      return 0
    }
    let shown = input.draft.visible
    StandardStream.error.write(
      suggested.isEmpty
        ? "no key needs another spelling; the key file is empty\n"
        : KeyReportText.text(of: suggestion.candidates).drop { $0 == "\n" }
          + "\nto try it: workprint inspect \(shown) --key-table \(path.visible)\n")
    StandardStream.output.write(path + "\n")
    return 0
  }
}
