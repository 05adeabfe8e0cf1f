/// The sepia matrix of Filter Effects Level 1, 9.4, on YUV of BT.709 in limited range by way of RGB,
/// where it is clipped before and after. All factors fit into 16 bits, so that vectors of them do the work.
struct SepiaMatrix {
  /// 4096 is 1.
  private let factors: [Int16]

  /// - Parameter amount: 0...1; 0 changes nothing.
  init(_ amount: Double) {
    let rest = 1 - amount
    factors = [
      0.393 + 0.607 * rest, 0.769 - 0.769 * rest, 0.189 - 0.189 * rest,
      0.349 - 0.349 * rest, 0.686 + 0.314 * rest, 0.168 - 0.168 * rest,
      0.272 - 0.272 * rest, 0.534 - 0.534 * rest, 0.131 + 0.869 * rest,
    ].map { Int16((min(max($0, 0), 1) * 4096).rounded()) }
  }

  /// Changes a row of pixels.
  func apply(
    _ y: UnsafeMutablePointer<UInt8>, _ u: UnsafeMutablePointer<UInt8>, _ v: UnsafeMutablePointer<UInt8>,
    count: Int
  ) {
    let (rr, rg, rb) = (factors[0], factors[1], factors[2])
    let (gr, gg, gb) = (factors[3], factors[4], factors[5])
    let (br, bg, bb) = (factors[6], factors[7], factors[8])
    for x in 0..<count {
      // BT.709 to RGB (BT.709-6, item 3), with 13 bits after the point; then 4.
      let bright = Self.product(Int16(y[x]) &- 16, 9539)
      let (cb, cr) = (Int16(u[x]) &- 128, Int16(v[x]) &- 128)
      let r = Self.value((bright &+ Self.product(cr, 14686)) &>> 9)
      let g = Self.value((bright &- Self.product(cb, 1747) &- Self.product(cr, 4366)) &>> 9)
      let b = Self.value((bright &+ Self.product(cb, 17305)) &>> 9)
      let red = Self.value((Self.product(r, rr) &+ Self.product(g, rg) &+ Self.product(b, rb)) &>> 12)
      let green = Self.value((Self.product(r, gr) &+ Self.product(g, gg) &+ Self.product(b, gb)) &>> 12)
      let blue = Self.value((Self.product(r, br) &+ Self.product(g, bg) &+ Self.product(b, bb)) &>> 12)
      // And back: 219 and 224 steps of 255, with 19 bits in all after the point.
      y[x] = Self.byte(16, Self.product(red, 5983), Self.product(green, 20127), Self.product(blue, 2032))
      u[x] = Self.byte(128, Self.product(red, -3298), Self.product(green, -11094), Self.product(blue, 14392))
      v[x] = Self.byte(128, Self.product(red, 14392), Self.product(green, -13072), Self.product(blue, -1320))
    }
  }

  @inline(__always)
  private static func product(_ a: Int16, _ b: Int16) -> Int32 { Int32(a) &* Int32(b) }

  /// A colour of 0...255, with 4 bits after the point.
  @inline(__always)
  private static func value(_ value: Int32) -> Int16 { Int16(truncatingIfNeeded: min(max(value, 0), 4080)) }

  @inline(__always)
  private static func byte(_ base: Int32, _ a: Int32, _ b: Int32, _ c: Int32) -> UInt8 {
    UInt8(truncatingIfNeeded: base &+ (a &+ b &+ c &+ 262144) &>> 19)
  }
}
