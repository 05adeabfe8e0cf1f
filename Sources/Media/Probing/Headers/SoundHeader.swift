import CFFmpeg

/// What can be told of sound without its decoder.
enum SoundHeader {
  /// Completes what the container says of AAC and Opus.
  /// - Parameter isMovie: whether the container is an ISO base media file, of which many writers say two
  ///   channels whatever there are.
  /// - Returns: whether only a decoder could tell more.
  static func complete(_ parameters: UnsafeMutablePointer<AVCodecParameters>, isMovie: Bool) -> Bool {
    let known = parameters.pointee
    guard known.sample_rate > 0, known.ch_layout.nb_channels > 0 else { return false }
    switch known.codec_id {
    case AV_CODEC_ID_AAC:
      guard let type = objectType(known) else { return false }
      // At low rates the stream may hold twice the rate without saying so in its header.
      if type == 2, known.sample_rate <= 24_000 { return false }
      parameters.pointee.profile = Int32(type - 1)
      return true
    case AV_CODEC_ID_OPUS:
      // Whatever it was made from (RFC 7845, 5.1).
      parameters.pointee.sample_rate = 48_000
      return true
    case AV_CODEC_ID_VORBIS, AV_CODEC_ID_MP3: return !isMovie
    case AV_CODEC_ID_FLAC, AV_CODEC_ID_ALAC: return true
    default: return av_get_exact_bits_per_sample(known.codec_id) > 0
    }
  }

  /// FFmpeg's name for the layout that a number of channels means to a codec; nil where it means none.
  static func layout(_ codec: AVCodecID, channels: Int) -> String? {
    switch codec {
    // The channel configurations of ISO/IEC 14496-3, table 1.19.
    case AV_CODEC_ID_AAC:
      [1: "mono", 2: "stereo", 3: "3.0", 4: "4.0", 5: "5.0", 6: "5.1", 8: "7.1"][channels]
    // Mapping family 1 (RFC 7845, 5.1.1.2).
    case AV_CODEC_ID_OPUS, AV_CODEC_ID_VORBIS:
      [
        1: "mono", 2: "stereo", 3: "3.0", 4: "quad", 5: "5.0", 6: "5.1", 7: "6.1", 8: "7.1",
      ][channels]
    case AV_CODEC_ID_MP3, AV_CODEC_ID_FLAC, AV_CODEC_ID_ALAC:
      [1: "mono", 2: "stereo"][channels]
    default: nil
    }
  }

  /// The audio object type of AAC (ISO/IEC 14496-3, 1.6.2.1).
  private static func objectType(_ parameters: AVCodecParameters) -> Int? {
    guard let extra = parameters.extradata, parameters.extradata_size >= 2 else { return nil }
    var reader = BitReader(
      Array(UnsafeBufferPointer(start: extra, count: Int(parameters.extradata_size)))[...])
    let type = reader.bits(5)
    return type == 31 ? 32 + reader.bits(6) : type == 0 ? nil : type
  }

  /// The format that FFmpeg's decoder of the codec gives; nil where it depends.
  static func sampleFormat(_ parameters: AVCodecParameters) -> String? {
    switch parameters.codec_id {
    case AV_CODEC_ID_AAC, AV_CODEC_ID_MP3, AV_CODEC_ID_OPUS, AV_CODEC_ID_VORBIS, AV_CODEC_ID_AC3,
      AV_CODEC_ID_EAC3:
      "fltp"
    case AV_CODEC_ID_PCM_U8: "u8"
    case AV_CODEC_ID_PCM_S16LE, AV_CODEC_ID_PCM_S16BE, AV_CODEC_ID_PCM_ALAW, AV_CODEC_ID_PCM_MULAW: "s16"
    case AV_CODEC_ID_PCM_S24LE, AV_CODEC_ID_PCM_S24BE, AV_CODEC_ID_PCM_S32LE, AV_CODEC_ID_PCM_S32BE: "s32"
    case AV_CODEC_ID_PCM_F32LE, AV_CODEC_ID_PCM_F32BE: "flt"
    case AV_CODEC_ID_PCM_F64LE, AV_CODEC_ID_PCM_F64BE: "dbl"
    case AV_CODEC_ID_FLAC: parameters.bits_per_raw_sample > 16 ? "s32" : "s16"
    case AV_CODEC_ID_ALAC: parameters.bits_per_coded_sample > 16 ? "s32p" : "s16p"
    default: nil
    }
  }
}
