import DraftModel
import Foundation
import JSONTree
import Media
import Preview

/// Renders a draft as the service does: H.264 and AAC, the canvas's shape, at most 1080 by 1920.
struct FilmExport: Sendable {
  let draft: [UInt8]
  let keys: DraftKeys
  let files: [StoredMedia]
  /// The shorter side, in pixels.
  let side: Int

  /// Why there is no film.
  struct Failure: Error, CustomStringConvertible { let description: String }

  /// - Parameter progress: 0...1, from any thread.
  func render(to path: String, progress: @escaping @Sendable (Double) -> Void) throws {
    let draft = try Draft(JSONDocument(parsing: draft), keys: keys)
    let canvas = draft.canvas
    let (short, long) = (min(canvas.width, canvas.height), max(canvas.width, canvas.height))
    // A canvas longer than 9:16 is limited by its longer side.
    let longest = ServiceLimits.exportLongSide * short / max(1, long)
    let settings = OutputSettings(size: .shortSide(max(16, min(side, longest))), quality: 23)
    let catalog = SessionMedia(files: files)
    for media in draft.tracks.flatMap(\.segments).compactMap(\.media) {
      if case .missing(let reason) = catalog.media(for: media) {
        throw Failure(description: "\(MediaName.fileName(media)): \(reason)")
      }
    }
    let plan = try Planner(draft: draft, catalog: catalog, settings: settings).plan()
    // The service's films carry no mark of ours, so that no preview is written over one.
    _ = try PreviewRenderer(plan: plan, workers: 2).render(to: path, comment: nil) {
      progress(Double($0.framesDone) / Double(max(1, $0.frameCount)))
    }
  }

  /// Renders on a thread of its own: it takes as long as it takes.
  func run(to path: String, progress: @escaping @Sendable (Double) -> Void) async throws {
    try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
      Thread.detachNewThread {
        do {
          try render(to: path, progress: progress)
          continuation.resume()
        } catch {
          continuation.resume(throwing: error)
        }
      }
    }
  }
}
