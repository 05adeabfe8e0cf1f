import CFFmpeg

/// Tags of a container.
public enum MediaTag {
  /// The comment of a file; nil where it has none or cannot be opened.
  public static func comment(of path: String) -> String? {
    guard let container = try? InputContainer(path: path, findStreamInfo: false),
      let entry = av_dict_get(container.pointer.pointee.metadata, "comment", nil, 0)
    else { return nil }
    return String(cString: entry.pointee.value)
  }
}
