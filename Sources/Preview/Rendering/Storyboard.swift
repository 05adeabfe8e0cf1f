import DraftModel
import Media

/// A draft at one look: pictures of it in rows, with time and name under each.
public struct Storyboard: Sendable {
  /// One picture of it.
  public struct Cell: Hashable, Sendable {
    /// On the timeline's grid.
    public let frame: Int
    public let time: Time
    /// What is shown.
    public let title: String
  }

  /// More is no longer one look.
  public static let mostCells = 240

  public let plan: RenderPlan
  public let cells: [Cell]
  public let columns: Int

  private static let margin = 12
  private static let captionHeight = 40

  /// A picture from the middle of each segment that shows something, or at even steps.
  /// - Parameters:
  ///   - step: between two pictures; nil for one of each segment.
  ///   - columns: nil for as many as make a page about as wide as high.
  public init(_ plan: RenderPlan, every step: Time? = nil, columns: Int? = nil) {
    self.plan = plan
    let found = step.map { Self.cells(of: plan, every: $0) } ?? Self.cellsOfSegments(plan)
    cells = found.count <= Self.mostCells ? found : Self.spread(found)
    let width = Double(plan.output.width + Self.margin)
    let height = Double(plan.output.height + Self.captionHeight + Self.margin)
    // A page that is a little wider than it is high.
    let square = (Double(cells.count) * 1.4 * height / width).squareRoot().rounded()
    let most = max(1, (MediaLimits.longestSide - Self.margin) / (plan.output.width + Self.margin))
    self.columns = max(1, min(columns ?? Int(square), cells.count, most))
  }

  private static func spread(_ cells: [Cell]) -> [Cell] {
    (0..<mostCells).map { cells[$0 * cells.count / mostCells] }
  }

  private static func cellsOfSegments(_ plan: RenderPlan) -> [Cell] {
    var frames: [Int: String] = [:]
    // Segments that are lower come first: a title at the same moment does not take the clip's place.
    for layer in plan.layers where !layer.frames.clamped(to: plan.frames).isEmpty {
      let shown = layer.frames.clamped(to: plan.frames)
      let middle = (shown.lowerBound + shown.upperBound - 1) / 2
      if frames[middle] == nil { frames[middle] = layer.label }
    }
    if frames.isEmpty { frames[plan.frames.lowerBound] = "" }
    return frames.sorted { $0.key < $1.key }.map {
      Cell(frame: $0.key, time: Time(frame: $0.key, rate: plan.frameRate), title: $0.value)
    }
  }

  private static func cells(of plan: RenderPlan, every wanted: Time) -> [Cell] {
    let step = max(wanted, plan.frameRate.frameDuration)
    var cells: [Cell] = []
    let start = Time(frame: plan.frames.lowerBound, rate: plan.frameRate)
    let frames = plan.frames.count
    let count = min(
      (Time(frame: frames, rate: plan.frameRate).milliseconds / step.milliseconds).ceiling, frames)
    for index in 0..<max(1, count) {
      let frame = min((start + step * Rational(index)).frame(at: plan.frameRate), plan.frames.upperBound - 1)
      // The lowest layer is what the picture is of.
      let chunk = plan.chunks.first { $0.frames.contains(frame) }
      let layer = chunk?.layers.first { plan.layers[$0].frames.contains(frame) }
      cells.append(
        Cell(
          frame: frame, time: Time(frame: frame, rate: plan.frameRate),
          title: layer.map { plan.layers[$0].label } ?? ""))
    }
    return cells
  }

  // MARK: Drawing

  /// Draws it.
  /// - Parameters:
  ///   - notes: what turns out about the pictures.
  ///   - progress: called after each, with how many there are so far.
  /// - Returns: YUV 4:2:0.
  public func draw(notes: RenderNotes, progress: (Int) -> Void = { _ in }) throws -> VideoFrame {
    let rows = (cells.count + columns - 1) / columns
    let (cellWidth, cellHeight) = (
      plan.output.width + Self.margin, plan.output.height + Self.captionHeight + Self.margin
    )
    let page = try VideoFrame(
      width: Self.margin + columns * cellWidth, height: Self.margin + rows * cellHeight, format: .yuv420p)
    let all = PixelBox(x: 0, y: 0, width: page.width, height: page.height)
    Compositor.fill(page, all, RGBAColor(red: 24, green: 24, blue: 27))
    let renderer = try FrameRenderer(plan: plan)
    let labels = try LabelPainter()
    for (index, cell) in cells.enumerated() {
      let (x, y) = (Self.margin + index % columns * cellWidth, Self.margin + index / columns * cellHeight)
      guard let chunk = plan.chunks.first(where: { $0.frames.contains(cell.frame) }) else { continue }
      let picture = try renderer.frame(cell.frame, layers: chunk.layers)
      renderer.forgetLayers(endingBefore: cell.frame)
      Compositor.paint(PaintedLayer(pixels: .opaque(picture), x: x, y: y), on: page, clip: all, opacity: 1)
      let width = plan.output.width
      let under = y + plan.output.height
      try labels.paint(
        cell.time.clock, on: page, in: PixelBox(x: x, y: under, width: width, height: 22), size: 13,
        color: .white, bold: true)
      try labels.paint(
        cell.title, on: page, in: PixelBox(x: x, y: under + 18, width: width, height: 22), size: 13,
        color: RGBAColor(red: 170, green: 170, blue: 178))
      progress(index + 1)
    }
    renderer.allNotes.forEach(notes.add)
    return page
  }
}

extension Time {
  /// As a clock shows it, to the tenth: `0:03.5`, `1:02:03.0`.
  var clock: String {
    let tenths = (milliseconds / Rational(100)).floor
    let (hours, minutes) = (tenths / 36000, tenths / 600 % 60)
    let seconds = tenths / 10 % 60
    func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    let minute = hours > 0 ? "\(hours):\(padded(minutes))" : "\(minutes)"
    return "\(minute):\(padded(seconds)).\(tenths % 10)"
  }
}
