import DraftModel
import DraftValidation
import Foundation
import JSONTree
import Testing

func draft(_ text: String, keys: DraftKeys = .standard) throws -> Draft {
  try Draft(JSONDocument(parsing: text), keys: keys)
}

extension Draft {
  var text: String { String(decoding: document.bytes, as: UTF8.self) }
}

extension DraftChecker {
  /// The codes found at a level or above, in order.
  func codes(_ draft: Draft, from level: Severity = .warning) -> [String] {
    check(draft).filter { $0.severity >= level }.map(\.code)
  }
}

/// Files that are there by their names alone.
struct PretendedMedia: MediaFactsProvider {
  func media(for reference: String) -> MediaLookup {
    let video = MediaFacts(
      picture: .init(kind: .video, width: 1080, height: 1920), sound: .init(sampleRate: 48_000, channels: 2),
      duration: Time(milliseconds: 60_000))
    switch MediaName.title(reference) {
    case "missing": return .missing
    case "damaged": return .unreadable(reason: "moov atom not found")
    case "soundonly": return .found(MediaFileFacts(MediaFacts(sound: video.sound, duration: video.duration)))
    case "silent": return .found(MediaFileFacts(MediaFacts(picture: video.picture, duration: video.duration)))
    case "variable": return .found(MediaFileFacts(video, hasVariableFrameRate: true))
    case "huge": return .found(MediaFileFacts(video, byteCount: 200_000_001))
    default: break
    }
    if reference.hasPrefix("..") { return .escapes }
    switch ServiceLimits.kind(of: reference) {
    case .sound: return .found(MediaFileFacts(MediaFacts(sound: video.sound, duration: video.duration)))
    case .still, .animation:
      return .found(MediaFileFacts(MediaFacts(picture: .init(kind: .still, width: 1080, height: 1920))))
    case .video, nil: return .found(MediaFileFacts(video))
    }
  }
}

/// Fonts that lack the private use area.
struct PretendedFonts: TextFacts {
  func missingCharacters(in text: String, style: TextStyle) -> [Character] {
    text.filter { $0.unicodeScalars.contains { (0xE000...0xF8FF).contains($0.value) } }
  }

  func size(of text: String, style: TextStyle, canvas: Canvas) -> (width: Double, height: Double)? { nil }
}

/// Compares a text with a file in `Tests/Goldens`; writes the file where `WORKPRINT_UPDATE_GOLDENS` is set.
func expectGolden(_ text: String, _ name: String, _ location: SourceLocation = #_sourceLocation) throws {
  let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("Goldens")
  let file = folder.appendingPathComponent(name)
  if ProcessInfo.processInfo.environment["WORKPRINT_UPDATE_GOLDENS"] != nil {
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try text.write(to: file, atomically: true, encoding: .utf8)
  }
  let expected = try String(contentsOf: file, encoding: .utf8)
  #expect(text == expected, "Scripts/update-goldens writes it anew", sourceLocation: location)
}
