import CFFmpeg
import DraftModel

/// A chain of FFmpeg's filters for pictures or sound, in FFmpeg's own notation.
final class FilterGraph {
  private let graph: UnsafeMutablePointer<AVFilterGraph>
  private var source: UnsafeMutablePointer<AVFilterContext>?
  private var sink: UnsafeMutablePointer<AVFilterContext>?

  private init() throws(MediaError) {
    _ = FFmpegLog.install
    graph = try allocated(avfilter_graph_alloc(), "filter")
    graph.pointee.nb_threads = 1
  }

  deinit {
    var graph: UnsafeMutablePointer<AVFilterGraph>? = graph
    avfilter_graph_free(&graph)
  }

  /// A chain for pictures like `frame`.
  convenience init(
    _ chain: String, like frame: VideoFrame, timeBase: AVRational = AVRational(num: 1, den: 1000)
  ) throws(MediaError) {
    try self.init()
    let aspect = frame.pointer.pointee.sample_aspect_ratio
    try connect(
      chain, from: "buffer", to: "buffersink",
      arguments: "video_size=\(frame.width)x\(frame.height):pix_fmt=\(frame.format.rawValue)"
        + ":time_base=\(timeBase.num)/\(timeBase.den):pixel_aspect=\(max(0, aspect.num))/\(max(1, aspect.den))"
    )
  }

  /// A chain for stereo sound at 48 kHz, interleaved float.
  convenience init(sound chain: String) throws(MediaError) {
    try self.init()
    try connect(
      chain + ",aformat=sample_fmts=flt:sample_rates=48000:channel_layouts=stereo", from: "abuffer",
      to: "abuffersink", arguments: "time_base=1/48000:sample_rate=48000:sample_fmt=flt:channel_layout=stereo"
    )
  }

  private func connect(_ chain: String, from input: String, to output: String, arguments: String)
    throws(MediaError)
  {
    try check(
      avfilter_graph_create_filter(&source, avfilter_get_by_name(input), "in", arguments, nil, graph),
      "filter")
    try check(
      avfilter_graph_create_filter(&sink, avfilter_get_by_name(output), "out", nil, nil, graph), "filter")
    // "in" and "out" are named from the chain's side: its open input is what the source feeds.
    var outputs: UnsafeMutablePointer<AVFilterInOut>? = avfilter_inout_alloc()
    var inputs: UnsafeMutablePointer<AVFilterInOut>? = avfilter_inout_alloc()
    defer {
      avfilter_inout_free(&outputs)
      avfilter_inout_free(&inputs)
    }
    outputs?.pointee.name = av_strdup("in")
    outputs?.pointee.filter_ctx = source
    inputs?.pointee.name = av_strdup("out")
    inputs?.pointee.filter_ctx = sink
    try check(avfilter_graph_parse_ptr(graph, chain, &inputs, &outputs, nil), "set up the filter \(chain)")
    try check(avfilter_graph_config(graph, nil), "set up the filter \(chain)")
  }

  /// Hands a picture over; nil for the end.
  func push(_ frame: VideoFrame?) throws(MediaError) {
    try check(
      av_buffersrc_add_frame_flags(source, frame?.pointer, Int32(AV_BUFFERSRC_FLAG_KEEP_REF)), "filter")
  }

  /// The next picture that is ready.
  func pull() throws(MediaError) -> VideoFrame? {
    let frame = try VideoFrame()
    let code = av_buffersink_get_frame(sink, frame.pointer)
    if code == wp_error(EAGAIN) || code == wp_error_eof { return nil }
    try check(code, "filter")
    return frame
  }

  // MARK: Sound

  /// Hands stereo samples over; none for the end.
  func push(samples: [Float]) throws(MediaError) {
    guard !samples.isEmpty else {
      try check(av_buffersrc_add_frame_flags(source, nil, 0), "filter")
      return
    }
    let frame = try VideoFrame()
    frame.pointer.pointee.format = AV_SAMPLE_FMT_FLT.rawValue
    frame.pointer.pointee.nb_samples = Int32(samples.count / 2)
    frame.pointer.pointee.sample_rate = 48000
    wp_stereo(&frame.pointer.pointee.ch_layout)
    try check(av_frame_get_buffer(frame.pointer, 0), "filter sound")
    if let plane = frame.plane(0) {
      plane.bytes.withMemoryRebound(to: Float.self, capacity: samples.count) {
        _ = UnsafeMutableBufferPointer(start: $0, count: samples.count).update(fromContentsOf: samples)
      }
    }
    try check(av_buffersrc_add_frame_flags(source, frame.pointer, 0), "filter sound")
  }

  /// Appends what samples are ready.
  /// - Returns: false at the end of the sound.
  func pullSamples(into samples: inout [Float]) throws(MediaError) -> Bool {
    while true {
      let frame = try VideoFrame()
      let code = av_buffersink_get_frame(sink, frame.pointer)
      if code == wp_error(EAGAIN) { return true }
      if code == wp_error_eof { return false }
      try check(code, "filter sound")
      guard let plane = frame.plane(0) else { continue }
      let count = Int(frame.pointer.pointee.nb_samples) * 2
      plane.bytes.withMemoryRebound(to: Float.self, capacity: count) {
        samples.append(contentsOf: UnsafeBufferPointer(start: $0, count: count))
      }
    }
  }
}
