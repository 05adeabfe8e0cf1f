import DraftModel
import Synchronization

/// What turned out while rendering: added by any thread, read when all are done.
public final class RenderNotes: Sendable {
  public struct Note: Hashable, Sendable {
    public let track: Int
    public let segment: Int
    public let status: FidelityEntry.Status
    public let note: String
  }

  private let notes = Mutex<[Note]>([])

  public init() {}

  public func add(_ note: Note) {
    notes.withLock { if !$0.contains(note) { $0.append(note) } }
  }

  /// The plan's report with what turned out later.
  public func report(for plan: RenderPlan) -> [FidelityEntry] {
    let found = notes.withLock { $0 }.sorted {
      ($0.track, $0.segment, $0.note) < ($1.track, $1.segment, $1.note)
    }
    return plan.fidelity.map { entry in
      var entry = entry
      for note in found where note.track == entry.track && note.segment == entry.segment {
        if entry.status != .notDrawn { entry.status = note.status }
        if !entry.notes.contains(note.note) { entry.notes.append(note.note) }
      }
      return entry
    }
  }
}
