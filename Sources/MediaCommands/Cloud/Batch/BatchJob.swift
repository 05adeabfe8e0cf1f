import DraftCommands
import DraftModel
import JSONTree

/// One film of a batch: files, what to say about them, and where the film goes.
struct BatchJob: Hashable {
  var files: [String]
  var instruction: String
  var output: String
}

/// The jobs of a batch, as they are told on the command line and in a file.
struct BatchJobs {
  /// What is said where a job has no instruction of its own.
  var standard: String?
  /// Where films go that have no place of their own; empty for the folder that the command runs in.
  var folder = ""
  /// Whether there is such a file.
  var isFile: (String) -> Bool
  private(set) var jobs: [BatchJob] = []

  init(standard: String?, folder: String, isFile: @escaping (String) -> Bool) {
    self.standard = standard
    self.folder = folder
    self.isFile = isFile
  }

  /// `city.mp4=make it calm`, or a file alone. A name may hold `=` as well, where there is such a file.
  mutating func add(argument: String) throws {
    let signs = argument.indices.filter { argument[$0] == "=" }
    let sign = signs.last { isFile(String(argument[..<$0])) } ?? (isFile(argument) ? nil : signs.first)
    guard let sign else { return try add([argument], nil, nil, place: "`\(argument.visible)`") }
    let said = String(argument[argument.index(after: sign)...])
    try add([String(argument[..<sign])], said, nil, place: "`\(argument.visible)`")
  }

  /// A line for each job: `{"file": "city.mp4", "say": "make it calm", "output": "calm.mp4"}`, or with
  /// `"files": [...]`. Blank lines are none.
  mutating func add(lines bytes: [UInt8], of file: String) throws {
    for (index, line) in bytes.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated() {
      guard line.contains(where: { $0 > 0x20 }) else { continue }
      let document: JSONDocument
      do throws(JSONSyntaxError) { document = try JSONDocument(parsing: Array(line)) } catch {
        throw CommandFailure(
          "line \(index + 1) is not JSON: \(error)", code: "batch.syntax", place: .file(file),
          help: Self.example)
      }
      try add(document, place: "line \(index + 1)", file: file)
    }
  }

  private static let example =
    #"a line looks like {"file": "city.mp4", "say": "make it calm", "output": "calm.mp4"}"#

  private mutating func add(_ document: JSONDocument, place: String, file: String) throws {
    func wrong(_ what: String) -> CommandFailure {
      CommandFailure("\(place): \(what)", code: "batch.unexpected", place: .file(file), help: Self.example)
    }
    guard document.kind(of: document.root) == .object else { throw wrong("a job is an object") }
    var files: [String] = []
    var said: String?
    var output: String?
    for member in document.members(of: document.root) {
      let text = document.string(of: member.value)
      switch document.string(of: member.name) ?? "" {
      case "file":
        guard let text else { throw wrong("`file` is a text") }
        files.append(text)
      case "files":
        let names = document.elements(of: member.value).map(document.string)
        guard document.kind(of: member.value) == .array, !names.contains(nil) else {
          throw wrong("`files` is a list of texts")
        }
        files += names.compactMap(\.self)
      case "say", "instruction":
        guard let text else { throw wrong("`say` is a text") }
        said = text
      case "output":
        guard let text else { throw wrong("`output` is a text") }
        output = text
      case let other: throw wrong("there is nothing called `\(String(other.prefix(100)).visible)`")
      }
    }
    try add(files, said, output, place: "\(file.visible), \(place)")
  }

  private mutating func add(_ files: [String], _ said: String?, _ output: String?, place: String) throws {
    guard let instruction = said ?? standard, instruction.contains(where: { !$0.isWhitespace }) else {
      throw CommandFailure(
        "\(place): nothing is said about it", code: "batch.noInstruction",
        help: "FILE=\"instruction\", or --say for all that have none", exitCode: 64)
    }
    guard !files.isEmpty || output != nil else {
      throw CommandFailure(
        "\(place): it names no file", code: "batch.noFile", help: Self.example, exitCode: 64)
    }
    let film = try output.map { try self.place(of: $0, in: place) } ?? freeOutput(files[0])
    jobs.append(BatchJob(files: files, instruction: instruction, output: film))
  }

  /// Where a film goes that a job names: in the folder, unless its path begins at the root, as only the
  /// person who wrote the job can have meant it. `..` would lead out of the folder by accident.
  private func place(of output: String, in place: String) throws -> String {
    func wrong(_ what: String, _ help: String) -> CommandFailure {
      CommandFailure(
        "\(place): \(what): `\(output.visible)`", code: "batch.output", help: help, exitCode: 64)
    }
    guard let last = output.split(separator: "/", omittingEmptySubsequences: false).last, !last.isEmpty else {
      throw wrong("`output` names no file", Self.example)
    }
    guard !folder.isEmpty, !output.hasPrefix("/") else { return output }
    guard !output.split(separator: "/").contains("..") else {
      throw wrong(
        "`output` leads out of the folder of -o", "a path from the root says where else it is to go")
    }
    return folderPrefix + output
  }

  private var folderPrefix: String { folder.isEmpty || folder.hasSuffix("/") ? folder : folder + "/" }

  /// `city-final.mp4`, with a number where another job's film has that name.
  private func freeOutput(_ file: String) -> String {
    let title = MediaName.fileName(file)
    let stem =
      title.lastIndex(of: ".").flatMap { $0 == title.startIndex ? nil : String(title[..<$0]) } ?? title
    let head = folderPrefix + stem + "-final"
    var number = 1
    while true {
      let name = (number == 1 ? head : "\(head)-\(number)") + ".mp4"
      if !jobs.contains(where: { $0.output == name }) { return name }
      number += 1
    }
  }
}
