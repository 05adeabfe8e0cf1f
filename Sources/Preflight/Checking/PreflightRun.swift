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
    let results = Mutex<[Output]>([])
    WorkerThreads.each(inputs, workers: threads, body) { index, output in
      results.withLock { $0.append(output) }
      progress(index + 1)
    }
    return results.withLock { $0 }
  }
}
