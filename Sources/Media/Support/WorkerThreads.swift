import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Threads of our own: work that computes for minutes must not sit on threads that others
/// wait for.
public enum WorkerThreads {
  /// Runs each of the works on a thread of its own, and returns when all have ended.
  public static func run(_ works: [@Sendable () -> Void]) {
    var threads: [pthread_t] = []
    for work in works {
      let box = Unmanaged.passRetained(Work(work))
      var attributes = pthread_attr_t()
      pthread_attr_init(&attributes)
      // Decoders and text layout are deep; the default on some systems is half a megabyte.
      pthread_attr_setstacksize(&attributes, 8 << 20)
      #if canImport(Glibc)
        var thread = pthread_t()
        let code = pthread_create(&thread, &attributes, { WorkerThreads.perform($0) }, box.toOpaque())
        if code == 0 { threads.append(thread) }
      #else
        var thread: pthread_t?
        let code = pthread_create(&thread, &attributes, { WorkerThreads.perform($0) }, box.toOpaque())
        if code == 0, let thread { threads.append(thread) }
      #endif
      pthread_attr_destroy(&attributes)
      // Without a thread to be had, this one does the work.
      if code != 0 { box.takeRetainedValue().body() }
    }
    for thread in threads { pthread_join(thread, nil) }
  }

  private final class Work: Sendable {
    let body: @Sendable () -> Void
    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
  }

  private static func perform(_ pointer: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    guard let pointer else { return nil }
    Unmanaged<Work>.fromOpaque(pointer).takeRetainedValue().body()
    return nil
  }
}
