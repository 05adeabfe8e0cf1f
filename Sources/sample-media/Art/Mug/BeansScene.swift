import Foundation

/// A heap of roasted beans that fills the picture, with a wooden scoop. 1080x1350 units.
enum BeansScene {
  static func draw(on canvas: Canvas) {
    canvas.cover(1080, 1350)
    canvas.fill(.rect(0, 0, 1080, 1350), Color(0x1D0D07))
    // Lower layers are darker and smaller: the heap gets its depth from them.
    drawLayer(on: canvas, 900, seed: 3, length: 84...100)
    canvas.fill(.rect(0, 0, 1080, 1350), Color(0x120603, 0.5))
    drawLayer(on: canvas, 560, seed: 4, length: 98...118)
    drawScoop(on: canvas)
    canvas.blending(.softLight) { canvas.glow(Point(250, 250), 1000, Color(0xFFE9BE, 0.95)) }
    canvas.vignette(1080, 1350, 0.75)
  }

  private static func drawLayer(on canvas: Canvas, _ count: Int, seed: UInt64, length: ClosedRange<Double>) {
    // One bean to a cell of a shaken grid: pure chance leaves holes and clumps.
    let columns = Int((Double(count) * 0.8).squareRoot())
    let cell = 1160 / Double(columns)
    var index = 0
    let beans = CoffeeBean.strewn(count, seed: seed, length: length) { generator in
      defer { index += 1 }
      let x = (Double(index % columns) + generator.number(0.1, 0.9)) * cell - 40
      let y = (Double(index / columns) + generator.number(0.1, 0.9)) * cell - 40
      return Point(x, y)
    }
    for bean in beans {
      canvas.glow(bean.center + Point(7, 10), bean.length * 0.62, Color(0x0B0402, 0.85))
      bean.draw(on: canvas)
    }
  }

  private static func drawScoop(on canvas: Canvas) {
    canvas.group(at: Point(690, 820), turn: -0.7) {
      let wood = Color(0xC58A54)
      let handle = Path.rounded(180, -38, 620, 76, 36)
      let bowl = Path.ellipse(Point(0, 0), 250, 205)
      var outline = handle
      outline.add(bowl)
      canvas.shadow(outline, dx: 0, dy: 34, blur: 24, Color(0x050201, 0.9))
      canvas.fill(handle, .vertical(-38, 38, (0, wood.lighter(0.35)), (0.4, wood), (1, wood.darker(0.5))))
      canvas.fill(
        bowl,
        .linear(
          Point(-150, -180), Point(150, 200),
          ColorRamp((0, wood.lighter(0.42)), (0.5, wood), (1, wood.darker(0.42)))))
      let hollow = Path.ellipse(Point(-4, 0), 218, 174)
      canvas.fill(
        hollow,
        .linear(
          Point(-150, -150), Point(150, 170),
          ColorRamp((0, wood.darker(0.66)), (1, wood.darker(0.2)))))
      canvas.clipped(hollow) {
        let beans = CoffeeBean.strewn(64, seed: 21, length: 92...112) { generator in
          let angle = generator.number(0, 2 * .pi)
          let reach = generator.unit().squareRoot()
          return Point(cos(angle) * reach * 200, 24 + sin(angle) * reach * 150)
        }
        for bean in beans {
          canvas.glow(bean.center + Point(6, 10), bean.length * 0.6, Color(0x0B0402, 0.8))
          bean.draw(on: canvas)
        }
        canvas.stroke(hollow.moved(10, 16), Color(0x0B0402, 0.35), width: 36)
      }
      canvas.stroke(hollow, wood.lighter(0.4).opacity(0.6), width: 3)
    }
  }
}
