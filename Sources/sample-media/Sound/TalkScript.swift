import Foundation

/// What the speaker says, sound by sound: the voice is made from it, and the mouth moves by it.
struct TalkScript: Sendable {
  struct Phrase: Sendable {
    /// Seconds from the start of the talk.
    let start: Double
    let end: Double
    let spelling: String
  }

  struct Event: Sendable {
    let start: Double
    let end: Double
    let phone: Phone
    /// The melody, as a factor of the speaker's usual pitch.
    let pitch: Double
  }

  static let duration = 12.0

  /// The times are those of the captions in the talk's draft.
  static let phrases = [
    // A street with trees is four degrees cooler.
    Phrase(start: 0.4, end: 2.8, spelling: "uh s-t-r-ee-t w-i-th t-r-ee-z i-z f-o-r d-i g-r-ee-z k-oo l-er"),
    // People slow down, and they stay for longer.
    Phrase(
      start: 3.4, end: 5.9, spelling: "p-ee p-uh-l s-l-ow d-au-n , ae-n-d th-ay s-t-ay f-er l-o-ng g-er"),
    // So the shops on green streets sell more, too.
    Phrase(
      start: 6.5, end: 8.8, spelling: "s-ow th-uh sh-o-p-s o-n g-r-ee-n s-t-r-ee-t-s s-e-l m-o-r , t-oo"),
    // Plant one tree on every block, and start there.
    Phrase(
      start: 9.3, end: 11.6,
      spelling: "p-l-ae-n-t w-u-n t-r-ee o-n e-v r-ee b-l-o-k , ae-n-d s-t-a-r-t th-e-r"),
  ]

  static let events: [Event] = phrases.flatMap(events(of:))

  /// How far the mouth is open and how wide, at a moment.
  static func mouth(at seconds: Double) -> (open: Double, wide: Double) {
    var open = 0.0
    var wide = 0.0
    // The mean of the nearest twentieth of a second: lips cannot follow every sound.
    let steps = 5
    for step in 0..<steps {
      let moment = seconds + 0.05 * (Double(step) / Double(steps - 1) - 0.5)
      let phone = events.first { $0.start <= moment && moment < $0.end }?.phone
      open += (phone?.open ?? 0) / Double(steps)
      wide += (phone?.wide ?? 0.6) / Double(steps)
    }
    return (open, wide)
  }

  /// 1 while a phrase is being said, with soft edges: gestures and nods follow it.
  static func speaking(at seconds: Double) -> Double {
    phrases.map { hump($0.start - 0.25, $0.end + 0.25, ramp: 0.3, seconds) }.max() ?? 0
  }

  private static func events(of phrase: Phrase) -> [Event] {
    let syllables = phrase.spelling.split(separator: " ")
    var phones: [(phone: Phone, syllable: Int)] = []
    for (index, syllable) in syllables.enumerated() {
      for symbol in syllable.split(separator: "-") {
        phones += sounds(of: String(symbol)).map { ($0, index) }
      }
    }
    let natural = phones.reduce(0) { $0 + $1.phone.length }
    let stretch = (phrase.end - phrase.start) / max(natural, 0.01)
    var time = phrase.start
    return phones.map { phone, syllable in
      defer { time += phone.length * stretch }
      let part = (time - phrase.start) / (phrase.end - phrase.start)
      // A phrase falls toward its end, and every other syllable is stressed.
      let melody = 1.12 - 0.26 * part + (syllable % 2 == 1 ? 0.07 : -0.02)
      return Event(start: time, end: time + phone.length * stretch, phone: phone, pitch: melody)
    }
  }

  private static func sounds(of symbol: String) -> [Phone] {
    if let consonant = Phone.consonants[symbol] { return consonant }
    if let vowel = Phone.vowels[symbol] { return [vowel] }
    if let glide = Phone.glides[symbol], var first = Phone.vowels[glide.0], var second = Phone.vowels[glide.1]
    {
      first.length = 0.1
      second.length = 0.07
      return [first, second]
    }
    // A comma is a breath.
    return [Phone(length: 0.16, formants: SIMD3(500, 1500, 2500), voice: 0, open: 0.08, wide: 0.5)]
  }
}
