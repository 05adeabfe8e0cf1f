import Media

/// Pictures in YUV 4:2:0 as rows without gaps: all of Y, U, then V.
enum PackedPicture {
  static func byteCount(width: Int, height: Int) -> Int { width * height * 3 / 2 }

  /// Hands a picture's bytes over, plane after plane.
  static func pack(
    _ frame: VideoFrame, _ receive: (UnsafeRawBufferPointer) throws(MediaError) -> Void
  ) throws(MediaError) {
    for index in 0..<3 {
      guard let plane = frame.plane(index) else { continue }
      let shift = index == 0 ? 0 : 1
      let (width, height) = (frame.width >> shift, frame.height >> shift)
      if plane.stride == width {
        try receive(UnsafeRawBufferPointer(start: plane.bytes, count: width * height))
      } else {
        let rows = UnsafeMutableRawBufferPointer.allocate(byteCount: width * height, alignment: 1)
        defer { rows.deallocate() }
        for row in 0..<height {
          UnsafeMutableRawBufferPointer(rebasing: rows[row * width..<(row + 1) * width])
            .copyMemory(from: UnsafeRawBufferPointer(start: plane.bytes + row * plane.stride, count: width))
        }
        try receive(UnsafeRawBufferPointer(rows))
      }
    }
  }

  /// Copies a picture's bytes into one of its size.
  /// - Parameter bytes: as many as ``byteCount(width:height:)`` says.
  static func unpack(_ bytes: UnsafeRawBufferPointer, into frame: VideoFrame) {
    var offset = 0
    for index in 0..<3 {
      guard let target = frame.plane(index) else { continue }
      let shift = index == 0 ? 0 : 1
      let width = frame.width >> shift
      for row in 0..<(frame.height >> shift) {
        UnsafeMutableRawBufferPointer(start: target.bytes + row * target.stride, count: width)
          .copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[offset..<offset + width]))
        offset += width
      }
    }
  }
}
