/// Progress over stages, of which there may turn out to be more than were expected: it never goes back.
final class FixProgress {
  private var stage = 0
  private var stages: Int
  private var furthest = 0.0
  private let report: (Double) -> Void

  init(stages: Int, report: @escaping (Double) -> Void) {
    self.stages = max(1, stages)
    self.report = report
  }

  /// - Parameter fraction: of the stage, 0...1.
  func update(_ fraction: Double) {
    let value = (Double(stage) + min(max(fraction, 0), 1)) / Double(stages)
    guard value > furthest else { return }
    furthest = value
    report(value)
  }

  func nextStage() {
    stage += 1
    if stage >= stages { stages = stage + 1 }
  }
}
