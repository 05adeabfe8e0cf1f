import Media

/// Mixes and codes the sound of a plan, in one pass.
struct SoundRenderer {
  let plan: RenderPlan

  /// How it ended.
  enum Ending {
    case givenUp
    /// All is there but for the sound of files that could not be read, which another time may be.
    case lacking
    case whole
  }

  /// - Parameters:
  ///   - isWanted: asked before each block, and told which part of the sound is done, 0...1; gives up when it
  ///     answers false.
  ///   - receive: given packets as they come, and what turned out at the end.
  func render(
    isWanted: (Double) -> Bool, _ receive: (CodedStretch.Record) throws(MediaError) -> Void
  ) throws(MediaError) -> Ending {
    let encoder = try PreviewSoundEncoder()
    var notes: [CodedStretch.Note] = []
    var ending = Ending.whole
    let clips = plan.sound.clips
    func note(_ clip: SoundClip, _ text: String) {
      guard let place = clips.firstIndex(of: clip) else { return }
      let note = CodedStretch.Note(place: place, status: .approximated, text: text)
      if !notes.contains(note) { notes.append(note) }
    }
    let mixer = try SoundMixer(plan.sound) { clip, error in
      ending = .lacking
      note(clip, "no sound: cannot \(error.operation): \(error.reason)")
    } onFlaw: { clip, flaw in
      switch flaw {
      case .damaged: note(clip, "parts of the file's sound are damaged")
      case .endsEarly:
        // Where the plan knew, it said so.
        let isTold = plan.fidelity.contains {
          $0.track == clip.track && $0.segment == clip.segment
            && $0.notes.contains { $0.hasPrefix("the file ends") }
        }
        if !isTold { note(clip, "the file's sound ends early: silence follows") }
      }
    }
    while mixer.done < 1 {
      guard isWanted(mixer.done) else { return .givenUp }
      guard let samples = try mixer.next() else { break }
      try encoder.encode(samples) { packet throws(MediaError) in try receive(.packet(packet)) }
    }
    try encoder.finish { packet throws(MediaError) in try receive(.packet(packet)) }
    for note in notes { try receive(.note(note)) }
    return ending
  }
}
