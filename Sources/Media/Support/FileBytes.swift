#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A file's bytes by place, of which only what is asked for is read, in blocks.
final class FileBytes {
  let size: Int
  private let file: Int32
  private var block: [UInt8] = []
  private var blockStart = 0
  private static let blockSize = 1 << 16
  private static let pageSize = 1 << 12

  /// - Throws: where it is no regular file, is empty, or cannot be read.
  init(_ path: String) throws(MediaError) {
    (file, size) = try Self.open(path)
  }

  /// Bytes that are there already.
  init(memory bytes: [UInt8]) {
    (file, size, block) = (-1, bytes.count, bytes)
  }

  deinit { if file >= 0 { close(file) } }

  /// Opens a regular file, and nothing that would wait for someone to write.
  static func open(_ path: String) throws(MediaError) -> (file: Int32, size: Int) {
    func failure(_ code: MediaError.Code, _ reason: String) -> MediaError {
      MediaError(code, file: path, operation: "open", reason: reason)
    }
    // A pipe without a writer would not even open.
    let file = systemOpen(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard file >= 0 else {
      throw failure(
        errno == ENOENT || errno == ENOTDIR ? .notFound : .unreadable, String(cString: strerror(errno)))
    }
    var info = stat()
    guard fstat(file, &info) == 0, info.st_mode & S_IFMT == S_IFREG else {
      close(file)
      throw failure(.unreadable, Self.kind(info.st_mode))
    }
    guard info.st_size > 0 else {
      close(file)
      throw failure(.damaged, "the file is empty")
    }
    return (file, Int(info.st_size))
  }

  private static func kind(_ mode: mode_t) -> String {
    switch mode & S_IFMT {
    case S_IFDIR: "not a regular file, but a folder"
    case S_IFIFO: "not a regular file, but a pipe"
    case S_IFCHR, S_IFBLK: "not a regular file, but a device"
    case S_IFSOCK: "not a regular file, but a socket"
    default: "not a regular file"
    }
  }

  /// Bytes from a place on; fewer where the file ends.
  func bytes(at start: Int, count: Int) -> [UInt8] {
    guard start >= 0, count > 0, start < size else { return [] }
    let count = min(count, size - start)
    guard count <= Self.blockSize || file < 0 else { return read(start, count) }
    if file >= 0, start < blockStart || start + count > blockStart + block.count {
      // What is read on and on comes in large blocks; of what is jumped over, as little as can be.
      let goesOn = start >= blockStart && start <= blockStart + block.count
      block = read(start, goesOn ? Self.blockSize : max(count, Self.pageSize))
      blockStart = start
    }
    let from = start - blockStart
    guard from < block.count else { return [] }
    return Array(block[from..<min(block.count, from + count)])
  }

  /// One byte; nil past the end.
  func byte(at place: Int) -> UInt8? {
    if place >= blockStart, place - blockStart < block.count { return block[place - blockStart] }
    return bytes(at: place, count: 1).first
  }

  /// A number, nil where the file ends before it does.
  func number(at start: Int, bytes count: Int, bigEndian: Bool = true) -> Int? {
    let bytes = bytes(at: start, count: count)
    guard bytes.count == count else { return nil }
    return (bigEndian ? bytes : bytes.reversed()).reduce(0) { $0 << 8 | Int($1) }
  }

  /// Four characters; nil where the file ends before.
  func type(at start: Int) -> String? {
    let bytes = bytes(at: start, count: 4)
    return bytes.count == 4 ? String(decoding: bytes, as: UTF8.self) : nil
  }

  private func read(_ start: Int, _ count: Int) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      while filled < count, let base = buffer.baseAddress {
        let step = pread(file, base + filled, count - filled, off_t(start + filled))
        if step < 0, errno == EINTR { continue }
        guard step > 0 else { break }
        filled += step
      }
    }
  }
}

extension [UInt8] {
  /// Where a few bytes stand for the first time.
  func place(of mark: [UInt8]) -> Int? { withUnsafeBufferPointer { $0.place(of: mark) } }
}

extension UnsafeBufferPointer<UInt8> {
  /// Where a few bytes stand for the first time.
  func place(of mark: [UInt8]) -> Int? {
    guard let first = mark.first, mark.count <= count, let start = baseAddress else { return nil }
    let base = UnsafeRawPointer(start)
    let last = count - mark.count
    var at = 0
    while at <= last, let found = memchr(base + at, Int32(first), last - at + 1) {
      at = UnsafeRawPointer(found) - base
      if memcmp(base + at, mark, mark.count) == 0 { return at }
      at += 1
    }
    return nil
  }
}

private func systemOpen(_ path: String, _ flags: Int32) -> Int32 { open(path, flags) }
