import DraftModel
import Media
import Synchronization

/// Checks many files at once, in bounded memory: a few at a time.
public enum PreflightRun {
  /// - Parameters:
  ///   - threads: how many files are looked at at once.
  ///   - progress: told how many are done.
  public static func reports(
    on paths: [String], options: PreflightOptions, threads: Int,
    progress: @escaping @Sendable (Int) -> Void = { _ in }
  ) -> [FileReport] {
    map(paths, threads: threads, progress: progress) { FileCheck.report(on: $0, options: options) }
  }

  /// What a draft needs, and whether it can be uploaded.
  public static func report(
    on uses: [DraftMediaUse], options: PreflightOptions, threads: Int,
    progress: @escaping @Sendable (Int) -> Void = { _ in }
  ) -> DraftReport {
    DraftReport(
      files: map(uses, threads: threads, progress: progress) { use in
        use.report { FileCheck.report(on: $0, options: options) }
      })
  }

  private static func map<Input: Sendable, Output: Sendable>(
    _ inputs: [Input], threads: Int, progress: @escaping @Sendable (Int) -> Void,
    _ body: @escaping @Sendable (Input) -> Output
  ) -> [Output] {
    let results = Mutex<[Output?]>(Array(repeating: nil, count: inputs.count))
    let next = Mutex((started: 0, done: 0))
    WorkerThreads.run(
      Array(
        repeating: {
          while true {
            let index = next.withLock { state in
              defer { state.started += 1 }
              return state.started
            }
            guard index < inputs.count else { return }
            let output = body(inputs[index])
            results.withLock { $0[index] = output }
            progress(
              next.withLock { state in
                state.done += 1
                return state.done
              })
          }
        }, count: max(1, min(threads, inputs.count))))
    return results.withLock { $0.compactMap { $0 } }
  }
}
