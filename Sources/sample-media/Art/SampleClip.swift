/// The moving pictures of the sample drafts.
enum SampleClip: CaseIterable, Sendable {
  case turntable, pour
  case skyline, beach, train, map
  case talk

  /// Seconds.
  var duration: Double {
    switch self {
    case .turntable: TurntableClip.duration
    case .pour: PourClip.duration
    case .skyline: SkylineClip.duration
    case .beach: BeachClip.duration
    case .train: TrainClip.duration
    case .map: MapClip.duration
    case .talk: TalkClip.duration
    }
  }

  /// Frames a second; the map's are few, since each costs a GIF its full size.
  var fps: Int { self == .map ? 10 : 24 }

  /// The picture at a moment. Frames depend on nothing but the moment, so that they can be drawn in
  /// any order.
  func frame(at seconds: Double, width: Int, height: Int) throws -> Bitmap {
    let canvas = try Canvas(width: width, height: height)
    switch self {
    case .turntable: TurntableClip.draw(on: canvas, at: seconds)
    case .pour: PourClip.draw(on: canvas, at: seconds)
    case .skyline: SkylineClip.draw(on: canvas, at: seconds)
    case .beach: BeachClip.draw(on: canvas, at: seconds)
    case .train: TrainClip.draw(on: canvas, at: seconds)
    case .map: MapClip.draw(on: canvas, at: seconds)
    case .talk: TalkClip.draw(on: canvas, at: seconds)
    }
    return try canvas.bitmap()
  }
}
