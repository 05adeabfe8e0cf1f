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
  /// What the curve leaves of light, by the square root of the light over ``limit``.
  private let factors: [Float]
  /// The signal, 0...65535, for light of 0...1, by its square root.
  private let signals: [UInt16]

  /// White of the curve, in units of 100 cd/m2.
  private static let peak: Float = 10
  /// The most light that a channel can have: that of PQ's largest signal, and more for the change of
  /// primaries.
  private static let limit: Float = 170
  private static let steps = 4096

  init(_ transfer: HDRTransfer) {
    self.transfer = transfer
    light = (0..<4096).map { Float(Self.light(Double($0) / 4095, transfer)) }
    let white = Self.hable(Double(Self.peak))
    factors = (0...Self.steps).map { step in
      let root = Double(step) / Double(Self.steps)
      let light = max(root * root * Double(Self.limit), 1e-6)
      return Float(Self.hable(light) / white / light)
    }
    signals = (0...Self.steps).map { step in
      let root = Double(step) / Double(Self.steps)
      return UInt16((pow(root * root, 1 / 2.4) * 65535).rounded())
    }
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

  /// - Parameter frame: RGB of 16 bits a channel, with the source's transfer and primaries; its pixels
  ///   are replaced.
  func apply(to frame: VideoFrame) {
    guard let plane = frame.plane(0) else { return }
    let ootf: [Float] = transfer == .hlg ? Self.ootf : []
    light.withUnsafeBufferPointer { light in
      factors.withUnsafeBufferPointer { factors in
        signals.withUnsafeBufferPointer { signals in
          for row in 0..<frame.height {
            (plane.bytes + row * plane.stride).withMemoryRebound(to: UInt16.self, capacity: frame.width * 3) {
              map($0, frame.width, light, factors, signals, ootf)
            }
          }
        }
      }
    }
  }

  /// What the HLG system adds for a screen of 1000 cd/m2, in units of 100: `10 Y^0.2`, by the square
  /// root of the scene's luminance.
  private static let ootf: [Float] = (0...steps).map { step in
    let root = Double(step) / Double(steps)
    return Float(10 * pow(root * root, 0.2))
  }

  private func map(
    _ pixels: UnsafeMutablePointer<UInt16>, _ count: Int, _ light: UnsafeBufferPointer<Float>,
    _ factors: UnsafeBufferPointer<Float>, _ signals: UnsafeBufferPointer<UInt16>, _ ootf: [Float]
  ) {
    let steps = Float(Self.steps)
    func index(_ share: Float) -> Int { Int(min(max(share, 0), 1).squareRoot() * steps + 0.5) }
    for x in 0..<count {
      let pixel = pixels + x * 3
      var (r, g, b) = (light[Int(pixel[0]) >> 4], light[Int(pixel[1]) >> 4], light[Int(pixel[2]) >> 4])
      if !ootf.isEmpty {
        let gain = ootf[index(0.2627 * r + 0.6780 * g + 0.0593 * b)]
        (r, g, b) = (r * gain, g * gain, b * gain)
      }
      let red = 1.660491 * r - 0.587641 * g - 0.072850 * b
      let green = -0.124550 * r + 1.132900 * g - 0.008349 * b
      let blue = -0.018151 * r - 0.100579 * g + 1.118730 * b
      let factor = factors[index(max(red, green, blue) / Self.limit)]
      pixel[0] = signals[index(red * factor)]
      pixel[1] = signals[index(green * factor)]
      pixel[2] = signals[index(blue * factor)]
    }
  }
}
