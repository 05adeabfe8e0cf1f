import CFFmpeg
import DraftModel

/// A chain of FFmpeg's filters for pictures or sound, in FFmpeg's own notation.
final class FilterGraph {
  private let graph: UnsafeMutablePointer<AVFilterGraph>
  private var source: UnsafeMutablePointer<AVFilterContext>?
  /// The second input of a chain that has two.
  private var secondSource: UnsafeMutablePointer<AVFilterContext>?
  private var sink: UnsafeMutablePointer<AVFilterContext>?

  private init(threads: Int = 1) throws(MediaError) {
    _ = FFmpegLog.install
    guard Self.isAvailable else {
      throw MediaError(.library, operation: "filter", reason: "FFmpeg's libavfilter cannot be loaded")
    }
    graph = try allocated(wp_graph_alloc(), "filter")
    graph.pointee.nb_threads = Int32(clamping: threads)
  }

  deinit {
    var graph: UnsafeMutablePointer<AVFilterGraph>? = graph
    wp_graph_free(&graph)
  }

  /// A chain for pictures like `frame`.
  convenience init(
    _ chain: String, like frame: VideoFrame, timeBase: AVRational = AVRational(num: 1, den: 1000),
    threads: Int = 1
  ) throws(MediaError) {
    try self.init(threads: threads)
    try connect(
      chain, from: "buffer", to: "buffersink", arguments: [Self.arguments(frame, timeBase)])
  }

  /// A chain with two inputs, `[in]` and `[in2]`, for pictures like these.
  convenience init(_ chain: String, like first: VideoFrame, and second: VideoFrame) throws(MediaError) {
    try self.init()
    let timeBase = AVRational(num: 1, den: 1000)
    try connect(
      chain, from: "buffer", to: "buffersink",
      arguments: [Self.arguments(first, timeBase), Self.arguments(second, timeBase)])
  }

  private static func arguments(_ frame: VideoFrame, _ timeBase: AVRational) -> String {
    let aspect = frame.pointer.pointee.sample_aspect_ratio
    return "video_size=\(frame.width)x\(frame.height):pix_fmt=\(frame.format.rawValue)"
      + ":time_base=\(timeBase.num)/\(timeBase.den):pixel_aspect=\(max(0, aspect.num))/\(max(1, aspect.den))"
  }

  /// A chain for sound like `frame`, whose layout of channels is known.
  /// - Parameter frameSize: samples in each frame that comes out; 0 for any number.
  convenience init(
    _ chain: String, likeSound frame: VideoFrame, timeBase: AVRational, frameSize: Int
  ) throws(MediaError) {
    try self.init()
    var layout = [CChar](repeating: 0, count: 256)
    av_channel_layout_describe(&frame.pointer.pointee.ch_layout, &layout, layout.count)
    let name = String(decoding: layout.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    try connect(
      chain, from: "abuffer", to: "abuffersink",
      arguments: [
        "time_base=\(timeBase.num)/\(timeBase.den):sample_rate=\(frame.pointer.pointee.sample_rate)"
          + ":sample_fmt=\(frame.pointer.pointee.format):channel_layout=\(name)"
      ])
    if frameSize > 0 { wp_sink_set_frame_size(sink, UInt32(frameSize)) }
  }

  /// A chain for stereo sound at 48 kHz, interleaved float.
  convenience init(sound chain: String) throws(MediaError) {
    try self.init()
    try connect(
      chain + ",aformat=sample_fmts=flt:sample_rates=48000:channel_layouts=stereo", from: "abuffer",
      to: "abuffersink",
      arguments: ["time_base=1/48000:sample_rate=48000:sample_fmt=flt:channel_layout=stereo"])
  }

  /// - Parameter arguments: of each input.
  private func connect(_ chain: String, from input: String, to output: String, arguments: [String])
    throws(MediaError)
  {
    // "in" and "out" are named from the chain's side: its open inputs are what the sources feed.
    var outputs: UnsafeMutablePointer<AVFilterInOut>?
    var inputs: UnsafeMutablePointer<AVFilterInOut>? = wp_inout_alloc()
    defer {
      wp_inout_free(&outputs)
      wp_inout_free(&inputs)
    }
    for (index, arguments) in arguments.enumerated().reversed() {
      var made: UnsafeMutablePointer<AVFilterContext>?
      let name = index == 0 ? "in" : "in\(index + 1)"
      try check(
        wp_graph_create(&made, input, name, arguments, graph), "filter")
      if index == 0 { source = made } else { secondSource = made }
      let entry = wp_inout_alloc()
      entry?.pointee.name = av_strdup(name)
      entry?.pointee.filter_ctx = made
      entry?.pointee.next = outputs
      outputs = entry
    }
    try check(wp_graph_create(&sink, output, "out", nil, graph), "filter")
    inputs?.pointee.name = av_strdup("out")
    inputs?.pointee.filter_ctx = sink
    try check(wp_graph_parse(graph, chain, &inputs, &outputs), "set up the filter \(chain)")
    try check(wp_graph_config(graph), "set up the filter \(chain)")
  }

  /// Whether there are filters. What is loaded before is told first: it names the engine.
  private static let isAvailable: Bool = {
    _ = LoadedLibraries.atFirst
    return wp_load_filters() != 0
  }()

  /// Whether this FFmpeg has a filter.
  static func hasFilter(_ name: String) -> Bool { isAvailable && wp_filter_named(name) != nil }

  /// Hands a picture over; nil for the end.
  func push(_ frame: VideoFrame?) throws(MediaError) {
    try check(
      wp_source_add(source, frame?.pointer, Int32(AV_BUFFERSRC_FLAG_KEEP_REF)), "filter")
  }

  /// Hands a picture to the second input.
  func pushSecond(_ frame: VideoFrame) throws(MediaError) {
    try check(
      wp_source_add(secondSource, frame.pointer, Int32(AV_BUFFERSRC_FLAG_KEEP_REF)), "filter")
  }

  /// The next picture that is ready.
  func pull() throws(MediaError) -> VideoFrame? {
    let frame = try VideoFrame()
    let code = wp_sink_get(sink, frame.pointer)
    if code == wp_error(EAGAIN) || code == wp_error_eof { return nil }
    try check(code, "filter")
    return frame
  }

  // MARK: Sound

  /// Hands stereo samples over; none for the end.
  func push(samples: [Float]) throws(MediaError) {
    guard !samples.isEmpty else {
      try check(wp_source_add(source, nil, 0), "filter")
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
    try check(wp_source_add(source, frame.pointer, 0), "filter sound")
  }

  /// Appends what samples are ready.
  /// - Returns: false at the end of the sound.
  func pullSamples(into samples: inout [Float]) throws(MediaError) -> Bool {
    while true {
      let frame = try VideoFrame()
      let code = wp_sink_get(sink, frame.pointer)
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
