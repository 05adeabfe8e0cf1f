import CFFmpeg

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A regular file as FFmpeg reads it: only until a deadline, and without gathering what is nothing.
///
/// A demuxer that finds no packet reads on to the end of the file, and a parser keeps all that it is
/// given until it makes sense of it: a gigabyte of zeros behind a song would be read, and held, whole.
final class InputFile {
  let pointer: UnsafeMutablePointer<AVIOContext>
  /// Bytes, when it was opened, and those that are shown behind it. Some demuxers ask for it at every step.
  let size: Int
  /// Why the file seems to end where it does not; nil again after a seek.
  private(set) var stop: Stop?
  private let file: Int32
  private let fileSize: Int
  private let deadline: Deadline?
  /// Bytes that FFmpeg is shown in place of the file's own, and behind them.
  private let substitutes: [Substitute]
  private let appendix: [UInt8]
  private var offset = 0
  private var budget = Int.max
  /// Looks for indexes that FFmpeg would unpack; nil where it would not.
  private var packedIndexMark: PackedIndexMark? = PackedIndexMark()

  enum Stop {
    /// The deadline passed.
    case late
    /// Too much was read for one packet.
    case junk
    /// A packed index lies where it could not be unpacked beforehand.
    case packedIndex
  }

  /// Bytes at a place in the file.
  struct Substitute {
    var place: Int
    var bytes: [UInt8]
  }

  /// Through the buffer goes what demuxers look at; the content of large packets is read past it.
  private static let bufferSize = 1 << 15
  private static let largestLook = 1 << 20
  /// What one packet may take to be found. The parser of FLAC holds three times as much.
  static let junkLimit = 32 << 20

  /// - Throws: where it is no regular file, is empty, or cannot be read; where its index is packed and is not
  ///   what it claims to be; where the tables of a movie claim more than the file can hold.
  init(_ path: String, deadline: Deadline?) throws(MediaError) {
    let hiddenChunks = try PNGReading.hiddenChunks(path)
    let index = try PackedIndex(of: path)
    try MovieTables.check(path, unpacked: index?.unpacked)
    let (file, size) = try FileBytes.open(path)
    guard let buffer = av_malloc(Self.bufferSize) else {
      close(file)
      throw MediaError(.limit, file: path, operation: "open", reason: "out of memory")
    }
    guard
      let context = avio_alloc_context(
        buffer.assumingMemoryBound(to: UInt8.self), Int32(Self.bufferSize), 0, nil,
        { opaque, bytes, count in InputFile.of(opaque)?.read(bytes, Int(count)) ?? wp_error(EIO) }, nil,
        { opaque, place, whence in InputFile.of(opaque)?.seek(place, whence) ?? Int64(wp_error(EIO)) })
    else {
      av_free(buffer)
      close(file)
      throw MediaError(.limit, file: path, operation: "open", reason: "out of memory")
    }
    (self.file, self.deadline) = (file, deadline)
    substitutes = hiddenChunks + (index?.substitutes ?? [])
    appendix = index?.unpacked ?? []
    fileSize = size
    self.size = size + appendix.count
    pointer = context
    context.pointee.opaque = Unmanaged.passUnretained(self).toOpaque()
  }

  deinit {
    // The buffer may have been exchanged for another since.
    av_free(pointer.pointee.buffer)
    var pointer: UnsafeMutablePointer<AVIOContext>? = pointer
    avio_context_free(&pointer)
    close(file)
  }

  /// Bounds what FFmpeg looks through from now on until it has what it is asked for.
  /// - Parameter isBounded: whether nothing but junk can take so much; else only time is bounded.
  func beginCall(isBounded: Bool) { budget = isBounded ? Self.junkLimit : .max }

  /// From now on it does not matter what packed indexes lie in the file: nothing looks for them.
  func allowPackedIndexes() { packedIndexMark = nil }

  private static func of(_ opaque: UnsafeMutableRawPointer?) -> InputFile? {
    opaque.map { Unmanaged<InputFile>.fromOpaque($0).takeUnretainedValue() }
  }

  private func read(_ bytes: UnsafeMutablePointer<UInt8>?, _ count: Int) -> Int32 {
    guard let bytes, count > 0 else { return wp_error(EINVAL) }
    if let deadline, deadline.interrupts() {
      stop = .late
      return wp_error_exit
    }
    if count <= Self.largestLook {
      guard budget > 0 else {
        stop = .junk
        return wp_error_eof
      }
      budget -= min(budget, count)
    }
    let step = readFile(bytes, count)
    guard step != 0 else { return wp_error_eof }
    guard step > 0 else { return wp_error(errno) }
    substitute(UnsafeMutableBufferPointer(start: bytes, count: step))
    if packedIndexMark?.comes(in: UnsafeBufferPointer(start: bytes, count: step), at: offset) == true {
      stop = .packedIndex
      return wp_invalid_data
    }
    offset += step
    return Int32(clamping: step)
  }

  /// - Returns: how many bytes came; 0 at the end, below for an error in `errno`.
  private func readFile(_ bytes: UnsafeMutablePointer<UInt8>, _ count: Int) -> Int {
    if offset >= fileSize, offset - fileSize < appendix.count {
      let part = appendix[(offset - fileSize)...].prefix(count)
      return UnsafeMutableBufferPointer(start: bytes, count: count).update(fromContentsOf: part)
    }
    let count = appendix.isEmpty ? count : min(count, max(0, fileSize - offset))
    var step = pread(file, bytes, count, off_t(offset))
    while step < 0, errno == EINTR { step = pread(file, bytes, count, off_t(offset)) }
    return step
  }

  private func substitute(_ bytes: UnsafeMutableBufferPointer<UInt8>) {
    for part in substitutes where part.place < offset + bytes.count && part.place + part.bytes.count > offset
    {
      for (index, byte) in part.bytes.enumerated() {
        let at = part.place + index - offset
        if bytes.indices.contains(at) { bytes[at] = byte }
      }
    }
  }

  private func seek(_ place: Int64, _ whence: Int32) -> Int64 {
    if whence & AVSEEK_SIZE != 0 { return Int64(size) }
    let start: Int64
    switch whence & ~AVSEEK_FORCE {
    case SEEK_SET: start = 0
    case SEEK_CUR: start = Int64(offset)
    case SEEK_END: start = Int64(size)
    default: return Int64(wp_error(EINVAL))
    }
    let (target, overflows) = start.addingReportingOverflow(place)
    guard !overflows, target >= 0, let target = Int(exactly: target) else { return Int64(wp_error(EINVAL)) }
    offset = target
    stop = nil
    return Int64(target)
  }
}
