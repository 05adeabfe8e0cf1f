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
    let bytes = frames * width * height * 3 / 2
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
    for index in 0..<3 {
      guard let plane = frame.plane(index) else { continue }
      let shift = index == 0 ? 0 : 1
      let (width, height) = (frame.width >> shift, frame.height >> shift)
      if plane.stride == width {
        writer.append(UnsafeRawBufferPointer(start: plane.bytes, count: width * height))
      } else {
        var rows: [UInt8] = []
        rows.reserveCapacity(width * height)
        for row in 0..<height {
          rows.append(contentsOf: UnsafeBufferPointer(start: plane.bytes + row * plane.stride, count: width))
        }
        rows.withUnsafeBytes { writer.append($0) }
      }
    }
  }

  func commit() { writer.commit() }
}

struct CompositeReader {
  private let entry: CacheEntry
  private let width: Int
  private let height: Int

  init?(_ entry: CacheEntry, frames: Int, width: Int, height: Int) {
    guard entry.bytes.count == frames * width * height * 3 / 2 else { return nil }
    self.entry = entry
    self.width = width
    self.height = height
  }

  /// Copies a picture's pixels.
  func read(_ index: Int, into frame: VideoFrame) {
    var offset = index * width * height * 3 / 2
    for plane in 0..<3 {
      guard let target = frame.plane(plane) else { continue }
      let shift = plane == 0 ? 0 : 1
      for row in 0..<(height >> shift) {
        UnsafeMutableRawBufferPointer(start: target.bytes + row * target.stride, count: width >> shift)
          .copyMemory(from: UnsafeRawBufferPointer(rebasing: entry.bytes[offset..<offset + (width >> shift)]))
        offset += width >> shift
      }
    }
  }
}
