import DraftModel
import Media

extension FrameRenderer {
  /// What turned out about layers so far.
  /// - Returns: by the layer's place in `layers`.
  func notes(of layers: [Int]) -> [CodedStretch.Note] {
    layers.enumerated().flatMap { place, index in
      (notes[index] ?? []).map { .init(place: place, status: $0.status, text: $0.note) }
    }
  }

  /// What turned out so far.
  public var allNotes: [RenderNotes.Note] { notes.keys.sorted().flatMap { notes[$0] ?? [] } }

  /// A file whose pictures end before it says it does; where the plan knew, it said so.
  func noteHold(_ index: Int) {
    let layer = plan.layers[index]
    let known = plan.fidelity.contains {
      $0.track == layer.track && $0.segment == layer.segment
        && $0.notes.contains { $0.hasPrefix("the file ends") }
    }
    if !known { note(index, .approximated, "the file's pictures end early: its last picture is held") }
  }

  func noteMissingGlyphs(_ index: Int, _ text: TextLayer) {
    guard let missing = try? statics.renderer.missingCharacters(in: text.text, style: text.style),
      !missing.isEmpty
    else { return }
    let names = missing.prefix(10).map { character in
      String(character).visible + " ("
        + character.unicodeScalars.map { "U+" + String($0.value, radix: 16, uppercase: true) }.joined(
          separator: " ") + ")"
    }
    note(index, .approximated, "no font here has " + names.joined(separator: ", "))
  }

  func note(_ index: Int, _ status: FidelityEntry.Status, _ text: String) {
    let layer = plan.layers[index]
    let note = RenderNotes.Note(track: layer.track, segment: layer.segment, status: status, note: text)
    if notes[index]?.contains(note) != true { notes[index, default: []].append(note) }
  }
}
