#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

enum Clock {
  /// Seconds since 1970.
  static var now: Int { Int(time(nil)) }

  /// Milliseconds since 1970.
  static var milliseconds: Int {
    var now = timespec()
    clock_gettime(CLOCK_REALTIME, &now)
    return Int(now.tv_sec) * 1000 + now.tv_nsec / 1_000_000
  }
}
