import Media
import Synchronization

/// What renders keep for each other, by the names that ``PlanDigest`` gives.
public final class RenderCache: Sendable {
  public let store: CacheStore
  /// Bytes that may stay; the oldest go first.
  public let limit: Int
  /// Bytes of pictures below texts that one render may still keep.
  private let compositeBudget: Mutex<Int>

  /// Unless the user says otherwise: about four hours of films at 360p, with their texts' backgrounds.
  public static let defaultLimit = 2_000_000_000

  public init(store: CacheStore, limit: Int = RenderCache.defaultLimit) {
    self.store = store
    self.limit = limit
    compositeBudget = Mutex(limit / 8)
  }

  /// Hands the records of a kept stretch over, one after the other.
  /// - Returns: whether there was one, and all of it could be read.
  func read(
    _ kind: CacheStore.Kind, _ key: String, _ receive: (CodedStretch.Record) throws(MediaError) -> Void
  ) throws(MediaError) -> Bool {
    guard let entry = store.entry(kind, key) else { return false }
    var reader = ByteReader(entry.bytes)
    while let record = CodedStretch.Record(&reader) { try receive(record) }
    return reader.isAtEnd
  }

  func keep(_ stretch: CodedStretch, _ kind: CacheStore.Kind, _ key: String) {
    store.write(kind, key, stretch.bytes)
  }

  /// - Returns: nil where there is nothing of that size.
  func composite(_ key: String, frames: Int, width: Int, height: Int) -> CompositeReader? {
    guard let entry = store.entry(.composites, key) else { return nil }
    return CompositeReader(entry, frames: frames, width: width, height: height)
  }

  /// - Returns: nil where this render has kept enough.
  func compositeWriter(_ key: String, frames: Int, width: Int, height: Int) -> CompositeWriter? {
    let bytes = frames * PackedPicture.byteCount(width: width, height: height)
    let fits = compositeBudget.withLock { budget in
      guard budget >= bytes else { return false }
      budget -= bytes
      return true
    }
    return fits ? store.writer(.composites, key).map { CompositeWriter($0) } : nil
  }

  /// Removes what is too much. For the end of a render.
  public func trim() { store.trim(toBytes: limit) }
}

/// Pictures, one after the other, as planes without gaps.
struct CompositeWriter {
  private let writer: CacheWriter

  init(_ writer: CacheWriter) { self.writer = writer }

  func append(_ frame: VideoFrame) {
    // A file that cannot be written to is noticed when it is committed.
    try? PackedPicture.pack(frame) { writer.append($0) }
  }

  func commit() { writer.commit() }
}

struct CompositeReader {
  private let entry: CacheEntry
  private let width: Int
  private let height: Int

  init?(_ entry: CacheEntry, frames: Int, width: Int, height: Int) {
    guard entry.bytes.count == frames * PackedPicture.byteCount(width: width, height: height) else {
      return nil
    }
    self.entry = entry
    self.width = width
    self.height = height
  }

  /// Copies a picture's pixels.
  func read(_ index: Int, into frame: VideoFrame) {
    let count = PackedPicture.byteCount(width: width, height: height)
    PackedPicture.unpack(
      UnsafeRawBufferPointer(rebasing: entry.bytes[index * count..<(index + 1) * count]), into: frame)
  }
}
