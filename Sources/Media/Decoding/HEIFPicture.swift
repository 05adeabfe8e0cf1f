import CHeif

/// HEIC pictures, by libheif: FFmpeg 5.1 reads none, and later versions only a single tile.
enum HEIFPicture {
  /// The brands of still HEIF pictures (ISO/IEC 23008-12, annex B); AVIF is among what FFmpeg and
  /// libheif both read, as far as each was built for it.
  static func matches(_ head: [UInt8]) -> Bool {
    guard head.count >= 12, head[4..<8].elementsEqual("ftyp".utf8) else { return false }
    let brand = String(decoding: head[8..<12], as: UTF8.self)
    return ["heic", "heix", "heim", "heis", "mif1", "msf1", "avif"].contains(brand)
  }

  /// Decodes the primary picture, turned upright.
  static func decode(path: String) throws(MediaError) -> VideoFrame {
    func failure(_ error: heif_error, _ operation: String) -> MediaError {
      MediaError(.damaged, file: path, operation: operation, reason: String(cString: error.message))
    }
    let context = try allocated(heif_context_alloc(), "decode the picture", file: path)
    defer { heif_context_free(context) }
    var error = heif_context_read_from_file(context, path, nil)
    guard error.code == heif_error_Ok else { throw failure(error, "open") }
    var handle: OpaquePointer?
    error = heif_context_get_primary_image_handle(context, &handle)
    guard error.code == heif_error_Ok, let handle else { throw failure(error, "find the picture") }
    defer { heif_image_handle_release(handle) }
    let (width, height) = (
      Int(heif_image_handle_get_width(handle)), Int(heif_image_handle_get_height(handle))
    )
    try MediaLimits.checkPicture(width: width, height: height, file: path)
    let hasAlpha = heif_image_handle_has_alpha_channel(handle) != 0
    var image: OpaquePointer?
    error = heif_decode_image(
      handle, &image, heif_colorspace_RGB,
      hasAlpha ? heif_chroma_interleaved_RGBA : heif_chroma_interleaved_RGB, nil)
    guard error.code == heif_error_Ok, let image else { throw failure(error, "decode the picture") }
    defer { heif_image_release(image) }
    var stride: Int32 = 0
    guard let bytes = heif_image_get_plane_readonly(image, heif_channel_interleaved, &stride) else {
      throw MediaError(.damaged, file: path, operation: "decode the picture", reason: "it has no pixels")
    }
    let (shownWidth, shownHeight) = (
      Int(heif_image_get_width(image, heif_channel_interleaved)),
      Int(heif_image_get_height(image, heif_channel_interleaved))
    )
    let frame = try VideoFrame(width: shownWidth, height: shownHeight, format: hasAlpha ? .rgba : .rgb24)
    guard let plane = frame.plane(0) else { return frame }
    for row in 0..<shownHeight {
      (plane.bytes + row * plane.stride).update(
        from: bytes + row * Int(stride), count: shownWidth * (hasAlpha ? 4 : 3))
    }
    return frame
  }

  /// The picture's size as shown, and whether it has transparency, without decoding it.
  static func facts(path: String) throws(MediaError) -> (width: Int, height: Int, hasAlpha: Bool) {
    let context = try allocated(heif_context_alloc(), "open", file: path)
    defer { heif_context_free(context) }
    let error = heif_context_read_from_file(context, path, nil)
    var handle: OpaquePointer?
    guard error.code == heif_error_Ok,
      heif_context_get_primary_image_handle(context, &handle).code == heif_error_Ok, let handle
    else { throw MediaError(.damaged, file: path, operation: "open", reason: String(cString: error.message)) }
    defer { heif_image_handle_release(handle) }
    return (
      Int(heif_image_handle_get_width(handle)), Int(heif_image_handle_get_height(handle)),
      heif_image_handle_has_alpha_channel(handle) != 0
    )
  }
}
