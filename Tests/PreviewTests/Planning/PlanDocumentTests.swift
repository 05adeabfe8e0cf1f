import Preview
import TestSupport
import Testing

@Suite struct PlanDocumentTests {
  @Test func isPrintedWhole() throws {
    let plan = try RenderPlan.of(
      """
      {"tt": 0, "sg": [
        {"u": "clip", "d": 3000, "ss": 500, "fo": 250, "tr": {"k": "crossfade", "d": 500}},
        {"u": "photo", "d": 1500.5, "ft": "blur", "r": 15, "o": 0.5,
         "kf": [{"p": "x", "t": 0, "v": 0.25}, {"p": "x", "t": 500, "v": 0.75, "e": "ease-out"}],
         "fx": [{"k": "sepia", "a": 0.5}, {"k": "blur", "a": 0.01}]},
        {"u": "absent", "s": 5000, "d": 1000}
      ]},
      {"tt": 1, "dk": 12, "sg": [{"u": "song", "d": 6000, "v": 0.35, "fo": 1000, "sp": 1.25}]},
      {"tt": 1, "rl": "voice", "sg": [{"u": "song", "s": 2000, "d": 1000}]},
      {"tt": 7, "sg": [{"tx": "Urban Dreams", "s": 250, "d": 3000, "y": 0.8, "an": {"i": {"k": "pop", "d": 300}}}]},
      {"tt": 3, "sg": [{"u": "clip", "d": 1000}]}
      """, canvas: ##""width": 1920, "height": 1080, "fps": 50, "background": "#102030""##,
      OutputSettings(size: .exact(width: 480, height: 480)))
    try Golden.check(plan.text + "\n", against: "plan.json")
  }
}
