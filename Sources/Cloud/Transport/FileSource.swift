import CCurl

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A file that is sent from where it lies: curl asks for a part at a time.
final class FileSource {
  let size: Int
  private let path: String
  private let file: Int32
  private var offset = 0
  /// Why reading ended early.
  private(set) var failure: CloudError?

  init(path: String) throws(CloudError) {
    func unreadable(_ reason: String = String(cString: strerror(errno))) -> CloudError {
      CloudError(.fileUnreadable, "cannot read \(path.visible): \(reason)")
    }
    // Not to wait for a pipe that nobody writes to.
    let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard file >= 0 else { throw unreadable() }
    var info = stat()
    guard fstat(file, &info) == 0 else {
      let error = unreadable()
      close(file)
      throw error
    }
    guard info.st_mode & S_IFMT == S_IFREG else {
      close(file)
      throw unreadable("it is not a file")
    }
    self.path = path
    self.file = file
    size = Int(info.st_size)
  }

  deinit { close(file) }

  func read(into buffer: UnsafeMutablePointer<CChar>, _ count: Int) -> Int {
    let wanted = min(count, size - offset)
    guard wanted > 0 else { return 0 }
    while true {
      let got = pread(file, buffer, wanted, off_t(offset))
      if got < 0, errno == EINTR { continue }
      guard got > 0 else {
        failure =
          got == 0
          ? .fileChanged(path)
          : CloudError(.fileUnreadable, "cannot read \(path.visible): \(String(cString: strerror(errno)))")
        return wp_abort_reading
      }
      offset += got
      return got
    }
  }

  func seek(_ place: curl_off_t, _ origin: Int32) -> Int32 {
    guard origin == SEEK_SET, (0...curl_off_t(size)).contains(place) else { return CURL_SEEKFUNC_FAIL }
    offset = Int(place)
    return CURL_SEEKFUNC_OK
  }
}
