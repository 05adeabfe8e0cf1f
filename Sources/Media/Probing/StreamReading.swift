import CFFmpeg
import DraftModel

/// Turns a stream of an opened container into its description.
struct StreamReading {
  private let container: InputContainer
  private let pointer: UnsafeMutablePointer<AVStream>
  private let parameters: AVCodecParameters
  /// How a picture's own metadata turn it.
  private let turned: Orientation?

  init(_ container: InputContainer, _ pointer: UnsafeMutablePointer<AVStream>, turned: Orientation?) {
    self.container = container
    self.pointer = pointer
    self.turned = turned
    parameters = pointer.pointee.codecpar.pointee
  }

  func stream(_ index: Int) -> MediaDescription.Stream {
    let codec =
      parameters.codec_id == AV_CODEC_ID_NONE
      ? "unknown" : String(cString: avcodec_get_name(parameters.codec_id))
    var stream = MediaDescription.Stream(index: index, kind: kind, codec: codec)
    stream.codecTag = Self.tag(parameters.codec_tag)
    if let profile = avcodec_profile_name(parameters.codec_id, parameters.profile) {
      stream.profile = String(cString: profile)
    }
    stream.level = level
    var tags = TagReading(pointer.pointee.metadata)
    stream.language = tags.take("language").flatMap { $0 == "und" ? nil : $0 }
    stream.title = tags.take("title")
    stream.tags = tags.tags
    let disposition = pointer.pointee.disposition
    stream.isDefault = disposition & AV_DISPOSITION_DEFAULT != 0
    stream.isForced = disposition & AV_DISPOSITION_FORCED != 0
    stream.isCoverArt = InputContainer.isAttachedPicture(pointer)
    stream.isEncrypted = sideData(AV_PKT_DATA_ENCRYPTION_INIT_INFO) != nil || tags["enc_key_id"] != nil
    stream.bitRate = parameters.bit_rate > 0 ? Int(parameters.bit_rate) : nil
    let base = pointer.pointee.time_base
    if pointer.pointee.duration != wp_no_pts, pointer.pointee.duration > 0 {
      stream.duration = Time(timestamp: pointer.pointee.duration, timeBase: base)
    }
    if pointer.pointee.start_time != wp_no_pts {
      stream.startTime = Time(timestamp: pointer.pointee.start_time, timeBase: base)
    }
    stream.packetCount = pointer.pointee.nb_frames > 0 ? Int(pointer.pointee.nb_frames) : nil
    switch kind {
    case .video where stream.isCoverArt && parameters.width <= 0:
      // Cover art is not decoded to be described: it says itself what it is.
      let art = coverArt
      stream.picture = art?.picture ?? picture
      stream.profile = art?.profile
    case .video: stream.picture = picture
    case .audio: stream.sound = sound
    default: break
    }
    return stream
  }

  private var kind: MediaDescription.Stream.Kind {
    switch parameters.codec_type {
    case AVMEDIA_TYPE_VIDEO: .video
    case AVMEDIA_TYPE_AUDIO: .audio
    case AVMEDIA_TYPE_SUBTITLE: .subtitle
    case AVMEDIA_TYPE_DATA: .data
    case AVMEDIA_TYPE_ATTACHMENT: .attachment
    default: .unknown
    }
  }

