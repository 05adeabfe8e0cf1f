import CFFmpeg

/// The transfer of HDR pictures (ITU-R BT.2100).
public enum HDRTransfer: Hashable, Sendable {
  case pq, hlg
}

extension VideoFrame {
  /// Nil for pictures that are not HDR.
  public var hdrTransfer: HDRTransfer? {
    switch pointer.pointee.color_trc {
    case AVCOL_TRC_SMPTE2084: .pq
    case AVCOL_TRC_ARIB_STD_B67: .hlg
    default: nil
    }
  }
}
