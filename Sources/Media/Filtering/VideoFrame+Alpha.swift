import CFFmpeg

extension VideoFrame {
  /// A view of a YUVA 4:4:4 picture as YUV 4:4:4, sharing its pixels: for filters that take no alpha.
  public func withoutAlpha() throws(MediaError) -> VideoFrame {
    let view = try reference()
    if format == AV_PIX_FMT_YUVA444P { view.pointer.pointee.format = AV_PIX_FMT_YUV444P.rawValue }
    return view
  }
}
