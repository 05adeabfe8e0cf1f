import CFFmpeg

extension VideoFrame {
  /// Whether it carries a colour profile.
  public var hasProfile: Bool { av_frame_get_side_data(pointer, AV_FRAME_DATA_ICC_PROFILE) != nil }

  /// Which colours a profile describes (ICC.1:2022, 7.2.6).
  enum ProfileSpace: String {
    case rgb = "RGB "
    case grey = "GRAY"
  }

  /// Has the colour profile of another picture of RGB, where that carries one.
  public func takeProfile(of source: VideoFrame) throws(MediaError) {
    try takeProfile(of: source, in: .rgb)
  }

  /// Has the colour profile of another picture, or none where that one describes other colours: of a CMYK
  /// picture, or of a grey one that became coloured.
  func takeProfile(of source: VideoFrame, in space: ProfileSpace) throws(MediaError) {
    let type = AV_FRAME_DATA_ICC_PROFILE
    guard let data = av_frame_get_side_data(source.pointer, type) else { return }
    let (bytes, size) = (data.pointee.data, Int(data.pointee.size))
    let isOfSpace = bytes.map { bytes in
      size >= 128 && UnsafeBufferPointer(start: bytes + 16, count: 4).elementsEqual(space.rawValue.utf8)
    }
    guard isOfSpace == true else { return av_frame_remove_side_data(pointer, type) }
    guard source !== self, av_frame_get_side_data(pointer, type) == nil else { return }
    let copy = try allocated(av_frame_new_side_data(pointer, type, size), "keep a colour profile")
    if let target = copy.pointee.data, let bytes { target.update(from: bytes, count: size) }
  }
}
