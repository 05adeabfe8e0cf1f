import DraftModel
import JSONTree

/// A small generator whose numbers depend on its seed alone (SplitMix64).
struct EditGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  mutating func below(_ bound: Int) -> Int { Int.random(in: 0..<bound, using: &self) }
  mutating func chance(_ percent: Int) -> Bool { below(100) < percent }
  mutating func pick<T>(_ first: T, _ others: T...) -> T {
    let index = below(others.count + 1)
    return index == 0 ? first : others[index - 1]
  }
}

/// Draft texts as a service, or several, might write them. Every segment that is an object has a
/// `mark` of its own, so that it is found again after an edit.
struct RandomDraft {
  var random: EditGenerator
  private var mark = 0

  init(seed: UInt64) { random = EditGenerator(seed: seed) }

  mutating func text() -> String {
    let tracks = (0..<1 + random.below(3)).map { _ in track() }
    let duration = random.chance(50) ? #","d":\#(time(random.below(4000)))"# : ""
    return #"{"zz":[1.0, 2e3],"t":["# + tracks.joined(separator: ",") + "]" + duration
      + #","last":"\u00e4"}"# + "\n"
  }

  private mutating func track() -> String {
    var start = 0
    let segments = (0..<random.below(6)).map { _ in segment(&start) }
    return #"{"tt":\#(random.pick(0, 1, 7)),"sg":["# + space()
      + segments.joined(separator: space() + "," + space()) + space() + "]}"
  }

  private mutating func space() -> String { random.pick("", "", " ", "\n  ", "\r\n\t") }

  /// A time in one of the spellings that are read.
  private mutating func time(_ value: Int) -> String {
    random.pick("\(value)", "\(value)", "\(value).0", "\"\(value)\"", "\(value).125", "\(value)e0")
  }

  private mutating func segment(_ start: inout Int) -> String {
    if random.chance(4) { return random.pick("null", "[]", "7", "\"x\"") }
    mark += 1
    let duration = random.below(20) * 50
    if random.chance(20) { start += random.below(10) * 50 }
    if random.chance(5) { start = random.below(2000) }
    var members = [#""mark":\#(mark)"#]
    if random.chance(50) {
      let value = random.chance(80) ? "\(start)" : time(start)
      members.append(#""\#(random.pick("s", "start", "startTime"))":\#(value)"#)
    }
    if random.chance(95) {
      let value = random.chance(80) ? "\(duration)" : time(duration)
      members.append(#""\#(random.pick("d", "d", "duration"))":\#(value)"#)
    }
    start += duration
    for member in [
      #""ss":\#(time(random.below(1000)))"#, #""sp":\#(random.pick("2", "0.5", "1.25"))"#, #""u":"a.mp4""#,
      #""tx":"Hi""#, #""id":"i\#(mark)""#, #""fi":20"#, #""fo":30"#, #""tr":{"k":"wipe","d":10}"#,
      #""kf":[{"p":"x","t":0,"v":0},{"p":"x", "t":100.0,"v":1}]"#, #""own":{"q":[1.50, 1E2]}"#,
    ] where random.chance(30) { members.append(member) }
    return "{" + space() + members.joined(separator: "," + space()) + space() + "}"
  }
}
