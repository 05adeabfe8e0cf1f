import Media

/// The back part of a chunk that one worker has and another one paints. The pictures come to the first,
/// which encodes them in their order: the film is the same with and without.
final class HandedStretch: Sendable {
  let frames: Range<Int>
  /// What is painted of it, from below.
  let layers: [Int]
  /// How many pictures may wait to be encoded.
  private let capacity: Int
  private let state = Monitor(State())

  private struct State {
    var hasBegun = false
    var hasEnded = false
    var isWanted = true
    /// Painted, and not fetched yet.
    var pictures: [RenderedPicture] = []
    var notes: [CodedStretch.Note] = []
  }

  /// Bytes of pictures that may wait.
  private static let room = 12 << 20

  init(_ frames: Range<Int>, layers: [Int], output: OutputGeometry) {
    self.frames = frames
    self.layers = layers
    capacity = min(frames.count, max(2, Self.room / max(1, output.width * output.height * 3 / 2)))
  }

  /// What waiting pictures take.
  func memory(_ output: OutputGeometry) -> Int { capacity * output.width * output.height * 3 / 2 }

  // MARK: Who paints it

  var isWanted: Bool { state.withLock { $0.isWanted } }

  /// - Returns: false where it is too late.
  func begin() -> Bool {
    state.withLock { state in
      guard state.isWanted, !state.hasEnded else { return false }
      state.hasBegun = true
      return true
    }
  }

  /// Gives the next picture away, and waits while too many wait.
  func put(_ picture: VideoFrame) {
    let rendered = RenderedPicture(picture: picture, notes: [])
    state.wait { state -> Void? in
      guard state.pictures.count < capacity || !state.isWanted else { return nil }
      if state.isWanted { state.pictures.append(rendered) }
      return ()
    }
  }

  /// No more will come: it is done, or it was given up, and the one who has the chunk paints the rest.
  func end(_ notes: [CodedStretch.Note] = []) {
    state.withLock { state in
      state.hasEnded = true
      state.notes = notes
    }
  }

  // MARK: Who has the chunk

  /// The next picture, as soon as it is there; nil where none will come. What nobody has begun by now is
  /// taken back.
  func next() -> VideoFrame? {
    state.wait { state -> RenderedPicture?? in
      if !state.pictures.isEmpty { return state.pictures.removeFirst() }
      if state.hasEnded { return .some(nil) }
      guard !state.hasBegun else { return nil }
      state.isWanted = false
      return .some(nil)
    }?.picture
  }

  func giveUp() {
    state.withLock { state in
      state.isWanted = false
      state.pictures = []
    }
  }

  /// What turned out about the layers, by their place in ``layers``.
  var notes: [CodedStretch.Note] { state.withLock { $0.notes } }
}
