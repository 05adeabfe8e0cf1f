import Media
import Synchronization

/// Stills that the renderers of one plan have decoded and reduced: each once, for as long as one of them
/// keeps it. A renderer that wants what another is just making waits for it.
final class SharedStills: Sendable {
  private let readers = SharedObjects<String, StillReader>()
  private let reductions = SharedObjects<Reduction, VideoFrame>()

  private struct Reduction: Hashable {
    let path: String
    let factor: Int
  }

  /// - Parameter path: a file of one picture.
  func reader(of path: String) throws(MediaError) -> StillReader {
    try readers.object(for: path) { () throws(MediaError) in try StillReader(path: path) }
  }

  /// A still's picture in so many times less pixels along each side.
  func reduced(
    _ path: String, by factor: Int, _ make: () throws(MediaError) -> VideoFrame
  ) throws(MediaError) -> VideoFrame {
    try reductions.object(for: Reduction(path: path, factor: factor), make)
  }
}

/// Objects that several threads only read, each made by the first that asks, and given up with the last
/// that keeps it.
private final class SharedObjects<Key: Hashable & Sendable, Object: AnyObject>: Sendable {
  private let places = Mutex<[Key: Place]>([:])

  /// Keeps those who ask for one object in line, and nobody else.
  private final class Place: Sendable {
    let kept = Mutex(Kept())
  }

  /// Sendable since it is looked at under a lock, and what it holds is not changed.
  private struct Kept: @unchecked Sendable {
    weak var object: Object?
  }

  func object(
    for key: Key, _ make: () throws(MediaError) -> Object
  ) throws(MediaError) -> Object {
    let place = places.withLock { places in
      let place = places[key] ?? Place()
      places[key] = place
      return place
    }
    return try place.kept.withLock { kept throws(MediaError) in
      if let object = kept.object { return object }
      let object = try make()
      kept.object = object
      return object
    }
  }
}
