import CFFmpeg

/// From high to standard dynamic range.
public enum ToneMapping {
  /// Whether this FFmpeg can do it: without zimg, the picture is only brought to 8 bits and comes out pale.
  public static var isAvailable: Bool { FilterGraph.hasFilter("zscale") && FilterGraph.hasFilter("tonemap") }

  /// Filters for pictures like `frame`, which should have their final size before: twice as fast as the
  /// other way round.
  ///
  /// To linear light with 100 cd/m² as white, BT.709 primaries, Hable's curve (it keeps detail in
  /// highlights), and back to BT.709 in limited range. Without taking colour from highlights, bright
  /// clouds come out yellow.
  static func filters(for frame: VideoFrame) -> [String] {
    guard isAvailable else { return [] }
    // Untagged pictures would be refused: what HDR is made with as a rule is assumed.
    let value = frame.pointer.pointee
    var input = ""
    if value.color_primaries == AVCOL_PRI_UNSPECIFIED { input += ":pin=2020" }
    if value.colorspace == AVCOL_SPC_UNSPECIFIED { input += ":min=2020_ncl" }
    if value.color_trc == AVCOL_TRC_UNSPECIFIED { input += ":tin=smpte2084" }
    if value.color_range == AVCOL_RANGE_UNSPECIFIED { input += ":rin=tv" }
    return [
      "zscale=t=linear:npl=100\(input)", "format=gbrpf32le", "zscale=p=bt709", "tonemap=hable:desat=0.5",
      "zscale=t=bt709:m=bt709:r=tv",
    ]
  }
}
