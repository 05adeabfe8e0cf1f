/// One sound of speech: what the throat, the mouth and the lips do for a moment.
struct Phone: Sendable {
  /// Seconds, before a phrase is fitted to its time.
  var length: Double
  /// The mouth's first three resonances, Hz, for a man; a woman's lie higher.
  var formants: SIMD3<Double>
  /// How loud the voice is, 0...1.
  var voice: Double
  /// How loud the breath is, 0...1, and where its hiss lies, Hz.
  var noise = 0.0
  var hiss = 4000.0
  /// How far the mouth opens, and how wide it is: 0 for rounded lips, 1 for a smile.
  var open: Double
  var wide: Double

  /// Resonances as measured by Peterson and Barney (1952).
  static let vowels: [String: Phone] = [
    "a": vowel(730, 1090, 2440, open: 1, wide: 0.5), "ae": vowel(660, 1720, 2410, open: 0.85, wide: 0.8),
    "uh": vowel(520, 1300, 2400, open: 0.5, wide: 0.5), "e": vowel(530, 1840, 2480, open: 0.6, wide: 0.75),
    "i": vowel(390, 1990, 2550, open: 0.4, wide: 0.8), "ee": vowel(270, 2290, 3010, open: 0.32, wide: 1),
    "o": vowel(570, 840, 2410, open: 0.75, wide: 0.2), "oo": vowel(300, 870, 2240, open: 0.3, wide: 0),
    "u": vowel(640, 1190, 2390, open: 0.7, wide: 0.5), "er": vowel(490, 1350, 1690, open: 0.45, wide: 0.35),
  ]

  /// Vowels that glide from one to another.
  static let glides: [String: (String, String)] = ["ay": ("e", "ee"), "ow": ("o", "oo"), "au": ("a", "oo")]

  static let consonants: [String: [Phone]] = [
    "p": stop(hiss: 900, voiced: false, wide: 0.4), "b": stop(hiss: 800, voiced: true, wide: 0.4),
    "t": stop(hiss: 4200, voiced: false, wide: 0.6), "d": stop(hiss: 3800, voiced: true, wide: 0.6),
    "k": stop(hiss: 2000, voiced: false, wide: 0.5), "g": stop(hiss: 1800, voiced: true, wide: 0.5),
    "s": hissing(0.075, 6200, loud: 0.5, voiced: false), "z": hissing(0.06, 5600, loud: 0.3, voiced: true),
    "sh": hissing(0.08, 3100, loud: 0.55, voiced: false),
    "f": hissing(0.065, 4800, loud: 0.22, voiced: false),
    "v": hissing(0.05, 4200, loud: 0.12, voiced: true), "th": hissing(0.05, 4500, loud: 0.14, voiced: true),
    "m": humming(270, 1000, 2200, open: 0), "n": humming(280, 1500, 2500, open: 0.15),
    "ng": humming(280, 1900, 2600, open: 0.2), "l": humming(360, 1150, 2600, open: 0.35, voice: 0.6),
    "r": humming(340, 1150, 1550, open: 0.3, voice: 0.6),
    "w": humming(300, 700, 2200, open: 0.2, voice: 0.55),
  ]

  private static func vowel(_ f1: Double, _ f2: Double, _ f3: Double, open: Double, wide: Double) -> Phone {
    Phone(length: 0.13, formants: SIMD3(f1, f2, f3), voice: 1, open: open, wide: wide)
  }

  /// The lips or the tongue close, then the breath bursts out.
  private static func stop(hiss: Double, voiced: Bool, wide: Double) -> [Phone] {
    let formants = SIMD3(300.0, 1500, 2500)
    return [
      Phone(length: 0.04, formants: formants, voice: voiced ? 0.16 : 0, open: 0, wide: wide),
      Phone(
        length: 0.022, formants: formants, voice: voiced ? 0.3 : 0, noise: voiced ? 0.25 : 0.45, hiss: hiss,
        open: 0.25,
        wide: wide),
    ]
  }

  private static func hissing(_ length: Double, _ hiss: Double, loud: Double, voiced: Bool) -> [Phone] {
    [
      Phone(
        length: length, formants: SIMD3(350, 1600, 2600), voice: voiced ? 0.3 : 0, noise: loud, hiss: hiss,
        open: 0.16,
        wide: 0.75)
    ]
  }

  private static func humming(
    _ f1: Double, _ f2: Double, _ f3: Double, open: Double, voice: Double = 0.42
  ) -> [Phone] {
    [Phone(length: 0.055, formants: SIMD3(f1, f2, f3), voice: voice, open: open, wide: 0.45)]
  }
}
