import DraftModel

/// Characters that no font here has.
struct MissingGlyphRule: Rule {
  static let description = RuleDescription(
    "text.missingGlyph", .canvas, .warning, "a character is in no font here",
    why: "the preview shows a box in its place; the service may have a font for it, or not",
    help: "install a font that has it, or use another character",
    before: #"{"t": [{"tt": 7, "sg": [{"s": 0, "d": 2000, "tx": "\uE123 Hello"}]}]}"#,
    after: #"{"t": [{"tt": 7, "sg": [{"s": 0, "d": 2000, "tx": "Hello"}]}]}"#)

  func check(_ draft: CheckedDraft, report: (Finding) -> Void) {
    guard let fonts = draft.text else { return }
    for track in draft.tracks where track.type == .text {
      for segment in track.segments {
        guard let text = segment.text ?? segment.title, !text.isEmpty else { continue }
        let missing = fonts.missingCharacters(in: text, style: segment.textStyle)
        guard !missing.isEmpty else { continue }
        let names = missing.prefix(8).map(Self.name).joined(separator: ", ")
        report(
          Finding(
            segment.anchor(.text), "no font here has \(names) of \(segment)",
            values: ["characters": .array(missing.map { .string(String($0)) })]))
      }
    }
  }

  private static func name(_ character: Character) -> String {
    let codes = character.unicodeScalars.map { "U+" + String($0.value, radix: 16, uppercase: true) }
    return "\(String(character).visible) (\(codes.joined(separator: " ")))"
  }
}
