import Foundation
import Synchronization

extension ReplyBody {
  /// Frames, each after its time.
  /// - Parameter then: what comes when the frames are used up; nil ends the stream.
  init(frames: [AgentStream.Frame], then more: (@Sendable (Int) -> AgentStream.Frame?)? = nil) {
    let position = Mutex(0)
    self.init(length: nil) {
      let index = position.withLock { index in
        defer { index += 1 }
        return index
      }
      let frame = index < frames.count ? frames[index] : more?(index - frames.count)
      guard let frame else { return nil }
      if frame.wait > 0 { try await Task.sleep(for: .seconds(frame.wait)) }
      return frame.bytes
    }
  }
}
