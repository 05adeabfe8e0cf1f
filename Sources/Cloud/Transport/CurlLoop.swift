import CCurl
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The thread that curl runs on. All transfers of the process share it, and curl's handles are touched
/// on it only.
final class CurlLoop: Sendable {
  private enum Order {
    case add(Transfer)
    /// There is room again for what it brings.
    case resume(Transfer)
    case cancel(Transfer)
  }

  static let shared = CurlLoop()

  /// curl's multi handle. Nil where curl could not be set up, which no transfer survives.
  nonisolated(unsafe) private let multi: UnsafeMutableRawPointer?
  private let orders = Mutex<[Order]>([])
  private let isRunning = Mutex(false)

  private init() {
    // Before any other thread uses it, as curl asks for.
    multi = curl_global_init(Int(wp_global_default)) == CURLE_OK ? curl_multi_init() : nil
  }

  func add(_ transfer: Transfer) { order(.add(transfer)) }
  func resume(_ transfer: Transfer) { order(.resume(transfer)) }
  func cancel(_ transfer: Transfer) { order(.cancel(transfer)) }

  private func order(_ order: Order) {
    guard let multi else {
      if case .add(let transfer) = order {
        transfer.end(.failure(CloudError(.unreachable, "the network library cannot be set up")))
      }
      return
    }
    orders.withLock { $0.append(order) }
    start()
    curl_multi_wakeup(multi)
  }

  private func start() {
    isRunning.withLock { isRunning in
      guard !isRunning else { return }
      #if canImport(Glibc)
        var thread = pthread_t()
      #else
        var thread: pthread_t?
      #endif
      let code = pthread_create(
        &thread, nil,
        { _ in
          CurlLoop.shared.run()
          return nil
        }, nil)
      isRunning = code == 0
      guard isRunning else {
        let error = CloudError(.unreachable, "no thread can be started: \(String(cString: strerror(code)))")
        for case .add(let transfer) in takeOrders() { transfer.end(.failure(error)) }
        return
      }
      pthread_detach(thread)
    }
  }

  private func takeOrders() -> [Order] {
    orders.withLock { orders in
      defer { orders = [] }
      return orders
    }
  }

  private func run() {
    guard let multi else { return }
    var active: [UnsafeMutableRawPointer: Transfer] = [:]
    while true {
      for order in takeOrders() { obey(order, multi, &active) }
      var running: Int32 = 0
      curl_multi_perform(multi, &running)
      var left: Int32 = 0
      while let message = curl_multi_info_read(multi, &left) {
        guard message.pointee.msg == CURLMSG_DONE, let handle = message.pointee.easy_handle else { continue }
        let result = wp_message_result(message)
        guard let transfer = active.removeValue(forKey: handle) else { continue }
        transfer.finish(result) { curl_multi_remove_handle(multi, handle) }
      }
      for (handle, transfer) in active {
        guard let delay = transfer.delay else { continue }
        active[handle] = nil
        transfer.abandon(delay) { curl_multi_remove_handle(multi, handle) }
      }
      curl_multi_poll(multi, nil, 0, active.isEmpty ? 60_000 : 500, nil)
    }
  }

  private func obey(
    _ order: Order, _ multi: UnsafeMutableRawPointer, _ active: inout [UnsafeMutableRawPointer: Transfer]
  ) {
    switch order {
    case .add(let transfer):
      guard !transfer.isCancelled, let handle = transfer.prepare() else { return }
      guard curl_multi_add_handle(multi, handle) == CURLM_OK else {
        transfer.finish(CURLE_FAILED_INIT) {}
        return
      }
      active[handle] = transfer
    case .resume(let transfer):
      guard let handle = transfer.handle, active[handle] != nil else { return }
      transfer.touch()
      guard curl_easy_pause(handle, CURLPAUSE_CONT) == CURLE_OK else {
        active[handle] = nil
        transfer.finish(CURLE_WRITE_ERROR) { curl_multi_remove_handle(multi, handle) }
        return
      }
    case .cancel(let transfer):
      guard let handle = transfer.handle, active.removeValue(forKey: handle) != nil else { return }
      transfer.abandon(.cancelled) { curl_multi_remove_handle(multi, handle) }
    }
  }
}
