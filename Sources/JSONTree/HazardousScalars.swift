extension Unicode.Scalar {
  /// Whether it acts on what shows it rather than being seen: C0, DEL, C1, line and paragraph separators,
  /// and the controls of the bidirectional algorithm (UAX 9, table 2).
  public var isHazardous: Bool {
    switch value {
    case 0..<0x20, 0x7F..<0xA0, 0x2028, 0x2029, 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: true
    default: false
    }
  }
}
