import CFFmpeg
import DraftModel

/// Where the frames of a film lie between the ticks of a rate.
public struct FrameGrid: Hashable, Sendable {
  /// The time that frames lie whole ticks away from, counted from the start of the file: zero where they lie
  /// on the ticks.
  public var phase = Time.zero
  /// When the first frame is on, counted from the start of the file: later where the sound begins earlier.
  public var start = Time.zero

  /// Of a film with a frame on each tick, from the start on.
  public init() {}

  /// Frames of which the times are looked at.
  private static let sampledFrames = 96
  private static let timeLimit = Duration.seconds(3)

  /// Looks at the first frames. Many containers round times to milliseconds, each on its own; the times of
  /// several frames together tell more exactly what was meant. Where no phase fits them all, it is that of the
  /// first frame.
  public init(of path: String, at rate: FrameRate) throws(MediaError) {
    let container = try InputContainer(path: path)
    guard let stream = container.bestStream(AVMEDIA_TYPE_VIDEO) else { return }
    let sample = PacketSample(
      container, streams: [stream], frames: Self.sampledFrames, deadline: Deadline(in: Self.timeLimit))
    let base = stream.pointee.time_base
    let times = (sample.timestamps[Int(stream.pointee.index)] ?? []).filter { $0 != wp_no_pts }.map {
      Time(timestamp: $0, timeBase: base) - container.startTime
    }
    let unit = Time(timestamp: 1, timeBase: base)
    let tick = rate.frameDuration
    // Millisecond times of one container may since have been put into a finer one.
    start = times.min() ?? .zero
    phase =
      Self.common(times, unit: unit, tick: tick)
      ?? Self.common(times, unit: max(unit, Time(milliseconds: 1)), tick: tick) ?? start
  }

  /// - Parameter unit: what the times were rounded to.
  private static func common(_ times: [Time], unit: Time, tick: Time) -> Time? {
    guard let first = times.min() else { return nil }
    let half = unit / Rational(2)
    var (least, most) = (first - half, first + half)
    for time in times {
      let ticks = ((time - first).seconds / tick.seconds).rounded
      let place = time - tick * Rational(ticks)
      (least, most) = (max(least, place - half), min(most, place + half))
    }
    guard least <= most else { return nil }
    let onTick = tick * Rational((least.seconds / tick.seconds).ceiling)
    return onTick <= most ? .zero : (least + most) / Rational(2)
  }
}
