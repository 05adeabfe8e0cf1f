import CFFmpeg
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Threads for work on media: what computes for minutes must not sit on threads that others wait for.
public enum WorkerThreads {
  /// Does the same work for each of a row of values, several at a time, begun in their order.
  /// - Parameters:
  ///   - workers: how many at a time; 1 at least.
  ///   - finished: called with each result in the values' order, as soon as those before it are there;
  ///     never twice at once.
  public static func each<Value: Sendable, Result: Sendable>(
    _ values: [Value], workers: Int, _ work: @escaping @Sendable (Value) -> Result,
    finished: @escaping @Sendable (Int, Result) -> Void
  ) {
    let queue = Mutex(OrderedResults<Result>())
    let loop: @Sendable () -> Void = {
      while let index = queue.withLock({ $0.take(of: values.count) }) {
        let result = work(values[index])
        queue.withLock { $0.put(result, at: index, finished) }
      }
    }
    run(Array(repeating: loop, count: max(1, min(workers, values.count))))
  }

  /// What is to be done next, and what is done and waits for its turn.
  private struct OrderedResults<Result: Sendable> {
    private var next = 0
    private var waiting: [Int: Result] = [:]
    private var told = 0

    mutating func take(of count: Int) -> Int? {
      guard next < count else { return nil }
      next += 1
      return next - 1
    }

    mutating func put(_ result: Result, at index: Int, _ finished: (Int, Result) -> Void) {
      waiting[index] = result
      while let ready = waiting.removeValue(forKey: told) {
        finished(told, ready)
        told += 1
      }
    }
  }

  /// Threads that allocate from pools of their own keep what they have freed: of 16 threads, 80 MB. Four
  /// pools are as quick, since large pictures are used again rather than allocated.
  private static let limitArenas: Void = wp_limit_arenas(4)

  /// Runs each of the works on a thread of its own, and returns when all have ended.
  public static func run(_ works: [@Sendable () -> Void]) {
    var threads: [pthread_t] = []
    for work in works {
      // Without a thread to be had, this one does the work.
      if let thread = begin(work) { threads.append(thread) } else { work() }
    }
    for thread in threads { pthread_join(thread, nil) }
  }

  /// Runs each of the works on a thread of its own, and returns at once.
  /// - Returns: how many have begun; as many as there were threads to be had.
  public static func start(_ works: [@Sendable () -> Void]) -> Int {
    let threads = works.compactMap(begin)
    for thread in threads { pthread_detach(thread) }
    return threads.count
  }

  private static func begin(_ work: @escaping @Sendable () -> Void) -> pthread_t? {
    limitArenas
    let box = Unmanaged.passRetained(Work(work))
    var attributes = pthread_attr_t()
    pthread_attr_init(&attributes)
    defer { pthread_attr_destroy(&attributes) }
    // Decoders and text layout are deep; the default on some systems is half a megabyte.
    pthread_attr_setstacksize(&attributes, 8 << 20)
    #if canImport(Glibc)
      var thread = pthread_t()
    #else
      var thread: pthread_t?
    #endif
    guard pthread_create(&thread, &attributes, { WorkerThreads.perform($0) }, box.toOpaque()) == 0 else {
      box.release()
      return nil
    }
    return thread
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