  /// Four printable characters; nil for numbers.
  private static func tag(_ tag: UInt32) -> String? {
    let bytes = (0..<4).map { UInt8(truncatingIfNeeded: tag >> ($0 * 8)) }
    guard bytes.allSatisfy({ (0x20..<0x7F).contains($0) }) else { return nil }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Levels as their specifications write them; FFmpeg keeps the number that is coded.
  private var level: String? {
    let level = Int(parameters.level)
    guard level > 0 else { return nil }
    switch parameters.codec_id {
    case AV_CODEC_ID_H264: return Self.decimal(level, by: 10)
    case AV_CODEC_ID_HEVC: return Self.decimal(level, by: 30)
    case AV_CODEC_ID_VP9: return Self.decimal(level, by: 10)
    case AV_CODEC_ID_AV1: return "\(2 + level >> 2).\(level & 3)"
    default: return String(level)
    }
  }

  private static func decimal(_ value: Int, by unit: Int) -> String {
    Rational(Int128(value), Int128(unit)).decimal(places: 1) + (value % unit == 0 ? ".0" : "")
  }

  private func sideData(_ type: AVPacketSideDataType) -> UnsafeRawBufferPointer? {
    var size = 0
    guard let bytes = wp_side_data(pointer, type, &size), size > 0 else { return nil }
    return UnsafeRawBufferPointer(start: bytes, count: size)
  }

  // MARK: Picture

  private var coverArt: MediaDescription.Stream? {
    let packet = pointer.pointee.attached_pic
    guard let data = packet.data, packet.size > 0 else { return nil }
    let bytes = Array(UnsafeBufferPointer(start: data, count: Int(packet.size)))
    guard var art = MediaProbe.describePicture(FileBytes(memory: bytes), bytes)?.streams.first,
      var picture = art.picture
    else { return nil }
    // What turns a photo says nothing of a cover.
    picture.orientation = .upright
    (picture.width, picture.height) = (picture.codedWidth, picture.codedHeight)
    picture.kind = .still
    art.picture = picture
    return art
  }

  private var picture: MediaDescription.Picture {
    let (width, height) = (Int(parameters.width), Int(parameters.height))
    let kind = pictureKind
    var geometry = PictureGeometry(container, pointer, codedWidth: width, codedHeight: height)
    if kind == .still, let turned { geometry.orientation = turned }
    var picture = MediaDescription.Picture(kind: kind, codedWidth: width, codedHeight: height)
    (picture.width, picture.height) = geometry.displaySize(width: width, height: height)
    picture.orientation = geometry.orientation
    picture.pixelAspect = geometry.pixelAspect
    picture.ignoredPixelAspect = geometry.ignoredPixelAspect
    if let matrix = wp_display_matrix(pointer) { picture.rotation = PictureGeometry.degrees(matrix) }
    if kind != .still {
      picture.averageFrameRate = FrameRate(positive: pointer.pointee.avg_frame_rate)
      picture.nominalFrameRate = FrameRate(positive: pointer.pointee.r_frame_rate)
    }
    let descriptor = av_pix_fmt_desc_get(AVPixelFormat(rawValue: parameters.format))
    if let descriptor {
      picture.pixelFormat = String(cString: descriptor.pointee.name)
      picture.bitDepth = Int(descriptor.pointee.comp.0.depth)
    }
    picture.hasAlpha =
      Decoder.hasAlphaTag(pointer) || parameters.format == AV_PIX_FMT_PAL8.rawValue
      || descriptor.map { $0.pointee.flags & UInt64(AV_PIX_FMT_FLAG_ALPHA) != 0 } ?? false
    picture.fieldOrder = fieldOrder
    picture.referenceFrames = referenceFrames
    picture.color = color
    picture.hdr = hdr
    return picture
  }

  private var referenceFrames: Int? {
    switch parameters.codec_id {
    case AV_CODEC_ID_VP8: 3
    case AV_CODEC_ID_VP9, AV_CODEC_ID_AV1: 8
    case AV_CODEC_ID_MPEG1VIDEO, AV_CODEC_ID_MPEG2VIDEO, AV_CODEC_ID_MPEG4: 2
    default: CodecHeader.read(parameters)?.referenceFrames
    }
  }

  /// Stills come from picture demuxers, animations from those of GIF and APNG.
  private var pictureKind: MediaFacts.PictureKind {
    let name = container.formatName
    if name == "gif" || name == "apng" { return .animation }
    if container.isStill || InputContainer.isAttachedPicture(pointer) {
      return .still
    }
    return .video
  }

  private var fieldOrder: MediaDescription.FieldOrder? {
    switch parameters.field_order {
    case AV_FIELD_PROGRESSIVE: .progressive
    case AV_FIELD_TT, AV_FIELD_BT: .topFirst
    case AV_FIELD_BB, AV_FIELD_TB: .bottomFirst
    default: nil
    }
  }

  private var color: MediaDescription.ColorDescription {
    var color = MediaDescription.ColorDescription()
    color.primaries = CodePoints.name(av_color_primaries_name(parameters.color_primaries))
    color.transfer = CodePoints.name(av_color_transfer_name(parameters.color_trc))
    color.matrix = CodePoints.name(av_color_space_name(parameters.color_space))
    color.range = CodePoints.name(av_color_range_name(parameters.color_range))
    color.hasProfile = sideData(AV_PKT_DATA_ICC_PROFILE) != nil
    return color
  }

  private var hdr: MediaDescription.HDR? {
    let vision = sideData(AV_PKT_DATA_DOVI_CONF).flatMap {
      $0.count >= MemoryLayout<AVDOVIDecoderConfigurationRecord>.size
        ? $0.loadUnaligned(as: AVDOVIDecoderConfigurationRecord.self) : nil
    }
    var hdr: MediaDescription.HDR
    switch parameters.color_trc {
    case AVCOL_TRC_SMPTE2084: hdr = .init(kind: .pq)
    case AVCOL_TRC_ARIB_STD_B67: hdr = .init(kind: .hlg)
    default:
      guard vision != nil else { return nil }
      hdr = .init(kind: .dolbyVision)
    }
    hdr.dolbyVisionProfile = vision.map { Int($0.dv_profile) }
    if let bytes = sideData(AV_PKT_DATA_MASTERING_DISPLAY_METADATA),
      bytes.count >= MemoryLayout<AVMasteringDisplayMetadata>.size
    {
      let display = bytes.loadUnaligned(as: AVMasteringDisplayMetadata.self)
      let (low, high) = (display.min_luminance.rational.double, display.max_luminance.rational.double)
      if display.has_luminance != 0, low <= high { hdr.masteringLuminance = low...high }
    }
    if let bytes = sideData(AV_PKT_DATA_CONTENT_LIGHT_LEVEL),
      bytes.count >= MemoryLayout<AVContentLightMetadata>.size
    {
      let light = bytes.loadUnaligned(as: AVContentLightMetadata.self)
      hdr.contentLight = .init(
        pixelMaximum: Int(clamping: light.MaxCLL), frameAverageMaximum: Int(clamping: light.MaxFALL))
    }
    return hdr
  }

  // MARK: Sound

  private var sound: MediaDescription.Sound {
    var sound = MediaDescription.Sound(
      sampleRate: Int(parameters.sample_rate), channels: Int(parameters.ch_layout.nb_channels))
    if parameters.ch_layout.order != AV_CHANNEL_ORDER_UNSPEC {
      var layout = parameters.ch_layout
      var name = [CChar](repeating: 0, count: 128)
      if av_channel_layout_describe(&layout, &name, name.count) > 0 {
        sound.layout = String(decoding: name.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
      }
    }
    if sound.layout == nil {
      sound.layout = SoundHeader.layout(parameters.codec_id, channels: sound.channels)
    }
    if let name = av_get_sample_fmt_name(AVSampleFormat(rawValue: parameters.format)) {
      sound.sampleFormat = String(cString: name)
    } else {
      sound.sampleFormat = SoundHeader.sampleFormat(parameters)
    }
    let bits =
      parameters.bits_per_raw_sample > 0
      ? Int(parameters.bits_per_raw_sample)
      : Int(av_get_exact_bits_per_sample(parameters.codec_id))
    sound.bitDepth = bits > 0 ? bits : nil
    return sound
  }
}

extension FrameRate {
  init?(positive rate: AVRational) {
    guard rate.num > 0, rate.den > 0 else { return nil }
    self.init(rate.rational)
  }
}
