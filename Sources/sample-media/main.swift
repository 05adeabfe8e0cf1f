import DraftModel
import Media

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

// Makes the media of the sample drafts: `sample-media SAMPLES_FOLDER [NAME...]`. A file that is there
// already is left alone.

/// Writes a line to standard error.
func tell(_ text: String) { text.withCString { _ = write(STDERR_FILENO, $0, strlen($0)) } }

let arguments = Array(CommandLine.arguments.dropFirst())
guard let folder = arguments.first else {
  tell("usage: sample-media SAMPLES_FOLDER [NAME...]\n")
  exit(64)
}
let names = arguments.count > 1 ? Array(arguments.dropFirst()) : sampleFiles.keys.sorted()
do {
  for name in names {
    guard let files = sampleFiles[name] else {
      tell(
        "there is no sample named \(name); there are \(sampleFiles.keys.sorted().joined(separator: ", "))\n")
      exit(64)
    }
    let media = "\(folder)/\(name)/media"
    mkdir("\(folder)/\(name)", 0o777)
    mkdir(media, 0o777)
    for file in files where access("\(media)/\(file.name)", F_OK) != 0 {
      tell("making \(media)/\(file.name)\n")
      try SampleWriter(folder: media).write(file)
    }
  }
} catch {
  tell("error: \(error)\n")
  exit(2)
}
