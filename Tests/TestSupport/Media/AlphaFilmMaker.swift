import CFFmpeg
import Media

/// Small films with transparency: VP9 with an alpha channel in WebM, which FFmpeg writes and this
/// project only reads.
public enum AlphaFilmMaker {
  public struct Failure: Error, CustomStringConvertible {
    public let description: String
  }

  /// - Parameters:
  ///   - count: frames, at 30 a second.
  ///   - pixel: colour and straight alpha, 0...255. Colours change at even pixels.
  public static func write(
    width: Int, height: Int, count: Int, to path: String,
    _ pixel: (_ frame: Int, _ x: Int, _ y: Int) -> (Color, alpha: Int)
  ) throws {
    guard let codec = avcodec_find_encoder_by_name("libvpx-vp9"), let context = avcodec_alloc_context3(codec)
    else { throw Failure(description: "this FFmpeg was built without libvpx-vp9") }
    var encoder: UnsafeMutablePointer<AVCodecContext>? = context
    defer { avcodec_free_context(&encoder) }
    context.pointee.width = Int32(width)
    context.pointee.height = Int32(height)
    context.pointee.pix_fmt = AV_PIX_FMT_YUVA420P
    context.pointee.time_base = AVRational(num: 1, den: 30)
    context.pointee.colorspace = AVCOL_SPC_BT709
    context.pointee.color_range = AVCOL_RANGE_MPEG
    for (name, value) in [("crf", "10"), ("b", "0"), ("cpu-used", "8"), ("deadline", "realtime")] {
      av_opt_set(context, name, value, AV_OPT_SEARCH_CHILDREN)
    }
    // Frames that are not shown carry no alpha.
    av_opt_set(context, "auto-alt-ref", "0", AV_OPT_SEARCH_CHILDREN)
    try check(avcodec_open2(context, codec, nil))

    var muxer: UnsafeMutablePointer<AVFormatContext>?
    try check(avformat_alloc_output_context2(&muxer, nil, "webm", path))
    guard let output = muxer, let stream = avformat_new_stream(output, nil) else {
      throw Failure(description: "no memory")
    }
    defer { avformat_free_context(output) }
    try check(avcodec_parameters_from_context(stream.pointee.codecpar, context))
    av_dict_set(&stream.pointee.metadata, "alpha_mode", "1", 0)
    try check(avio_open(&output.pointee.pb, "file:" + path, AVIO_FLAG_WRITE))
    defer { avio_closep(&output.pointee.pb) }
    try check(avformat_write_header(output, nil))
    var packet = av_packet_alloc()
    defer { av_packet_free(&packet) }
    for index in 0...count {
      var frame = index < count ? try draw(width, height) { pixel(index, $0, $1) } : nil
      defer { av_frame_free(&frame) }
      frame?.pointee.pts = Int64(index)
      try check(avcodec_send_frame(context, frame))
      while avcodec_receive_packet(context, packet) >= 0 {
        av_packet_rescale_ts(packet, context.pointee.time_base, stream.pointee.time_base)
        try check(av_interleaved_write_frame(output, packet))
      }
    }
    try check(av_write_trailer(output))
  }

  private static func draw(
    _ width: Int, _ height: Int, _ pixel: (_ x: Int, _ y: Int) -> (Color, alpha: Int)
  ) throws -> UnsafeMutablePointer<AVFrame>? {
    var frame = av_frame_alloc()
    guard let made = frame else { throw Failure(description: "no memory") }
    made.pointee.width = Int32(width)
    made.pointee.height = Int32(height)
    made.pointee.format = AV_PIX_FMT_YUVA420P.rawValue
    guard av_frame_get_buffer(made, 0) >= 0, let luma = made.pointee.data.0, let blue = made.pointee.data.1,
      let red = made.pointee.data.2, let alpha = made.pointee.data.3
    else {
      av_frame_free(&frame)
      throw Failure(description: "no memory")
    }
    let strides = made.pointee.linesize
    for y in 0..<height {
      for x in 0..<width {
        let (color, opacity) = pixel(x, y)
        luma[y * Int(strides.0) + x] = color.yuv[0]
        alpha[y * Int(strides.3) + x] = UInt8(opacity)
        blue[y / 2 * Int(strides.1) + x / 2] = color.yuv[1]
        red[y / 2 * Int(strides.2) + x / 2] = color.yuv[2]
      }
    }
    return made
  }

  private static func check(_ code: Int32) throws {
    guard code < 0 else { return }
    throw Failure(description: "FFmpeg failed to write a film: \(code)")
  }
}
