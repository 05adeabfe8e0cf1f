import Media

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Brings HDR pictures, after they have their size, to what an SDR screen shows.
///
///     signal --EOTF--> light, in units of 100 cd/m2 --BT.2020 to BT.709--> --curve--> light of 0...1
///            --inverse of BT.1886--> signal
///
/// - PQ: the EOTF of SMPTE ST 2084 (BT.2100-2, table 4).
/// - HLG: the inverse OETF and the OOTF of BT.2100-2, table 5, for a screen of 1000 cd/m2 (gamma 1.2).
/// - Primaries: BT.2407-0, 2; what leaves BT.709 is cut off.
/// - Curve: John Hable's filmic one ("Uncharted 2"), on the largest of the three channels, with its
///   white at 1000 cd/m2: what FFmpeg's `tonemap=hable:desat=0` does, so that films look as they do
///   when that is what exports them.
/// - BT.1886, Annex 1, without a black level: `L^(1/2.4)`.
struct ToneMapper {
  private let transfer: HDRTransfer
  /// Light for a signal of 12 bits.
  private let light: [Float]
  /// What the curve leaves of light, by its place in ``LightScale``.
  private let factors: [Float]
  /// The signal, 0...65535, for light of 0...1.
  private let signals: [UInt16]
  /// What the HLG system adds for a screen of 1000 cd/m2, in units of 100, by the scene's luminance:
  /// `10 Y^0.2`. Empty for PQ.
  private let gains: [Float]

  /// White of the curve, in units of 100 cd/m2.
  private static let peak = 10.0

  init(_ transfer: HDRTransfer) {
    self.transfer = transfer
    light = (0..<4096).map { Float(Self.light(Double($0) / 4095, transfer)) }
    let white = Self.hable(Self.peak)
    factors = LightScale.values.map { Float(Self.hable($0) / white / max($0, 1e-9)) }
    signals = LightScale.values.map { UInt16((pow(min($0, 1), 1 / 2.4) * 65535).rounded()) }
    gains = transfer == .hlg ? LightScale.values.map { Float(10 * pow($0, 0.2)) } : []
  }

  private static func light(_ signal: Double, _ transfer: HDRTransfer) -> Double {
    switch transfer {
    case .pq:
      let (m1, m2, c1, c2, c3) = (
        2610.0 / 16384, 2523.0 / 4096 * 128, 3424.0 / 4096, 2413.0 / 4096 * 32, 2392.0 / 4096 * 32
      )
      let root = pow(signal, 1 / m2)
      return pow(max(root - c1, 0) / (c2 - c3 * root), 1 / m1) * 100
    case .hlg:
      let (a, b, c) = (0.17883277, 0.28466892, 0.55991073)
      return signal <= 0.5 ? signal * signal / 3 : (exp((signal - c) / a) + b) / 12
    }
  }

  private static func hable(_ x: Double) -> Double {
    let (a, b, c, d, e, f) = (0.15, 0.50, 0.10, 0.20, 0.02, 0.30)
    return (x * (x * a + b * c) + d * e) / (x * (x * a + b) + d * f) - e / f
  }

  /// - Parameter frame: RGB of 16 bits a channel (`gbrp16`), with the source's transfer and primaries;
  ///   its pixels are replaced.
  func apply(to frame: VideoFrame) {
    guard let green = frame.plane(0), let blue = frame.plane(1), let red = frame.plane(2) else { return }
    light.withUnsafeBufferPointer { light in
      factors.withUnsafeBufferPointer { factors in
        signals.withUnsafeBufferPointer { signals in
          gains.withUnsafeBufferPointer { gains in
            for row in 0..<frame.height {
              func pixels(_ plane: (bytes: UnsafeMutablePointer<UInt8>, stride: Int))
                -> UnsafeMutablePointer<UInt16>
              {
                UnsafeMutableRawPointer(plane.bytes + row * plane.stride)
                  .assumingMemoryBound(to: UInt16.self)
              }
              Self.map(
                pixels(red), pixels(green), pixels(blue), frame.width, light, factors, signals, gains)
            }
          }
        }
      }
    }
  }

  private static func map(
    _ reds: UnsafeMutablePointer<UInt16>, _ greens: UnsafeMutablePointer<UInt16>,
    _ blues: UnsafeMutablePointer<UInt16>, _ count: Int, _ light: UnsafeBufferPointer<Float>,
    _ factors: UnsafeBufferPointer<Float>, _ signals: UnsafeBufferPointer<UInt16>,
    _ gains: UnsafeBufferPointer<Float>
  ) {
    for x in 0..<count {
      var (r, g, b) = (light[Int(reds[x]) >> 4], light[Int(greens[x]) >> 4], light[Int(blues[x]) >> 4])
      if !gains.isEmpty {
        let gain = gains[LightScale.place(0.2627 * r + 0.6780 * g + 0.0593 * b)]
        (r, g, b) = (r * gain, g * gain, b * gain)
      }
      let red = 1.660491 * r - 0.587641 * g - 0.072850 * b
      let green = -0.124550 * r + 1.132900 * g - 0.008349 * b
      let blue = -0.018151 * r - 0.100579 * g + 1.118730 * b
      let factor = factors[LightScale.place(max(red, green, blue))]
      reds[x] = signals[LightScale.place(red * factor)]
      greens[x] = signals[LightScale.place(green * factor)]
      blues[x] = signals[LightScale.place(blue * factor)]
    }
  }
}

/// Places of tables over light: 256 to each doubling, from 2^-20 to 2^8, which is more than any signal
/// reaches. A place is cut out of a float's own bits.
private enum LightScale {
  private static let low = UInt32(127 - 20) << 8
  private static let count = 28 << 8

  /// The light in the middle of each place; the first stands for all below.
  static let values: [Double] = (0..<count).map { place in
    guard place > 0 else { return 0 }
    let bits = (low + UInt32(place)) << 15 | 1 << 14
    return Double(Float(bitPattern: bits))
  }

  @inline(__always)
  static func place(_ light: Float) -> Int {
    // What is not above zero has the lowest bits, and nothing here is not a number.
    let bits = Int(max(light, 0).bitPattern >> 15) - Int(low)
    return min(max(bits, 0), count - 1)
  }
}
