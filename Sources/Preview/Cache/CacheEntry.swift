import Media

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// An entry's bytes, in the file where they lie; whole and undamaged. They stay readable when the
/// entry is removed meanwhile.
public final class CacheEntry: @unchecked Sendable {
  private let mapping: UnsafeMutableRawPointer
  private let length: Int
  private let start: Int

  public var bytes: UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(start: mapping + start, count: length - start)
  }

  /// - Returns: nil where the file is not what was written.
  /// - Parameter key: the entry's name, which its checksum covers: an entry under another's name is damage.
  init?(_ file: Int32, key: String, magic: [UInt8]) {
    var info = stat()
    let header = CacheStore.headerLength
    guard fstat(file, &info) == 0, info.st_mode & S_IFMT == S_IFREG, info.st_size >= header else {
      return nil
    }
    let length = Int(info.st_size)
    guard let mapping = mmap(nil, length, PROT_READ, MAP_PRIVATE, file, 0), mapping != MAP_FAILED else {
      return nil
    }
    self.mapping = mapping
    self.length = length
    start = header
    // The object is whole from here on: where nothing is given, `deinit` unmaps.
    let all = UnsafeRawBufferPointer(start: mapping, count: length)
    guard all.prefix(magic.count).elementsEqual(magic),
      Int64(littleEndian: all.loadUnaligned(fromByteOffset: magic.count, as: Int64.self)) == length - header,
      let checksum = try? Checksum()
    else { return nil }
    checksum.update(key)
    checksum.update(bytes)
    guard all[(header - 16)..<header].elementsEqual(checksum.finish()) else { return nil }
  }

  deinit { munmap(mapping, length) }
}

/// Writes an entry piece by piece. Without ``commit()`` nothing stays.
public final class CacheWriter {
  private let file: Int32
  private let key: String
  private let folder: String
  private let magic: [UInt8]
  private let checksum: Checksum
  /// A name, where the file system knows no files without one.
  private let temporaryPath: String?
  private var length = 0
  private var hasFailed = false

  init?(folder: String, key: String, magic: [UInt8]) {
    guard let checksum = try? Checksum() else { return nil }
    var temporaryPath: String?
    #if canImport(Glibc)
      // O_TMPFILE: __O_TMPFILE | O_DIRECTORY, which Swift does not import.
      var file = open(folder, 0o20000000 | O_DIRECTORY | O_RDWR | O_CLOEXEC, 0o600)
    #else
      var file: Int32 = -1
    #endif
    if file < 0 {
      let path = "\(folder)/.\(key.prefix(16)).\(getpid())-\(UInt32.random(in: 0 ... .max)).partial"
      file = open(path, O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0o600)
      temporaryPath = path
    }
    guard file >= 0 else { return nil }
    self.file = file
    self.key = key
    self.folder = folder
    self.magic = magic
    self.checksum = checksum
    self.temporaryPath = temporaryPath
    checksum.update(key)
    // The header comes last; its place is left free.
    hasFailed = lseek(file, off_t(CacheStore.headerLength), SEEK_SET) < 0
  }

  deinit {
    close(file)
    if let temporaryPath { unlink(temporaryPath) }
  }

  public func append(_ bytes: UnsafeRawBufferPointer) {
    guard !hasFailed else { return }
    checksum.update(bytes)
    hasFailed = !Self.writeAll(file, bytes)
    length += bytes.count
  }

  /// Gives the entry its name, unless something could not be written.
  public func commit() {
    var header = magic
    withUnsafeBytes(of: Int64(length).littleEndian) { header.append(contentsOf: $0) }
    header += checksum.finish()
    guard !hasFailed, lseek(file, 0, SEEK_SET) == 0, header.withUnsafeBytes({ Self.writeAll(file, $0) })
    else {
      return
    }
    let path = folder + "/" + key
    if let temporaryPath {
      rename(temporaryPath, path)
    } else {
      // Where another process was quicker, the bytes are the same.
      linkat(AT_FDCWD, "/proc/self/fd/\(file)", AT_FDCWD, path, AT_SYMLINK_FOLLOW)
    }
  }

  private static func writeAll(_ file: Int32, _ bytes: UnsafeRawBufferPointer) -> Bool {
    var done = 0
    while done < bytes.count {
      let count = write(file, bytes.baseAddress?.advanced(by: done), bytes.count - done)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return false }
      done += count
    }
    return true
  }
}
