import CHeif
import DraftModel

/// Reads what a HEIC or AVIF picture is, by libheif, decoding nothing.
enum HEIFReading {
  static func describe(_ path: String, _ file: FileBytes, _ head: [UInt8]) throws(MediaError)
    -> MediaDescription
  {
    func failure(_ error: heif_error) -> MediaError {
      MediaError(.damaged, file: path, operation: "open", reason: String(cString: error.message))
    }
    let context = try allocated(heif_context_alloc(), "open", file: path)
    defer { heif_context_free(context) }
    var error = heif_context_read_from_file(context, path, nil)
    guard error.code == heif_error_Ok else { throw failure(error) }
    var handle: OpaquePointer?
    error = heif_context_get_primary_image_handle(context, &handle)
    guard error.code == heif_error_Ok, let handle else { throw failure(error) }
    defer { heif_image_handle_release(handle) }

    let boxes = MovieBoxes(file)
    let isAVIF = boxes.brands.contains { $0 == "avif" || $0 == "avis" }
    var picture = MediaDescription.Picture(
      kind: .still, codedWidth: Int(heif_image_handle_get_ispe_width(handle)),
      codedHeight: Int(heif_image_handle_get_ispe_height(handle)))
    let depth = Int(heif_image_handle_get_luma_bits_per_pixel(handle))
    picture.bitDepth = depth > 0 ? depth : nil
    picture.hasAlpha = heif_image_handle_has_alpha_channel(handle) != 0
    readColor(handle, into: &picture)
    var metadata = PictureMetadata()
    readBlocks(handle, into: &metadata)
    var description = metadata.description(
      format: isAVIF ? .avif : .heic, formatName: "heif", byteCount: file.size,
      stream: .init(index: 0, kind: .video, codec: isAVIF ? "av1" : "hevc"), picture, delays: [],
      damage: boxes.damage)
    description.brands = boxes.brands
    // The container's own turns count, not those of EXIF, which repeat them.
    let (width, height) = (
      Int(heif_image_handle_get_width(handle)), Int(heif_image_handle_get_height(handle))
    )
    description.streams[0].picture?.orientation = .upright
    description.streams[0].picture?.width = width
    description.streams[0].picture?.height = height
    return description
  }

  private static func readColor(_ handle: OpaquePointer, into picture: inout MediaDescription.Picture) {
    switch heif_image_handle_get_color_profile_type(handle) {
    case heif_color_profile_type_nclx:
      var profile: UnsafeMutablePointer<heif_color_profile_nclx>?
      guard heif_image_handle_get_nclx_color_profile(handle, &profile).code == heif_error_Ok, let profile
      else {
        return
      }
      defer { heif_nclx_color_profile_free(profile) }
      picture.color = CodePoints.color(
        primaries: Int(profile.pointee.color_primaries.rawValue),
        transfer: Int(profile.pointee.transfer_characteristics.rawValue),
        matrix: Int(profile.pointee.matrix_coefficients.rawValue),
        isFullRange: profile.pointee.full_range_flag != 0)
      picture.hdr = CodePoints.hdr(picture.color)
    case heif_color_profile_type_prof, heif_color_profile_type_rICC: picture.color.hasProfile = true
    default: break
    }
  }

  private static func readBlocks(_ handle: OpaquePointer, into metadata: inout PictureMetadata) {
    var ids = [heif_item_id](repeating: 0, count: 16)
    let count = heif_image_handle_get_list_of_metadata_block_IDs(handle, nil, &ids, Int32(ids.count))
    for id in ids.prefix(max(0, Int(count))) {
      let size = heif_image_handle_get_metadata_size(handle, id)
      guard size > 4, size <= PictureMetadata.limit else { continue }
      var bytes = [UInt8](repeating: 0, count: size)
      guard heif_image_handle_get_metadata(handle, id, &bytes).code == heif_error_Ok else { continue }
      let type = heif_image_handle_get_metadata_type(handle, id).map { String(cString: $0) } ?? ""
      if type == "Exif" {
        // Four bytes say where in the rest the block begins (ISO/IEC 23008-12, A.2.1).
        let offset = bytes[..<4].reduce(0) { $0 << 8 | Int($1) }
        guard offset < size - 4 else { continue }
        metadata.readEXIF(Array(bytes[(4 + offset)...]))
      } else if type == "mime" {
        metadata.readXMP(bytes)
      }
    }
  }
}
