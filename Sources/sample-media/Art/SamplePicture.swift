/// The still pictures of the sample drafts.
enum SamplePicture: CaseIterable, Sendable {
  case mugOnTable, mugFromAbove, mugRange, beans, logo
  case beach, skylineByNight, portrait
  case dawn, dusk, lagoon

  /// The picture at a size in pixels. A shape that the scene was not made for cuts it off on two sides.
  ///
  /// Only `logo` has transparent parts; its colours are premultiplied.
  func draw(width: Int, height: Int) throws -> Bitmap {
    let canvas = try Canvas(width: width, height: height)
    switch self {
    case .mugOnTable: MugTableScene.draw(on: canvas)
    case .mugFromAbove: MugAboveScene.draw(on: canvas)
    case .mugRange: MugRangeScene.draw(on: canvas)
    case .beans: BeansScene.draw(on: canvas)
    case .logo: LogoScene.draw(on: canvas)
    case .beach: BeachClip.draw(on: canvas, at: 4.3)
    case .skylineByNight: SkylineClip.draw(on: canvas, at: 7.4)
    case .portrait: PortraitScene.draw(on: canvas)
    case .dawn: Backdrop.dawn.draw(on: canvas)
    case .dusk: Backdrop.dusk.draw(on: canvas)
    case .lagoon: Backdrop.lagoon.draw(on: canvas)
    }
    let picture = try canvas.bitmap()
    return self == .logo ? picture : picture.grained(strength: 2, seed: 1)
  }
}
