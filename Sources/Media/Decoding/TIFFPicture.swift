/// What FFmpeg's decoder of TIFF leaves black without an error.
public enum TIFFPicture {
  /// Why the picture of a TIFF file cannot be decoded, though a decoder gives one; nil for other files, and for
  /// pictures that can.
  public static func obstacle(path: String) -> String? {
    guard let head = try? FileHead.read(path), EXIFOrientation.isTIFF(head),
      let file = try? FileBytes(path), let block = EXIFBlock(file), block.holdsJPEG
    else { return nil }
    return "its picture is compressed as a JPEG, which is not decoded inside of a TIFF"
  }
}
