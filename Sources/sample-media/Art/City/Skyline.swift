import Foundation

/// The rows of towers, made once from a seed.
struct Skyline {
  let far: [Building]
  let near: [Building]

  static let standard = Skyline(
    far: row(seed: 41, from: -20, widths: 22...44, heights: 70...225, tone: Color(0x8FA3B8)),
    near: row(seed: 57, from: -10, widths: 34...66, heights: 48...235, tone: Color(0x5A6F8C)))

  private static func row(
    seed: UInt64, from start: Double, widths: ClosedRange<Double>, heights: ClosedRange<Double>, tone: Color
  ) -> [Building] {
    var generator = SeededGenerator(seed: seed)
    let tones = [
      tone, tone.mixed(Color(0xB98A76), 0.4), tone.mixed(Color(0x3E5A72), 0.5),
      tone.mixed(Color(0xD9CBB5), 0.35),
    ]
    var buildings: [Building] = []
    var left = start
    while left < 980 {
      let width = generator.number(widths.lowerBound, widths.upperBound)
      // Towers crowd around the middle of the town.
      let crowd = exp(-pow((left - 400) / 270, 2))
      let height = lerp(
        heights.lowerBound, heights.upperBound,
        clamp(0.7 * pow(generator.unit(), 1.5) + 0.55 * crowd * generator.number(0.3, 1)))
      let roof = Building.Roof(rawValue: generator.index(5)) ?? .flat
      buildings.append(
        Building(
          left: left, width: width, height: height, roof: roof, tone: tones[generator.index(4)],
          seed: generator.next() % 1000))
      left += width + generator.number(-2, 14)
    }
    return buildings
  }
}
